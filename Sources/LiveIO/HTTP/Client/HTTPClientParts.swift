// What the requests of a client share.

import EventLoops
import Synchronization

/// The settings of a client, its limit on connections, and the system's client.
final class HTTPClientParts: Sendable {
  let loop: LiveEventLoop
  /// The limits on a reply.
  let limits: HTTPLimits
  let hosts: HTTPHosts
  /// Whether the secure transport gets everything.
  let securesAll: Bool

  private let connections: Int
  private let timeout: Duration
  private let secure: SecureTransport?
  private let systemClient = Mutex<(any SystemTransfers)?>(nil)
  private let state: LoopConfined<State>

  private struct State {
    var fetches: [Int: HTTPFetch] = [:]
    var nextNumber = 0
    var isClosed = false
  }

  init(
    on loop: LiveEventLoop, connections: Int, timeout: Duration, limits: HTTPLimits, secure: SecureTransport?,
    securesAll: Bool
  ) {
    (self.loop, self.connections, self.timeout, self.limits) = (loop, connections, timeout, limits)
    (self.secure, self.securesAll) = (secure, securesAll)
    hosts = HTTPHosts(limit: connections, on: loop)
    state = LoopConfined(State(), on: loop)
  }

  /// The client of the secure transport, made at the first use; nil if there is no such transport.
  var system: (any SystemTransfers)? {
    systemClient.withLock { client in
      if client == nil { client = secure?.client(connections, timeout) }
      return client
    }
  }

  /// Notes a request that begins.
  ///
  /// - Returns: Its number; nil if the client is closed.
  func add(_ fetch: HTTPFetch) -> Int? {
    state.withValue { state in
      guard !state.isClosed else { return nil }
      state.nextNumber += 1
      state.fetches[state.nextNumber] = fetch
      return state.nextNumber
    }
  }

  /// Forgets a request that has ended.
  func remove(_ number: Int) {
    // Released outside of the access.
    let ended = state.withValue { $0.fetches.removeValue(forKey: number) }
    withExtendedLifetime(ended) {}
  }

  /// Cancels the requests in the order in which they began, and takes no further one.
  func close() {
    let fetches = state.withValue { state in
      defer { (state.isClosed, state.fetches) = (true, [:]) }
      return state.fetches.sorted { $0.key < $1.key }
    }
    for (_, fetch) in fetches { fetch.cancel() }
    systemClient.withLock { $0.take() }?.close()
  }

  /// Calls `body` now in an event of the loop, or while the loop does not run, and in an event otherwise.
  func onLoop(_ label: String, _ body: @escaping @Sendable () -> Void) {
    if loop.allowsAccess { body() } else { loop.post(label, body) }
  }
}
