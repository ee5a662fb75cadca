// The entries of a record: what was posted, and what ran.

extension ScheduleRecord {
  /// Something that was posted; its index is its place in the order of posting.
  package struct Event: Sendable {
    /// The event's name, a hash of its path.
    package let name: UInt64
    /// The step that posted it; -1 if it was posted before the run.
    package let poster: Int
    /// When it is due.
    package let due: Instant
    /// Whether another event can cancel it.
    let isTimer: Bool
    /// The step that ran it; -1 if it has not run.
    package internal(set) var step = -1
    /// The task of which it runs a segment, or that it resumes; -1 if it is not known to be for one task.
    package internal(set) var task = -1
    /// Whether its task enters an actor in it.
    var entersActor = false
  }

  /// Something that ran.
  ///
  /// It holds no counted reference: steps are copied and compared by the thousand. What it touched is with that of all
  /// other steps in one list; see `footprint(of:)` and `conflict(_:_:)`.
  package struct Step: Sendable {
    /// The event that ran, as an index.
    package let event: Int
    /// When it ran.
    package let instant: Instant
    /// How often the clock has moved because nothing was ready: all steps of one epoch come before those of the next.
    package let epoch: Int
    /// How many events were ready.
    package let readyCount: Int
    /// Where its accesses begin in the record's list.
    let firstAccess: Int
    var accessCount = 0
    /// Which of these are accesses to memory, in the order of their states; they are behind all others.
    var firstMemory = 0
    var memoryCount = 0
    /// Which of the record's shared accesses are its own, once the run is over; -1 before.
    var firstShared = -1
    var sharedCount = 0
    /// Whether it ran code that is not the program's.
    var isRuntimeOnly = false
    /// Whether code runs in it that does not report what it touches, although it is the program's.
    var runsUnseenCode = false
    /// Whether its task continues only functions that report what they touch.
    var continuesSeenCode = false
    /// What it touched and wrote, a bit for several states each; of memory only what is shared, once the run is over.
    @usableFromInline var bits = Footprint.Bits()
    @usableFromInline var visibility = Footprint.Visibility.full
    /// Whether it is a segment of a task that resumed only to wait again for its child tasks: without it
    /// the run would be the same. Known when the run is over.
    package internal(set) var isIdle = false
    /// The state in which a task left its result of which this step was the last segment; 0 if it was none. Known when
    /// the run is over.
    var result: UInt64 = 0
    var resultMode = Footprint.Mode.update
    /// The access by which it left the result, if it did.
    var resultAccess: Footprint.Access? { result == 0 ? nil : Footprint.Access(state: result, mode: resultMode) }
    /// The task of which it ran a segment, as an index; -1 if it was none.
    var task = -1
    /// The step that ran the segment before; -1 if there was none.
    package internal(set) var previous = -1
    /// A hash of the picks of other choices than of events that were made in it; 0 if there were none.
    package internal(set) var choices: UInt64 = 0
    var posts = 0
    var states = 0
    /// How many things it did that others can tell.
    var effects = 0
    /// What its task waited for after it.
    var wait = RecordedTasks.Wait.unknown
    /// A hash of all that became known when the run was over.
    package internal(set) var lateHash: UInt64 = 0
    /// Where its further predecessors begin in the record's list, and how many there are.
    var firstEdge = 0
    var edgeCount = 0
  }
}

extension ScheduleRecord.Step {
  // One step is changed in place: the list of steps checks before each change whether its memory is shared.

  /// Adds an access to a state, which others can tell.
  ///
  /// - Complexity: O(1), or O(number of states that it touched) where it touched this or one with the same bit.
  @inline(__always)
  mutating func note(_ state: UInt64, _ mode: Footprint.Mode, in accesses: inout [Footprint.Access]) {
    effects += 1
    account(state, mode, in: &accesses)
  }

  /// Adds an access to a state.
  @inline(__always)
  mutating func account(_ state: UInt64, _ mode: Footprint.Mode, in accesses: inout [Footprint.Access]) {
    let bit = Footprint.Bits.bit(of: state)
    if bits.touched & bit != 0 {
      // The states that were touched last are touched again most often.
      for place in (firstAccess..<firstAccess + accessCount).reversed() where accesses[place].state == state {
        if accesses[place].mode == mode || accesses[place].mode == .write { return }
        accesses[place].merge(mode)
        return bits.add(bit, accesses[place].mode)
      }
    }
    let access = Footprint.Access(state: state, mode: mode)
    if memoryCount > 0 {
      // What a step has done is found out at its end in part, when its accesses to memory are known.
      accesses.insert(access, at: firstMemory)
      firstMemory += 1
    } else {
      accesses.append(access)
    }
    accessCount += 1
    bits.add(bit, mode)
  }
}
