// A connection as the two streams of bytes that it is, whatever lies behind it: simulated or a socket.

public import EventLoops

/// A connection: bytes come in and go out, and either end may stop.
///
/// A connection implements the three primitives; programs use the face of their style:
///
///     stream.read(upTo: 512) { result in … }                    // callback
///     stream.read(upTo: 512).map { bytes in … }                 // future
///     let bytes = try await stream.read(upTo: 512)              // async
///
/// One read and one write may be under way at a time, besides each other. A second one fails with
/// `ByteStreamError.busy`. Every completion is called once, in a later event of the loop.
public protocol ByteStream: Sendable {
  /// The loop on which completions are called.
  var loop: any EventLoop { get }

  /// What reports call the other side.
  var name: String { get }

  /// Begins to read: the completion gets one to `count` bytes as soon as there are any, or nil at the end of the stream.
  ///
  /// - Returns: A handle that gives up the read; no byte is lost, and the completion gets `CancellationError`.
  func beginReading(upTo count: Int, _ completion: @escaping Completion<[UInt8]?>) -> any Cancellable

  /// Starts a write. The completion is called when all bytes have been accepted by the peer, by the operating system, or by a
  /// buffer of the stream, which is bounded and sent before the stream is closed. A writer that waits for the completion
  /// before it writes again needs no more memory for a slow reader.
  ///
  /// - Returns: A handle that gives up the bytes that were not taken yet; the completion gets `CancellationError`.
  func beginWriting(_ bytes: [UInt8], _ completion: @escaping Completion<Void>) -> any Cancellable

  /// Begins to close both directions; reads and writes that are under way fail with `ByteStreamError.closed`.
  ///
  /// - Returns: A handle that stops waiting; the stream is closed all the same.
  func beginClosing(_ completion: @escaping Completion<Void>) -> any Cancellable
}
