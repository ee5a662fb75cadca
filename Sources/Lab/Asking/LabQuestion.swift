// What the page asks the server, read from JSON.

import Foundation

/// A question of the page.
struct LabQuestion: Decodable, Sendable {
  /// The version of the protocol.
  let version: Int
  let ask: Ask
  /// The text of a scenario.
  var text: String?
  /// The changes of the text, each made in the result of the one before.
  var edits: [EditEntry]?
  /// What is searched.
  var kind: SearchKind?
  /// How much of it.
  var effort: EffortName?
  /// The number of a search.
  var search: Int?
  /// In which form the scenario is to be kept.
  var form: Form?
  /// The files whose source is shown, as the sites of a picture name them.
  var files: [String]?

  /// What is asked for.
  enum Ask: String, Decodable, Sendable, CaseIterable {
    /// The statements, the programs and the scenarios.
    case about
    /// The runs of a scenario, perhaps with its text changed before.
    case run
    /// The text with the runs as its expectations.
    case record
    /// The scenario as a file of some form.
    case file
    /// The source of programs.
    case source
    /// The beginning of a search.
    case search
    /// How far a search is.
    case progress
    /// The end of a search.
    case stop
  }

  /// What is searched.
  enum SearchKind: String, Decodable, Sendable, CaseIterable {
    /// Every order of the events that are due at one instant.
    case orders
    /// A cancellation at each instant.
    case cancel
    /// Each fault of each call.
    case fault
  }

  /// How far a search of orders goes.
  enum EffortName: String, Decodable, Sendable, CaseIterable {
    case quick, thorough, exhaustive
  }

  /// The forms in which a scenario is kept.
  enum Form: String, Decodable, Sendable, CaseIterable {
    case scenario, svg, test
  }

  /// The version of the protocol.
  static let version = 1

  /// Reads a question.
  ///
  /// - Throws: `LabRefusal` if it is none.
  init(_ bytes: [UInt8], limits: LabLimits) throws(LabRefusal) {
    guard bytes.count <= limits.body else { throw LabRefusal("the question has more than \(limits.body) bytes") }
    do {
      self = try JSONDecoder().decode(LabQuestion.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw LabRefusal("this is no question: \(error.place)")
    } catch {
      throw LabRefusal("this is no question")
    }
    guard version == Self.version else { throw LabRefusal("the version of the protocol is \(Self.version) here") }
    guard (text ?? "").utf8.count <= limits.text else {
      throw LabRefusal("the scenario has more than \(limits.text) bytes, the limit of the lab")
    }
    guard (edits ?? []).count <= limits.edits else { throw LabRefusal("there are more than \(limits.edits) edits") }
  }
}

/// Why a question gets no answer.
struct LabRefusal: Error, Sendable, Hashable {
  let message: String

  init(_ message: String) { self.message = message }
}

extension DecodingError {
  /// The place of the mistake in the question: nothing of the text of the question itself.
  fileprivate var place: String {
    switch self {
    case .keyNotFound(let key, _): "'\(key.stringValue)' is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      context.codingPath.isEmpty
        ? "it is not JSON of that form"
        : "'\(context.codingPath.map(\.known).joined(separator: "."))' is not of its kind"
    @unknown default: "it cannot be read"
    }
  }
}

extension CodingKey {
  /// The key as a message shows it: a name of the protocol, or a number.
  fileprivate var known: String { intValue.map { "\($0 + 1)" } ?? stringValue }
}
