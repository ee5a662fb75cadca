// What the requests of a client share.

import EventLoops
import Synchronization

/// The settings of a client, its limit on connections, and the system's client.
final class HTTPClientParts: Sendable {
  let loop: LiveEventLoop
  /// The limits on a reply.
  let limits: HTTPLimits
  let hosts: HTTPHosts
  /// The schemes of the URLs that are fetched.
  let schemes: [String]
  /// Whether the system's client gets everything.
  let usesSystem: Bool

  private let connections: Int
  private let timeout: Duration
  private let systemClient = Mutex<SystemHTTPClient?>(nil)
  private let state: LoopConfined<State>

  private struct State {
    var fetches: [Int: HTTPFetch] = [:]
    var nextNumber = 0
    var isClosed = false
  }

  init(
    on loop: LiveEventLoop, connections: Int, timeout: Duration, limits: HTTPLimits, schemes: [String], usesSystem: Bool
  ) {
    (self.loop, self.connections, self.timeout, self.limits) = (loop, connections, timeout, limits)
    (self.schemes, self.usesSystem) = (schemes, usesSystem)
    hosts = HTTPHosts(limit: connections, on: loop)
    state = LoopConfined(State(), on: loop)
  }

  /// The system's client, made at the first use.
  var system: SystemHTTPClient {
    systemClient.withLock { client in
      let made = client ?? SystemHTTPClient(connections: connections, timeout: timeout)
      client = made
      return made
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
