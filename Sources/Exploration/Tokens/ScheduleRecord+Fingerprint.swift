// A hash of the order of a run: what tells whether a program repeats itself.

import EventLoops

extension ScheduleRecord {
  /// A hash of what ran, in that order, and of what was ready at each step: equal for equal runs.
  var fingerprint: UInt64 {
    var hash = StableHash()
    for step in steps {
      hash.add(events[step.event].name)
      hash.add(UInt64(step.readyCount))
    }
    return hash.value
  }
}
