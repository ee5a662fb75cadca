// A point of the schedule of a search, at which something was chosen.

import EventLoops

extension DPORSearch {
  /// A point of the present schedule at which something was chosen.
  struct Point: Sendable {
    /// The names of the ready events, where every order is walked through.
    var ready: [UInt64] = []
    var chosen: UInt64 = 0
    /// How the runs are to continue that begin with the chosen event.
    var below = WakeupTrees.empty
    /// The place of the chosen event among the wakeup trees, before it was taken from them.
    var root = WakeupTrees.empty
    /// What the chosen event touched in the run that showed that it is to be tried.
    var expected = Footprint()
    /// What is to be tried next.
    var rest = WakeupTrees.empty
    /// What the chosen event touched with other options of the choices that it makes itself.
    var otherwise = Footprint()
    /// The events that were tried.
    var done: Range<Int>
    /// The events that need not be, since what follows was seen elsewhere.
    var asleep: Range<Int>
    /// How many races the schedule reverses before this point, and up to and with it.
    var reversals: Int
    var reversalsAfter: Int
    /// How many runs had ended when the first run began that makes the choice.
    var began: Int
    /// For a choice of another kind: how many options there are, and which was picked.
    var options = 0
    var picked = 0

    var isChoiceOfEvent: Bool { options == 0 }
  }
}
