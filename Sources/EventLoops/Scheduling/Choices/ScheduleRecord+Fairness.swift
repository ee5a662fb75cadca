// Whether a schedule is fair: how many events of a chain may run while another event is ready.

extension ScheduleRecord {
  /// How many events a chain may have that run while another event is ready, each posted by the one before.
  ///
  /// A loop that yields, or a callback that posts itself, can run without end while the event is ready that it waits for. No
  /// executor does that; a search would follow it up to the limit of events. More than 100 yields in a row are not tried.
  package static let longestOvertaking = 200

  /// Whether an event is the next one of a chain that is too long: another one among the ready events has waited for all of it.
  ///
  /// - Complexity: O(the length of the longest chain), and O(number of ready events) at the end of such a chain.
  package func isUnfair(_ event: Int, among ready: ArraySlice<Int>) -> Bool {
    guard ready.count > 1, steps.count >= Self.longestOvertaking, let first = beginningOfChain(before: event) else {
      return false
    }
    return ready.contains { $0 != event && wasReady($0, before: first) }
  }

  /// Whether a chain would be too long if an event ran only after the one that follows the chain.
  package func isUnfair(_ event: Int, before waiting: Int) -> Bool {
    guard steps.count >= Self.longestOvertaking, let first = beginningOfChain(before: event) else { return false }
    return wasReady(waiting, before: first)
  }

  /// The first step of the longest chain that an event may end; nil if the events before it are fewer.
  private func beginningOfChain(before event: Int) -> Int? {
    var step = events[event].poster
    for _ in 1..<Self.longestOvertaking {
      if step < 0 { return nil }
      step = events[steps[step].event].poster
    }
    return step < 0 ? nil : step
  }

  /// Whether an event was ready when a step began.
  private func wasReady(_ event: Int, before step: Int) -> Bool {
    events[event].poster < step && events[event].due <= steps[step].instant
  }
}
