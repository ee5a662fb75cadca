// Why a byte stream gives or takes no more bytes.

/// Why a stream gives or takes no more bytes.
public enum ByteStreamError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The other side has gone, so that nothing that is written can reach it.
  case gone
  /// This side has closed the stream.
  case closed
  /// Another read, or another write, is under way.
  case busy

  /// The reason in a few words.
  public var description: String {
    switch self {
    case .gone: "the other side has gone"
    case .closed: "the stream is closed"
    case .busy: "the stream is busy with another read or write"
    }
  }
}
