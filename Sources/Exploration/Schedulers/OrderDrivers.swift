// A simple schedule besides the plain one: depth first.

import EventLoops

/// Depth first: what the latest event posted comes before what was posted earlier.
///
/// Of two events that were posted independently, one of the two directions runs either of them first, unless a
/// cancellation or an advance of the clock lies between.
final class DepthFirstScheduler: ScheduleDriver {
  private let isMirrored: Bool

  /// - Parameter isMirrored: Whether of the posts of one event the last one comes first.
  init(isMirrored: Bool) {
    self.isMirrored = isMirrored
  }

  func next(among ready: ArraySlice<Int>, in record: ScheduleRecord) -> Int {
    if isMirrored { return ready.count - 1 }
    var best = 0
    for (offset, event) in ready.enumerated()
    where record.events[event].poster > record.events[ready[ready.startIndex + best]].poster {
      best = offset
    }
    return best
  }

  func pick(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int? { nil }
}
