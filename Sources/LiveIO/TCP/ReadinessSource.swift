// Tells a live loop when a socket can be read or written.

@preconcurrency import Dispatch
import EventLoops

/// The system's notice that a socket is ready: armed for one notice at a time.
///
/// It belongs to the loop. While it is armed the loop goes on running, since the notice may come.
final class ReadinessSource: Sendable {
  enum Direction {
    case read, write
  }

  private struct State {
    var isArmed = false
    var isClosed = false
  }

  private let source: any DispatchSourceProtocol
  private let state: LoopConfined<State>
  private let loop: LiveEventLoop

  /// - Parameters:
  ///   - descriptor: The socket. It may be closed once `close` has called back.
  ///   - handler: Called on the loop, once each time the source was armed.
  init(
    _ direction: Direction, _ descriptor: Descriptor, on loop: LiveEventLoop, _ label: String,
    _ handler: @escaping @Sendable () -> Void
  ) {
    self.loop = loop
    let state = LoopConfined(State(), on: loop)
    self.state = state
    source =
      switch direction {
      case .read: DispatchSource.makeReadSource(fileDescriptor: descriptor.number, queue: loop.queue)
      case .write: DispatchSource.makeWriteSource(fileDescriptor: descriptor.number, queue: loop.queue)
      }
    source.setEventHandler { [weak self] in
      loop.enter(label) {
        guard state.value.isArmed else { return }
        self?.disarm()
        handler()
      }
    }
  }

  /// Asks for the next notice.
  func arm() {
    guard
      state.withValue({ state in
        guard !state.isArmed, !state.isClosed else { return false }
        state.isArmed = true
        return true
      })
    else { return }
    loop.hold()
    source.resume()
  }

  /// Does without the notice that was asked for.
  func disarm() {
    guard
      state.withValue({ state in
        defer { state.isArmed = false }
        return state.isArmed
      })
    else { return }
    source.suspend()
    loop.letGo()
  }

  /// Ends the source and calls back, on the loop's queue, when the system has let go of the socket.
  func close(_ completion: @escaping @Sendable () -> Void) {
    disarm()
    state.withValue { $0.isClosed = true }
    source.setCancelHandler(handler: completion)
    source.cancel()
    // A suspended source delivers nothing, not even its end.
    source.resume()
  }
}
