// Tells a live loop which of its sockets have become ready, many of them at a time.

@preconcurrency import Dispatch
import Synchronization

/// The sockets of one loop that the system watches.
///
/// The loop's thread asks for notices, and waits for them for a while. When that is over, one Dispatch source watches the
/// system's list of sockets, so that a notice needs no arming of a source of its own.
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
    /// The notices that were fetched, the next one last.
    var notices: [PollDescriptor.Notice] = []
  }

  private let list: PollDescriptor
  /// Two ends of which one is on the list: what is written to the other ends a wait.
  private let alert: (end: Descriptor, begin: Descriptor)
  private let state = Mutex(State())
  private let source: any DispatchSourceRead
  private let onNotice = SourceHandler()

  /// How many notices are fetched at once.
  private static let batch = 64
  /// The number of what ends a wait; sockets are counted from 1.
  private static let alertID: UInt64 = 0

  /// - Parameter queue: Where the loop's events run.
  init(on queue: DispatchQueue) throws(SocketError) {
    let list = try PollDescriptor.open()
    self.list = list
    do throws(SocketError) {
      alert = try Descriptor.pair()
    } catch {
      Descriptor(number: list.number).close()
      throw error
    }
    do throws(SocketError) {
      try list.add(alert.end, as: Self.alertID)
    } catch {
      for descriptor in [alert.end, alert.begin, Descriptor(number: list.number)] { descriptor.close() }
      throw error
    }
    source = DispatchSource.makeReadSource(fileDescriptor: list.number, queue: queue)
    source.setEventHandler { [onNotice] in onNotice() }
    // Dispatch has to release the descriptor before it is closed.
    source.setCancelHandler { [alert] in
      for descriptor in [alert.end, alert.begin, Descriptor(number: list.number)] { descriptor.close() }
    }
    source.activate()
    source.suspend()
  }

  deinit {
    // A suspended source delivers nothing, not even its end.
    if !state.withLock(\.isRunning) { source.resume() }
    source.cancel()
  }

  /// Starts the delivery of notices.
  ///
  /// - Parameter onNotice: Called on the queue when there may be notices, until `stop`.
  func start(_ onNotice: @escaping @Sendable () -> Void) {
    guard setRunning(true) else { return }
    self.onNotice.set(onNotice)
    source.resume()
  }

  /// Stops the delivery of notices. A loop that does not take them would get the same ones again and again.
  func stop() {
    guard setRunning(false) else { return }
    source.suspend()
    onNotice.set(nil)
  }

  /// Returns whether it was otherwise before.
  private func setRunning(_ runs: Bool) -> Bool {
    state.withLock { state in
      defer { state.isRunning = runs }
      return state.isRunning != runs
    }
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

  /// The next socket that has become ready; returns at once. The loop's own thread calls it.
  func nextNotice() -> (Watcher, Readiness)? {
    if let next = takeNotice() { return next }
    return fetch(waiting: 0) ? takeNotice() : nil
  }

  /// Waits until a socket is ready, `wake` is called, or the time is over. The loop's own thread calls it.
  ///
  /// - Returns: Whether a socket is ready.
  func wait(milliseconds: Int) -> Bool { fetch(waiting: milliseconds) }

  /// Ends a wait, from any thread.
  func wake() {
    // If it is full already, the other end is readable.
    _ = alert.begin.write([1])
  }

  private func fetch(waiting milliseconds: Int) -> Bool {
    var notices = list.notices(upTo: Self.batch, waiting: milliseconds)
    if let place = notices.firstIndex(where: { $0.id == Self.alertID }) {
      notices.remove(at: place)
      while case .done(let bytes) = alert.end.read(upTo: 64), bytes.count == 64 {}
    }
    if notices.isEmpty { return false }
    state.withLock { $0.notices = notices.reversed() }
    return true
  }

  /// The next of the notices that were fetched; those of sockets that were removed meanwhile are passed over.
  private func takeNotice() -> (Watcher, Readiness)? {
    state.withLock { state in
      while let notice = state.notices.popLast() {
        if let watcher = state.watchers[notice.id] { return (watcher, notice.readiness) }
      }
      return nil
    }
  }
}
