// The events of a pipeline in the terms that all styles share: sent, replied, step, caught, cancelled, finished.

public import EventLoops

/// Something that happened to a pipeline, in terms that do not depend on the style.
///
/// Runs are compared by these, never by the events of the loop, of which each style needs a different number.
public struct SemanticEvent: Sendable, Hashable {
  /// When it happened.
  public let instant: Instant
  /// The pipeline to which it happened, counted from 1.
  public let pipeline: Int
  /// The kind of event, with its parts.
  public let kind: Kind
  /// The event of the loop in which it happened, counted from 1 in the order in which they ran; 0 before the first.
  package let turn: Int
  /// The line of the program that it comes from; nil for what no line of the program asked for.
  public let site: SourceSite?
  /// How many events had been posted on the loop by then; 0 on a loop that does not count them.
  let posts: Int

  /// The kinds of semantic events.
  public enum Kind: Sendable, Hashable {
    /// A call was sent.
    case sent(call: String, request: String)
    /// A call was answered.
    case replied(call: String, reply: String)
    /// A call was answered with an error.
    case failed(call: String, error: String)
    /// The program's own code between two calls ran.
    case step(Int)
    /// The program's own code between two calls threw.
    case stepThrew(Int, error: String)
    /// The program caught an error.
    case caught(place: String, isCancellation: Bool)
    /// The program continued with a value instead of an error.
    case recovered(call: String, value: String)
    /// A cancellation was requested.
    case cancelRequested
    /// A call that was in flight was cancelled.
    case callCancelled(call: String)
    /// A call was not sent, since the pipeline was cancelled already.
    case callRefused(call: String)
    /// The pipeline delivered its result.
    case finished(Outcome)
    /// The pipeline delivered a further result.
    case finishedAgain(Outcome)
    /// Something that the program says of itself.
    case note(String)
  }
}

extension SemanticEvent: CustomStringConvertible {
  /// The instant and the text.
  public var description: String { "\(instant) \(text(among: 1))" }

  /// The event as scenario files write it; `[2]` in front names the pipeline where there are several.
  package func text(among pipelines: Int) -> String {
    pipelines > 1 ? "[\(pipeline)] \(kind)" : "\(kind)"
  }
}

extension SemanticEvent.Kind: CustomStringConvertible {
  /// The event in a few words.
  public var description: String {
    switch self {
    case .sent(let call, let request): Self.sentence(callLabel(call), " sent ", quoted: request)
    case .replied(let call, let reply): Self.sentence(callLabel(call), " replied ", quoted: reply)
    case .failed(let call, let error): callLabel(call) + " failed " + error
    case .step(let number): "step \(number)"
    case .stepThrew(let number, let error): "step \(number) threw \(error)"
    case .caught(let place, let isCancellation): "caught \(isCancellation ? "cancellation " : "")\(place)"
    case .recovered(let call, let value): "recovered from \(callLabel(call)) with \(quoted(value))"
    case .cancelRequested: "cancel requested"
    case .callCancelled(let call): "\(callLabel(call)) cancelled"
    case .callRefused(let call): "\(callLabel(call)) not sent"
    case .finished(let outcome): "finished \(outcome)"
    case .finishedAgain(let outcome): "finished again \(outcome)"
    case .note(let text): text
    }
  }

  /// The text of most events, put together as bytes: strings that grow take three times the instructions.
  private static func sentence(_ call: String, _ verb: String, quoted text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(call.utf8.count + verb.utf8.count + text.utf8.count + 2)
    bytes += call.utf8
    bytes += verb.utf8
    bytes.append(UInt8(ascii: "\""))
    let start = bytes.count
    bytes += text.utf8
    guard bytes[start...].allSatisfy(isQuotedAsIs) else { return call + verb + quoted(text) }
    bytes.append(UInt8(ascii: "\""))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The name of the call that the event is about.
  public var call: String? {
    switch self {
    case .sent(let call, _), .replied(let call, _), .failed(let call, _), .recovered(let call, _),
      .callCancelled(let call), .callRefused(let call):
      call
    case .step, .stepThrew, .caught, .cancelRequested, .finished, .finishedAgain, .note: nil
    }
  }
}

/// A call's name in a sentence: `call 2` for a number, and any other name as it is.
package func callLabel(_ name: String) -> String {
  !name.isEmpty && name.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    ? "call " + name : name
}

extension SemanticEvent.Kind {
  /// How many bytes of text the event keeps.
  @inline(__always)
  var textBytes: Int {
    switch self {
    case .sent(let call, let text), .replied(let call, let text), .failed(let call, let text),
      .recovered(let call, let text):
      call.utf8.count + text.utf8.count
    case .stepThrew(_, let text), .caught(let text, _), .note(let text), .callCancelled(let text),
      .callRefused(let text):
      text.utf8.count
    case .finished(.value(let text)), .finishedAgain(.value(let text)), .finished(.failed(let text)),
      .finishedAgain(.failed(let text)):
      text.utf8.count
    case .step, .cancelRequested, .finished(.cancelled), .finishedAgain(.cancelled): 0
    }
  }
}
