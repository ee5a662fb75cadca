// The limits of an HTTP server.

/// The sizes that a server accepts, and the times that it waits.
public struct HTTPLimits: Sendable, Hashable {
  /// The longest request line, in bytes.
  public var requestLine = 8_000
  /// The longest head: the request line and all header fields, in bytes. No longer may be the trailer fields of a
  /// chunked body, nor all that the lines with the sizes of its chunks have beside these.
  public var head = 16_000
  /// How many header fields a request may have, and how many trailer fields.
  public var headerCount = 100
  /// The longest body, in bytes.
  public var body = 64_000
  /// The longest line with the size of a chunk and its extensions, in bytes.
  package var chunkLine = 1_000
  /// Whether handlers receive requests of the method `POST`, and not only `GET` and `HEAD`.
  package var allowsPost = false
  /// How many connections may be open.
  public var connections = 1_024
  /// How long a client may take over the head and the body of one request.
  public var requestTime = Duration.seconds(10)
  /// How long a connection may be idle between two requests.
  public var idleTime = Duration.seconds(15)
  /// How long a client may take to read an answer.
  public var answerTime = Duration.seconds(30)

  /// The usual limits.
  public init() {}
}
