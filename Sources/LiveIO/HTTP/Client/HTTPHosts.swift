// The limit on a client's connections to each host.

import Callbacks
import EventLoops

/// Counts the connections to each host; what is beyond the limit waits, first come, first served.
final class HTTPHosts: Sendable {
  private struct Host {
    let permits: Semaphore
    /// How many requests have a permit or wait for one.
    var users = 0
  }

  private let loop: LiveEventLoop
  private let limit: Int
  private let hosts: LoopConfined<[String: Host]>

  /// - Parameter limit: The most connections to one host; at least one.
  init(limit: Int, on loop: LiveEventLoop) {
    self.loop = loop
    self.limit = max(1, limit)
    hosts = LoopConfined([:], on: loop)
  }

  /// Asks for a connection to a host.
  ///
  /// - Parameter completion: Called in a later event, once `leave` has to follow, or with `CancellationError`.
  func enter(_ host: String, completion: @escaping Completion<Void>) -> any Cancellable {
    let permits = hosts.withValue { hosts in
      hosts[host, default: Host(permits: Semaphore(on: loop, permits: limit, "connections to a host"))].users += 1
      return hosts[host]?.permits
    }
    guard let permits else { return Uncancellable() }
    return permits.acquire { [self] result in
      if case .failure = result { forget(host) }
      completion(result)
    }
  }

  /// Gives a connection to a host back.
  func leave(_ host: String) {
    hosts.value[host]?.permits.release()
    forget(host)
  }

  /// Counts a request less; a host without requests is not kept.
  private func forget(_ host: String) {
    // Released outside of the access.
    let last = hosts.withValue { hosts -> Host? in
      hosts[host]?.users -= 1
      return hosts[host]?.users == 0 ? hosts.removeValue(forKey: host) : nil
    }
    withExtendedLifetime(last) {}
  }
}
