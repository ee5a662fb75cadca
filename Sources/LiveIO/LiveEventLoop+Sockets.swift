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
    let made = try Poller(on: queue)
    let (poller, isRunning) = state.withLock { state in
      let poller = state.poller ?? made
      state.poller = poller
      return (poller, state.isRunning)
    }
    if isRunning { poller.start { [self] in takeNotices() } }
    return poller
  }

  /// Begins a drain, because there may be notices.
  func takeNotices() {
    if state.withLock({ $0.isRunning }) { drain() }
  }

  /// Passes the next notice to its socket, in an event.
  ///
  /// - Returns: Whether there was one.
  func wakeSocket(_ now: inout Instant) -> Bool {
    guard let poller = state.withLock({ $0.ending == nil ? $0.poller : nil }) else { return false }
    guard let (watcher, readiness) = poller.nextNotice() else { return false }
    now = during(LiveEvent.Name(label: watcher.label, site: nil), at: now) { watcher.body(readiness) }
    return true
  }

  /// Has a socket send what it has gathered when the events that are due have run, and before the loop waits.
  ///
  /// After the end of the run, the socket sends it when it is closed.
  func flushLater(_ socket: TCPSocket) {
    state.withLock { if !$0.hasEnded { $0.unflushed.append(socket) } }
  }

  /// Sends what sockets have gathered, as an event.
  func flush(_ now: inout Instant) {
    // Emptied in place, so that the next turn has the memory.
    guard let first = state.withLock({ $0.unflushed.popLast() }) else { return }
    now = during(LiveEvent.Name(label: "flush of sockets", site: nil), at: now) {
      first.flush()
      while let next = state.withLock({ $0.unflushed.popLast() }) { next.flush() }
    }
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
