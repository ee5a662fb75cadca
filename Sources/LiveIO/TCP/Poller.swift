// Tells a live loop which of its sockets have become ready, many of them at a time.

@preconcurrency import Dispatch
import Synchronization

/// The sockets of one loop that the system watches.
///
/// One Dispatch source watches the system's list of sockets, so that a notice needs no arming of a source of its own. The
/// loop also polls for notices before it rests.
final class Poller: Sendable {
  /// The handler that is called when a socket becomes ready.
  struct Watcher {
    /// The label of the event in reports.
    var label: String
    /// Called on the loop, in an event of its own.
    var body: @Sendable (Readiness) -> Void
  }

  private struct State {
    var watchers: [UInt64: Watcher] = [:]
    var nextID: UInt64 = 0
    var isRunning = false
  }

  private let list: PollDescriptor
  private let state = Mutex(State())
  private let source: any DispatchSourceRead

  /// How many notices are fetched at once.
  private static let batch = 64

  /// - Parameter onNotice: Called on `queue` when there may be notices.
  init(on queue: DispatchQueue, _ onNotice: @escaping @Sendable () -> Void) throws(SocketError) {
    let list = try PollDescriptor.open()
    self.list = list
    source = DispatchSource.makeReadSource(fileDescriptor: list.number, queue: queue)
    source.setEventHandler(handler: onNotice)
    // Dispatch has to release the descriptor before it is closed.
    source.setCancelHandler { Descriptor(number: list.number).close() }
    source.activate()
    source.suspend()
  }

  deinit {
    // A suspended source delivers nothing, not even its end.
    if !state.withLock(\.isRunning) { source.resume() }
    source.cancel()
  }

  /// Starts or stops the delivery of notices. A loop that does not take them would get the same ones again and again.
  func setRunning(_ runs: Bool) {
    let changes = state.withLock { state in
      defer { state.isRunning = runs }
      return state.isRunning != runs
    }
    guard changes else { return }
    if runs { source.resume() } else { source.suspend() }
  }

  /// Begins to watch a socket. Any thread may call it.
  ///
  /// - Returns: The number by which `remove` ends it.
  func add(_ socket: Descriptor, _ watcher: Watcher) throws(SocketError) -> UInt64 {
    let id = state.withLock { state in
      state.nextID += 1
      state.watchers[state.nextID] = watcher
      return state.nextID
    }
    do throws(SocketError) {
      try list.add(socket, as: id)
    } catch {
      _ = forget(id)
      throw error
    }
    return id
  }

  /// Ends to watch a socket, which may be closed then; no notice of it comes any more.
  func remove(_ socket: Descriptor, _ id: UInt64) {
    list.remove(socket)
    // The watcher goes outside of the lock: what it holds may come back here.
    _ = forget(id)
  }

  private func forget(_ id: UInt64) -> Watcher? {
    state.withLock { $0.watchers.removeValue(forKey: id) }
  }

  /// The numbers of sockets that have become ready since the last time; returns at once.
  func notices() -> [PollDescriptor.Notice] {
    list.notices(upTo: Self.batch)
  }

  /// The watcher of a notice; nil if the socket was removed meanwhile.
  func watcher(of notice: PollDescriptor.Notice) -> Watcher? {
    state.withLock { $0.watchers[notice.id] }
  }
}
