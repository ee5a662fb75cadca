// Looking up the addresses of a host without blocking a loop.

import Callbacks
import Dispatch
import EventLoops

/// The look-up of a host's addresses.
enum HostLookup {
  /// Finds the addresses of a host name or a numeric address, in the system's order of preference.
  ///
  /// A name is looked up on another thread. The system's look-up cannot be ended: after a cancellation its thread remains
  /// until the system has given up, and the loop does not wait for it.
  ///
  /// - Parameter completion: Called in a later event with one address or more, with a `SocketError`, or with
  ///   `CancellationError`.
  static func begin(
    host: String, port: UInt16, on loop: LiveEventLoop, completion: @escaping Completion<[SocketAddress]>
  ) -> any Cancellable {
    let arrival = loop.expect("addresses of a host", completion)
    if let addresses = try? SocketAddress.resolve(host: host, port: port, isNumeric: true) {
      arrival.deliver(.success(addresses))
    } else {
      DispatchQueue.global().async {
        arrival.deliver(Result { try SocketAddress.resolve(host: host, port: port) })
      }
    }
    return Lookup(arrival: arrival)
  }

  private struct Lookup: Cancellable {
    let arrival: Arrival<Result<[SocketAddress], any Error>>

    func cancel() {
      arrival.deliver(.failure(CancellationError()))
    }
  }
}
