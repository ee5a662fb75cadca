// The ways in which a session with the character finder ends, and the farewell to the client.

/// The reasons for the end of a session.
enum SessionEnd: Sendable, Hashable, CustomStringConvertible {
  /// A line began with a control character.
  case controlCharacter
  /// The client sends no more.
  case endOfStream
  /// A line was not UTF-8.
  case invalidText
  /// A line was longer than it may be.
  case longLine(limit: Int)

  /// The last message to the client before the session ends; nil where the client knows the reason.
  var farewell: [UInt8]? {
    if case .longLine(let limit) = self { Array("A line may have \(limit) bytes.\r\n".utf8) } else { nil }
  }

  /// The reason for the end, in a few words.
  var description: String {
    switch self {
    case .controlCharacter: "a control character"
    case .endOfStream: "the end of the stream"
    case .invalidText: "a line that is not UTF-8"
    case .longLine: "a line that is too long"
    }
  }
}
