// The sockets of a live loop: what has become ready is an event.

import EventLoops
import Synchronization

extension LiveEventLoop {
  /// Begins to watch a socket.
  ///
  /// - Parameters:
  ///   - label: What reports call the events.
  ///   - body: Called in an event of its own whenever the socket becomes ready, and first if it is already.
  /// - Returns: What ends it, before the socket is closed.
  func watch(
    _ socket: Descriptor, _ label: String, _ body: @escaping @Sendable (Readiness) -> Void
  ) throws(SocketError) -> SocketWatch {
    let poller = try poller()
    return SocketWatch(
      poller: poller, socket: socket, id: try poller.add(socket, Poller.Watcher(label: label, body: body)))
  }

  private func poller() throws(SocketError) -> Poller {
    if let poller = state.withLock({ $0.poller }) { return poller }
    let made = try Poller(on: queue) { [weak self] in self?.takeNotices() }
    let (poller, isRunning) = state.withLock { state in
      let poller = state.poller ?? made
      state.poller = poller
      return (poller, state.isRunning)
    }
    if isRunning { poller.setRunning(true) }
    return poller
  }

  /// Begins a drain, because there may be notices.
  private func takeNotices() {
    if state.withLock({ $0.isRunning }) { drain() }
  }

  /// Tells those whose sockets have become ready, each in an event.
  ///
  /// - Returns: How many notices there were.
  func wakeSockets() -> Int {
    guard let poller = state.withLock({ $0.ending == nil ? $0.poller : nil }) else { return 0 }
    let notices = poller.notices()
    for notice in notices {
      guard let watcher = poller.watcher(of: notice), state.withLock({ $0.ending == nil }) else { continue }
      during(LiveEvent.Name(label: watcher.label, site: nil)) { watcher.body(notice.readiness) }
    }
    return notices.count
  }
}

/// A socket that a loop watches.
struct SocketWatch: Sendable {
  fileprivate let poller: Poller
  fileprivate let socket: Descriptor
  fileprivate let id: UInt64

  /// Ends the watch; the socket may be closed then. Any thread may call it.
  func end() {
    poller.remove(socket, id)
  }
}
