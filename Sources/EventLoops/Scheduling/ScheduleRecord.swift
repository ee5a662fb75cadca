// What a driven loop notes of a run: its events by path, what was ready at each step, and what each step touched.

/// The record of one run of a driven loop.
///
/// Names do not change when independent events change places. An event is named by a hash of its descent: the event
/// that posted it and its number among that event's posts. A segment of a task is named by the task and the number of
/// the segment, a reaction by the future and its number among the future's reactions, since which event posts these
/// depends on the schedule. State is named by the event that created it.
package final class ScheduleRecord {
  /// Everything that was posted, in that order.
  package let events = RecordList<Event>(.events, capacity: 64)
  /// Everything that ran, in that order.
  package let steps = RecordList<Step>(.steps, capacity: 64)
  /// What the steps touched: one access for each state and step, step by step. Once the run is over, the accesses to memory
  /// that several tasks touch come once more behind all others. What nearly every step reads and hardly any run changes is not in
  /// it; see `impliedReads(of:)`.
  let accesses = RecordList<Footprint.Access>(.accesses, capacity: 256)

  // `@exclusivity(unchecked)`: no access below calls code of others while it lasts.

  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  package internal(set) var
    /// The events that a step cancelled although they were ready, in the order of the steps.
    withdrawals: [(step: Int, event: Int)] = [],
    /// The picks of all choices with two or more options, in order: the script that replays the run.
    picks: [Int] = [],
    /// What ran and is not understood, by name, such as `an actor's queue`: each once, in the order of the first time.
    /// What it shares with other events is not in the footprints.
    unseen: [String] = []

  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  /// Whether an actor has run tasks.
  package internal(set) var hasMetActors = false

  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  private var
    /// What was ready when the last step was chosen, as indices into `events`; the rest of the list is what is left of
    /// steps before.
    candidates = [Int](repeating: 0, count: 16),
    /// How many of the candidates were offered.
    offered = 0,
    /// The steps that have updated a state.
    updates: [UInt64: [Int]] = [:],
    rootPosts = 0,
    rootStates = 0

  #if !BRAID_PORTABLE
    @exclusivity(unchecked)
  #endif
  var
    /// Steps that had to come before an event for another reason than posting it or conflicting with it.
    enablings: [(event: Int, step: Int)] = [],
    /// Events that had to run before others.
    orders: [(event: Int, before: Int)] = [],
    /// How often the clock has moved because nothing was ready.
    epoch = 0,
    /// The last step that has used the clock; -1 if none has.
    lastClockUser = -1,
    /// Whether a step has changed what others read without an access in the list: moved the clock, or cancelled a timer or
    /// tried to.
    hasChangedImplied = false,
    /// The identities of the events, on a loop that records everything; the task whose segment was posted last, or -1.
    identities = EventIdentities(),
    lastTask = -1,
    /// The tasks of the run and their groups.
    tasks = RecordedTasks(),
    /// The actors of the run.
    actors = RecordedActors(),
    /// Segments that had done nothing when they came to wait for tasks, or were resumed by them.
    joins: [(step: Int, awaited: RecordedTasks.Awaited, isResumption: Bool)] = [],
    /// Further predecessors of the steps, in the order of the steps; known when the run is over.
    edges: [(step: Int, predecessor: Int)] = []

  /// What notes the accesses of instrumented code; nil unless the run has it.
  var memory: InstrumentedMemory?
  /// Whether any step has accessed memory, as instrumented code tells.
  var hasMemoryAccesses = false
  /// Whether instrumented code has run in an event.
  package internal(set) var hasRunInstrumentedCode = false
  /// Whether the run has shown that events conflict which this run and those before it took to be independent.
  package internal(set) var hasLearned = false
  /// Whether to keep where in the code memory is used.
  var keepsPlaces = false
  /// The types whose objects are looked at after each event: the addresses of their metadata.
  var watchedTypes: Set<UInt> = []
  /// The objects of each type in the order in which they were met, by their numbers among the allocations.
  var objectNumbers: [UInt: [Int]] = [:]
  /// What the events changed in these objects, in the order of the steps, and what was shown of each property last.
  package internal(set) var objectChanges: [ObjectChange] = []
  var shownValues: [String: String] = [:]
  /// Where the instrumented code of the run used memory, on a loop that records everything.
  package internal(set) var places: [MemoryPlace] = []
  /// The functions that the steps of instrumented code entered first, as return addresses, on a loop that records everything.
  package internal(set) var entries: [Int: [UInt]] = [:]
  /// Where code ran in events that does not report what it touches, although it is the program's: the first places.
  package internal(set) var unseenCode: [MemoryPlace.Code] = []
  /// The places in the code between which another event could have run, if events were not one after another.
  package internal(set) var splits: [MemoryPlace.Code] = []

  static let root: UInt64 = 0x6272_6169_6421
  /// The name of the state of the loop's clock, which blocking work advances within an event.
  static let clock: UInt64 = 0x636C_6F63_6B21_0001
  /// In place of a state: an effect that conflicts with nothing.
  @inlinable
  package static var effect: UInt64 { 1 }
  /// The name of one state for all `AsyncStream`s: the record cannot see which one is used.
  package static let streams: UInt64 = 0x7374_7265_616D_0001

  /// Whether tasks enter actors in events of their own.
  let seesActors: Bool

  /// - Parameter seesActors: Whether tasks enter actors in events of their own.
  init(seesActors: Bool = false) {
    self.seesActors = seesActors
    picks.reserveCapacity(64)
  }

  /// The name of the k-th thing that something named `parent` begets.
  @inline(__always)
  static func name(_ parent: UInt64, _ ordinal: Int) -> UInt64 {
    var mixed = parent &+ 0x9E37_79B9_7F4A_7C15 &* UInt64(truncatingIfNeeded: ordinal &+ 1)
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// The step that runs now; -1 before the first one.
  var currentStep: Int { steps.count - 1 }

  /// Notes that the running step posts an event, which is named by that.
  func append(due: Instant, isTimer: Bool) {
    let step = currentStep
    if step < 0 {
      append(Self.name(Self.root, rootPosts), due: due, isTimer: isTimer)
      rootPosts += 1
    } else {
      let parent = events[steps[step].event].name
      append(Self.name(parent, steps[step].posts), due: due, isTimer: isTimer)
      steps[step].posts += 1
    }
  }

  /// Notes that the running step posts an event that has a name of its own.
  func append(_ name: UInt64, due: Instant, isTimer: Bool = false) {
    let step = currentStep
    events.append(Event(name: name, poster: step, due: due, isTimer: isTimer))
    lastTask = -1
    if step >= 0 { steps[step].effects += 1 }
  }

  func nameNewState() -> UInt64 {
    let step = currentStep
    if step < 0 {
      rootStates += 1
      return Self.name(~Self.root, rootStates) | 1
    }
    steps[step].states += 1
    return Self.name(~events[steps[step].event].name, steps[step].states) | 1
  }

  /// Notes that the running step tries to cancel an event, perhaps too late: earlier it would not have been.
  func touch(_ event: Int) {
    hasChangedImplied = true
    note(events[event].name, .write)
  }

  func cancel(_ event: Int) {
    touch(event)
    withdraw(event)
  }

  /// Notes that the running step has made an event one that may not run, which might have run before it.
  func withdraw(_ event: Int) {
    if currentStep >= 0, candidates[..<offered].contains(event) { withdrawals.append((currentStep, event)) }
  }

  /// Notes that the running step ends the run: none of the events runs any more that might have run before it.
  func withdrawAll() {
    for event in candidates[..<offered] where event != currentEvent { withdraw(event) }
  }

  /// The event that runs now; -1 before the first one.
  var currentEvent: Int { currentStep < 0 ? -1 : steps[currentStep].event }

  /// Notes that an event could not have become ready without a step.
  func enable(_ event: Int, by step: Int) {
    if step >= 0 { enablings.append((event, step)) }
  }

  /// Notes that an event runs after another one, by a law that holds under every schedule.
  func order(_ event: Int, after before: Int) {
    orders.append((event, before))
  }

  /// Notes that the running step posts a reaction of a future, which the updates of the future's state have enabled.
  func append(reaction ordinal: Int, of state: UInt64, due: Instant) {
    append(Self.name(state ^ 0x7265_6163_7400, ordinal), due: due)
    for step in updates[state] ?? [] { enable(events.count - 1, by: step) }
  }

  /// Notes that the running step updates a state in a way that commutes with other updates.
  func noteUpdate(of state: UInt64) {
    note(state, .update)
    if currentStep >= 0, updates[state]?.last != currentStep { updates[state, default: []].append(currentStep) }
  }

  /// Notes which events are ready, and returns them.
  func offer(_ ready: borrowing ReadyQueue) -> ArraySlice<Int> {
    let count = ready.count
    if candidates.count < count { candidates += repeatElement(0, count: count) }
    // A buffer pointer instead of the array: there are many ready events for each that runs.
    candidates.withUnsafeMutableBufferPointer { list in
      for k in 0..<count { list[k] = ready.sequence(at: k) }
    }
    offered = count
    return candidates[..<count]
  }

  /// Notes which events are ready, in the places of the queue that are named, and returns them.
  func offer(_ ready: borrowing ReadyQueue, at places: [Int]) -> ArraySlice<Int> {
    let count = places.count
    if candidates.count < count { candidates += repeatElement(0, count: count) }
    for (k, place) in places.enumerated() { candidates[k] = ready.sequence(at: place) }
    offered = count
    return candidates[..<count]
  }

  func pick(_ option: Int) {
    picks.append(option)
  }

  /// Notes that something ran of which it is not known what it shares with other events.
  func noteUnseen(_ name: String) {
    if !unseen.contains(name) { unseen.append(name) }
  }

  /// Notes that the running step makes a choice.
  func noteChoice(_ option: Int) {
    guard currentStep >= 0 else { return }
    steps[currentStep].effects += 1
    steps[currentStep].choices = Self.name(steps[currentStep].choices, option)
  }

  /// Whether any segment of a task was posted.
  package var hasTasks: Bool { !tasks.tasks.isEmpty }

  /// Notes that the clock moves because nothing is ready.
  func moveClock() {
    epoch += 1
  }

  func begin(_ event: Int, at instant: Instant, amongReady count: Int) {
    events[event].step = steps.count
    steps.append(
      Step(event: event, instant: instant, epoch: epoch, readyCount: count, firstAccess: accesses.count))
    if events[event].isTimer {
      let step = steps.count - 1
      steps[step].effects += 1
      steps[step].bits.touched |= Footprint.Bits.bit(of: events[event].name)
    }
    memory?.begin(events[event].name)
  }

  /// Notes that the running step accesses a state.
  ///
  /// - Complexity: O(1), or O(number of states that it touched) where it touched this or one with the same bit.
  func note(_ state: UInt64, _ mode: Footprint.Mode) {
    let count = steps.filled
    if count > 0 { steps.elements[count &- 1].note(state, mode, in: accesses) }
  }

  /// Notes an access that does not tell the running step from one that did nothing.
  func account(_ state: UInt64, _ mode: Footprint.Mode) {
    let step = currentStep
    if step >= 0 { steps[step].account(state, mode, in: accesses) }
  }
}
