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
    /// Which of the accesses to memory that several tasks touch are its own, once the run is over; -1 before.
    var firstShared = -1
    var sharedCount = 0
    /// Whether it ran code that is not the program's.
    var isRuntimeOnly = false
    /// Whether code runs in it that does not report what it touches, although it is the program's.
    var runsUnseenCode = false
    /// Whether its task continues only functions that report what they touch.
    var continuesSeenCode = false
    /// What it touched and wrote, a bit for several states each; of memory only what is shared, once the run is over.
    var bits = Footprint.Bits()
    var visibility = Footprint.Visibility.full
    /// Whether it reads the clock and does not move it.
    var readsClock = false
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

extension ScheduleRecord {
  // Other modules do not see how a list finds its elements, so they ask for a few properties in one call.

  /// What the order of a run is made of, of one step.
  package struct Outline {
    /// The name of the event that ran, and the step that posted it; -1 if it was posted before the run.
    package let name: UInt64
    package let poster: Int
    /// As in `Step`.
    package let choices: UInt64
    package let epoch: Int
    package let isIdle: Bool
    package let lateHash: UInt64
    /// The edges into it, for `predecessor(at:)`.
    package let edges: Range<Int>
  }

  /// What the order of a run is made of, of one step.
  package func outline(of step: Int) -> Outline {
    let (event, firstEdge) = (steps[step].event, steps[step].firstEdge)
    return Outline(
      name: events[event].name, poster: events[event].poster, choices: steps[step].choices, epoch: steps[step].epoch,
      isIdle: steps[step].isIdle, lateHash: steps[step].lateHash,
      edges: firstEdge..<firstEdge + steps[step].edgeCount)
  }

  /// The step at the other end of an edge: it had to come before a step for another reason than a conflict, as the segment
  /// before of its task, the end of a task that it waited for, or what enabled it. Known when the run is over; the step that
  /// posted it may be missing.
  package func predecessor(at edge: Int) -> Int { edges[edge].predecessor }

  /// A hash of all that became known of a step when the run was over.
  package func lateHash(of step: Int) -> UInt64 { steps[step].lateHash }

  /// The name of an event.
  package func name(of event: Int) -> UInt64 { events[event].name }

  /// The event whose step posted an event; -1 if it was posted before the run.
  package func parent(of event: Int) -> Int {
    let poster = events[event].poster
    return poster < 0 ? -1 : steps[poster].event
  }
}

extension ScheduleRecord.Step {
  /// Adds an access to a state, which others can tell.
  ///
  /// - Complexity: O(1), or O(number of states that it touched) where it touched this or one with the same bit.
  @inline(__always)
  mutating func note(_ state: UInt64, _ mode: Footprint.Mode, in accesses: RecordList<Footprint.Access>) {
    effects &+= 1
    account(state, mode, in: accesses)
  }

  /// Adds an access to a state.
  @inline(__always)
  mutating func account(_ state: UInt64, _ mode: Footprint.Mode, in accesses: RecordList<Footprint.Access>) {
    let bit = Footprint.Bits.bit(of: state)
    if bits.touched & bit != 0 {
      // The states that were touched last are touched again most often.
      var place = firstAccess &+ accessCount &- 1
      while place >= firstAccess {
        if accesses.elements[place].state == state {
          if accesses.elements[place].mode == mode || accesses.elements[place].mode == .write { return }
          accesses.elements[place].merge(mode)
          return bits.add(bit, accesses.elements[place].mode)
        }
        place &-= 1
      }
    }
    accessCount &+= 1
    bits.add(bit, mode)
    let access = Footprint.Access(state: state, mode: mode)
    if memoryCount > 0 || !accesses.appendIfThereIsRoom(access) { append(access, to: accesses) }
  }

  /// Adds an access to a full list, or one that comes after accesses to memory. A function of its own, so that the usual case needs
  /// no frame.
  @inline(never)
  private mutating func append(_ access: Footprint.Access, to accesses: RecordList<Footprint.Access>) {
    if memoryCount == 0 { return accesses.append(access) }
    // What a step has done is found out at its end in part, when its accesses to memory are known.
    accesses.insert(access, at: firstMemory)
    firstMemory += 1
  }
}

extension ScheduleRecord {
  /// Notes an access to a state, if there is one, together with a look at the clock.
  ///
  /// - Parameters:
  ///   - state: The state; 0 for none, `effect` for an effect that conflicts with nothing.
  ///   - mode: The access.
  func noteMoment(_ state: UInt64, _ mode: Footprint.Mode) {
    let count = steps.filled
    if count == 0 { return }
    if lastClockUser != count &- 1 { noteFirstClockRead(of: count &- 1) }
    if state == 0 { return }
    if state == Self.effect {
      steps.elements[count &- 1].effects &+= 1
    } else {
      steps.elements[count &- 1].note(state, mode, in: accesses)
    }
  }

  /// Notes that the running step reads the clock: most do so a few times.
  func noteClockRead() {
    let step = currentStep
    if lastClockUser != step { noteFirstClockRead(of: step) }
  }

  @inline(__always)
  private func noteFirstClockRead(of step: Int) {
    lastClockUser = step
    steps[step].effects += 1
    steps[step].readsClock = true
    steps[step].bits.touched |= Footprint.Bits.bit(of: Self.clock)
  }

  /// Notes that the running step moves the clock.
  func noteClockWrite() {
    hasChangedImplied = true
    lastClockUser = currentStep
    // One access for each state: that of the list says more.
    if currentStep >= 0 { steps[currentStep].readsClock = false }
    note(Self.clock, .write)
  }
}
