// A change of a scenario's text as JSON.

import Comparison
import EventLoops
import Workbench

/// An edit in a question, and in the answers that suggest one.
struct EditEntry: Decodable, Sendable, Hashable {
  /// The kind of change.
  var edit: Kind
  var call: String?
  var pipeline: Int?
  var attempt: Int?
  var alone: Bool?
  /// How a call is answered.
  var manner: ScenarioEdit.Manner?
  var status: Int?
  var reason: String?
  var line: Int?
  var racing: Bool?
  /// A time in nanoseconds; no time removes what has one.
  var nanoseconds: Int64?
  var count: Int?
  var name: String?
  var value: String?
  /// A seed in digits: a number of JavaScript has not enough of them.
  var seed: String?

  /// The kinds of changes.
  enum Kind: String, Decodable, Sendable, CaseIterable {
    case takes, behaves, cancel, timeout, pipelines, program, setting, seed
  }

  init(_ edit: Kind) { self.edit = edit }

  /// The change.
  ///
  /// - Throws: `LabRefusal` if something that it needs is missing.
  func change() throws(LabRefusal) -> ScenarioEdit {
    switch edit {
    case .takes: return .takes(try place(), .nanoseconds(try given(nanoseconds, "nanoseconds")))
    case .behaves: return .behaves(try place(), try given(manner, "manner"), try error())
    case .cancel:
      let place = ScenarioEdit.CancelPlace(line: line, pipeline: pipeline ?? 1, isRacing: racing ?? false)
      return .cancel(place, at: nanoseconds.map { Instant(nanoseconds: $0) })
    case .timeout: return .timeout(pipeline: pipeline, nanoseconds.map { .nanoseconds($0) })
    case .pipelines: return .pipelines(try given(count, "count"), every: .nanoseconds(nanoseconds ?? 0))
    case .program: return .program(try given(name, "name"))
    case .setting: return .setting(try given(name, "name"), value)
    case .seed:
      guard let seed else { return .seed(nil) }
      guard let number = UInt64(seed), seed == "\(number)" else { throw LabRefusal("the seed is not a number") }
      return .seed(number)
    }
  }

  private func place() throws(LabRefusal) -> ScenarioEdit.CallPlace {
    ScenarioEdit.CallPlace(
      try given(call, "call"), pipeline: pipeline ?? 1, attempt: attempt ?? 1, isAlone: alone ?? false)
  }

  private func error() throws(LabRefusal) -> APIError? {
    guard let status else { return nil }
    guard 100...999 ~= status, let reason, reason.count <= 200 else {
      throw LabRefusal("an error has a status from 100 to 999 and a reason")
    }
    return APIError(status: status, reason: reason)
  }

  private func given<Value>(_ value: Value?, _ name: String) throws(LabRefusal) -> Value {
    guard let value else { throw LabRefusal("an edit '\(edit.rawValue)' needs '\(name)'") }
    return value
  }

  /// Writes the edit as a question has it.
  func write(to json: inout JSONText) {
    json.object { json in
      json.member("edit", edit.rawValue)
      json.member("call", call)
      json.member("pipeline", pipeline)
      json.member("attempt", attempt)
      json.member("manner", manner?.rawValue)
      json.member("status", status)
      json.member("reason", reason)
      json.member("line", line)
      if racing == true { json.member("racing", true) }
      if let nanoseconds { json.member("nanoseconds", nanoseconds) }
    }
  }
}
