// One line of a trace file: what kinds of records there are, and what they hold.

import Foundation

/// A record of a trace in JSON Lines. `notes/formats.md` describes the grammar.
package enum TraceRecord: Sendable, Hashable {
  /// The first record.
  case header(Header)
  /// A note of the scenario at an instant.
  case note(Note)
  /// The start of a run: the following records belong to it.
  case run(Run)
  /// An event of the loop.
  case event(Event)
  /// Something that happened to a pipeline.
  case happening(Happening)
  /// How the run ended.
  case ending(Ending)
  /// In what the runs differ.
  case difference(Difference)
  /// The last record: how many records came before.
  case end(End)

  /// The header of the file.
  package struct Header: Codable, Sendable, Hashable {
    /// `braid.trace`.
    package var schema = TraceRecord.schema
    /// The version of the grammar.
    package var version = TraceRecord.version
    /// The name of the scenario.
    package var name: String
    /// The title of the scenario.
    package var title: String
    /// The program that ran.
    package var program: String
    /// How many pipelines ran in each run.
    package var pipelines: Int
    /// How many runs follow.
    package var runs: Int
    /// The seed of random choices.
    package var seed: UInt64?
  }

  /// A sentence for the reader at an instant.
  package struct Note: Codable, Sendable, Hashable {
    /// When, in nanoseconds.
    package var at: Int64
    /// The sentence.
    package var text: String
  }

  /// The version of the program that ran.
  package struct Run: Codable, Sendable, Hashable {
    /// The number of the run, counted from 0.
    package var run: Int
    /// The style.
    package var style: String
    /// The name of the version among those of its style.
    package var variant: String?
  }

  /// An event of the loop, in the order of posting.
  package struct Event: Codable, Sendable, Hashable {
    /// The event's number in the run, counted from 0.
    package var sequence: Int
    /// `callback`, `timer`, `sleep` or `task`.
    package var kind: String
    /// The label of the event.
    package var label: String
    /// Where it was created.
    package var site: String?
    /// The event that posted it.
    package var cause: Int?
    /// When it was posted, in nanoseconds.
    package var posted: Int64
    /// When it was due, in nanoseconds.
    package var due: Int64
    /// The turn in which it ran, counted from 1; missing if it did not.
    package var turn: Int?
    /// The turn in which it was cancelled, 0 for before the first; missing if it was not.
    package var cancelled: Int?
  }

  /// Something that happened to a pipeline.
  package struct Happening: Codable, Sendable, Hashable {
    /// When, in nanoseconds.
    package var at: Int64
    /// The turn in which it happened.
    package var turn: Int
    /// The pipeline, counted from 1.
    package var pipeline: Int
    /// The kind of event: `sent`, `replied`, `step` and so on.
    package var what: String
    /// The call that it is about.
    package var call: String?
    /// The event, in words.
    package var text: String
    /// The line of the program that it comes from.
    package var site: String?
  }

  /// How a run ended.
  package struct Ending: Codable, Sendable, Hashable {
    /// When, in nanoseconds.
    package var at: Int64
    /// How many events the loop ran.
    package var turns: Int
    /// Whether there is nothing to complain about.
    package var clean: Bool
    /// The leftovers and violations, in words.
    package var left: [String]
  }

  /// In what the runs differ.
  package struct Difference: Codable, Sendable, Hashable {
    /// The aspect.
    package var aspect: String
    /// Whether it means that the versions do not do the same.
    package var counts: Bool
    /// Where they part and why, in words.
    package var sentence: String
  }

  /// The last record.
  package struct End: Codable, Sendable, Hashable {
    /// How many records came before.
    package var records: Int
  }

  /// The name of the grammar.
  package static let schema = "braid.trace"
  /// The version of the grammar that this tool writes; it reads this one and all before.
  package static let version = 1
}

extension TraceRecord: Codable {
  private enum Key: String, CodingKey {
    case record
  }

  /// The kinds of records by name.
  private enum Kind: String, Codable {
    case header, note, run, event, happening, ending, difference, end
  }

  /// Whether a record of this name is known.
  static func isKnown(_ name: String) -> Bool { Kind(rawValue: name) != nil }

  /// Reads a record of a known kind.
  package init(from decoder: any Decoder) throws {
    switch try decoder.container(keyedBy: Key.self).decode(Kind.self, forKey: .record) {
    case .header: self = .header(try Header(from: decoder))
    case .note: self = .note(try Note(from: decoder))
    case .run: self = .run(try Run(from: decoder))
    case .event: self = .event(try Event(from: decoder))
    case .happening: self = .happening(try Happening(from: decoder))
    case .ending: self = .ending(try Ending(from: decoder))
    case .difference: self = .difference(try Difference(from: decoder))
    case .end: self = .end(try End(from: decoder))
    }
  }

  /// Writes the record with its kind.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    let (kind, content): (Kind, any Encodable) =
      switch self {
      case .header(let header): (.header, header)
      case .note(let note): (.note, note)
      case .run(let run): (.run, run)
      case .event(let event): (.event, event)
      case .happening(let happening): (.happening, happening)
      case .ending(let ending): (.ending, ending)
      case .difference(let difference): (.difference, difference)
      case .end(let end): (.end, end)
      }
    try container.encode(kind, forKey: .record)
    try content.encode(to: encoder)
  }
}
