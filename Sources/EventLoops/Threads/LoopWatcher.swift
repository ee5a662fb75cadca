// Looks at the loops that run, from another thread, for events that take too long.

@preconcurrency import Dispatch
import Synchronization

/// The process's one watcher: it has a timer as long as loops run that are watched.
///
/// A loop reports when a run begins and ends, not when an event does: the watcher reads the loop's count of events.
final class LoopWatcher: Sendable {
  static let shared = LoopWatcher()

  private struct Entry {
    let loop: VirtualEventLoop
    let limit: Duration
    var eventCount: Int
    /// When the running event was seen first.
    var since: DispatchTime?
    var isReported = false
  }

  private struct State {
    var entries: [Entry] = []
    var timer: (any DispatchSourceTimer)?
    var period = Duration.zero
    /// The shortest limit that the period was made for.
    var limit = Duration.zero
  }

  private let state = Mutex(State())

  /// Begins to watch a loop; the caller runs it until `end`.
  func begin(_ loop: VirtualEventLoop, limit: Duration) {
    state.withLock { state in
      state.entries.append(Entry(loop: loop, limit: limit, eventCount: loop.eventCount))
      // A run begins every few microseconds in a search: durations are compared before one is divided.
      guard state.timer == nil || limit < state.limit else { return }
      state.limit = limit
      let period = max(limit / 4, .milliseconds(1))
      if state.timer == nil || period < state.period { startTimer(&state, period) }
    }
  }

  /// How long the watcher waits between two looks; nil if it has nothing to look at.
  var period: Duration? { state.withLock { $0.timer == nil ? nil : $0.period } }

  /// Ceases to watch a loop.
  func end(_ loop: VirtualEventLoop) {
    state.withLock { state in
      // The one that was begun last, as a rule.
      if let index = state.entries.lastIndex(where: { $0.loop === loop }) { state.entries.remove(at: index) }
    }
  }

  private func startTimer(_ state: inout State, _ period: Duration) {
    state.timer?.cancel()
    let timer = DispatchSource.makeTimerSource(queue: .global(qos: .utility))
    let interval = DispatchTimeInterval.nanoseconds(Int(period.saturatedNanoseconds))
    timer.schedule(deadline: .now() + interval, repeating: interval)
    timer.setEventHandler { self.look(at: .now()) }
    timer.activate()
    (state.timer, state.period) = (timer, period)
  }

  /// Looks at the loops, and reports their events that have taken too long.
  func look(at now: DispatchTime) {
    let found = state.withLock { state -> [(EventWatch, OverlongEvent)] in
      if state.entries.isEmpty {
        state.timer?.cancel()
        state.timer = nil
      }
      var found: [(EventWatch, OverlongEvent)] = []
      for index in state.entries.indices {
        let entry = state.entries[index]
        let count = entry.loop.eventCount
        guard let since = entry.since, count == entry.eventCount else {
          state.entries[index].eventCount = count
          state.entries[index].since = now
          state.entries[index].isReported = false
          continue
        }
        guard !entry.isReported, let event = entry.loop.runningEvent(exceeding: entry.limit) else { continue }
        if now.uptimeNanoseconds - since.uptimeNanoseconds >= UInt64(entry.limit.saturatedNanoseconds) {
          state.entries[index].isReported = true
          found.append((entry.loop.watch, event))
        }
      }
      return found
    }
    for (watch, event) in found { watch.report(of: event) }
  }
}

/// What another thread may know of the event that runs.
struct RunningEvent: ~Copyable, Sendable {
  /// The number of the running event's name, or why it has none.
  let name = Atomic<Int32>(Self.none)
  /// The names that the loop's events have had, by number; kept besides the log, which only the loop's thread may read.
  let names = Mutex<[EventNames.Name]>([])

  /// Between two events.
  static let none: Int32 = -2
  /// An event without a name that is known.
  static let unnamed: Int32 = -1
}

extension VirtualEventLoop {
  /// The running event, for the watcher; nil between two runs, and while a report is made.
  func runningEvent(exceeding limit: Duration) -> OverlongEvent? {
    let number = running.name.load(ordering: .acquiring)
    if number == RunningEvent.none { return nil }
    let name = running.names.withLock { $0.indices.contains(Int(number)) ? $0[Int(number)] : nil }
    return OverlongEvent(loop: self.name, label: name?.label ?? "", site: name?.site, instant: now, limit: limit)
  }

  /// Copies the names that the log has got since the last time to where the watcher may read them.
  @inline(never)
  func publishNames(through number: Int32) {
    running.names.withLock { names in
      while names.count <= Int(number) { names.append(log.names[Int32(truncatingIfNeeded: names.count)]) }
    }
    publishedNames = number + 1
  }
}
