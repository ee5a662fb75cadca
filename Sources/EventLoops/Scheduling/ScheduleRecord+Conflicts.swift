// Which steps of a record conflict, so that their order matters.

extension ScheduleRecord {
  /// What a step touched.
  ///
  /// - Parameters:
  ///   - step: The step, as an index into `steps`.
  ///   - mayBeLast: Whether to count what the step does if it turns out to be the last segment of its task, or one after
  ///     which the task enters an actor. Which segment is the last is known when the run is over.
  ///   - hasActors: Whether the program has actors, as far as other runs have shown: a task may then enter one after any
  ///     segment.
  package func footprint(of step: Int, mayBeLast: Bool = false, hasActors: Bool = false) -> Footprint {
    let it = steps[step]
    var visibility = it.visibility
    if mayBeLast, visibility == .full, it.task >= 0, hasActors || !waitIsKnown(at: step) { visibility = .meetsActors }
    var listed: [Footprint.Access] = []
    listed.reserveCapacity(it.accessCount + 2)
    addListedAccesses(of: step, to: &listed)
    var footprint = Footprint(
      listed,
      it.memoryCount == 0 ? [] : accesses.copy(it.firstMemory..<it.firstMemory + it.memoryCount), it.bits, visibility)
    if mayBeLast {
      if let result = result(ofStep: step) { footprint.add(result.state, result.mode) }
    } else if it.result != 0 {
      footprint.add(it.result, it.resultMode)
    }
    return footprint
  }

  /// Adds what a step has touched to a list, memory not included.
  ///
  /// - Returns: The bits of it.
  func addAccesses(of step: Int, to list: inout [Footprint.Access]) -> Footprint.Bits {
    let first = list.count
    addListedAccesses(of: step, to: &list)
    var bits = steps[step].bits
    if let result = steps[step].resultAccess {
      if let known = list[first...].firstIndex(where: { $0.state == result.state }) {
        list[known].merge(result.mode)
        bits.add(Footprint.Bits.bit(of: result.state), list[known].mode)
      } else {
        list.append(result)
        bits.add(Footprint.Bits.bit(of: result.state), result.mode)
      }
    }
    return bits
  }

  /// Adds the accesses of a step, those that are not in the record's list included, without what is known at the end of the run.
  private func addListedAccesses(of step: Int, to list: inout [Footprint.Access]) {
    let (first, count) = (steps[step].firstAccess, steps[step].accessCount)
    list.append(contentsOf: UnsafeBufferPointer(start: accesses.elements + first, count: count))
    let (timer, clock) = impliedReads(of: step)
    if let timer, !hasChangedImplied || !writes(step, timer.state) { list.append(timer) }
    if let clock { list.append(clock) }
  }

  /// A hash of what a step touched: equal for equal footprints, in whatever order the states were touched.
  ///
  /// - Parameter step: The step, as an index into `steps`.
  /// - Complexity: O(number of states that it touched).
  package func accessHash(of step: Int) -> UInt64 {
    let it = steps[step]
    var hash = UInt64(it.visibility.rawValue)
    if it.result != 0 { hash &+= Self.name(it.result, 4 + Int(it.resultMode.rawValue)) }
    for access in accesses[it.firstAccess..<it.firstAccess + it.accessCount] {
      hash &+= Self.name(access.state, Int(access.mode.rawValue))
    }
    for access in memory(of: it) { hash &+= Self.name(access.state, Int(access.mode.rawValue)) }
    let (timer, clock) = impliedReads(of: step)
    if let timer, !hasChangedImplied || !writes(step, timer.state) {
      hash &+= Self.name(timer.state, Int(timer.mode.rawValue))
    }
    if let clock { hash &+= Self.name(clock.state, Int(clock.mode.rawValue)) }
    return hash
  }

  /// What a step reads without an access in the list: each timer that it may be cancelled, which decides what a sleeping task
  /// finds when it wakes, and most steps the clock, which blocking work moves within an instant. Accesses to these are in
  /// the list only of steps that change them.
  @inline(__always)
  func impliedReads(of step: Int) -> (timer: Footprint.Access?, clock: Footprint.Access?) {
    let event = steps[step].event
    return (
      events[event].isTimer ? Footprint.Access(state: events[event].name, mode: .read) : nil,
      steps[step].readsClock ? Footprint.Access(state: Self.clock, mode: .read) : nil
    )
  }

  /// The accesses of a step that are not in the list: the one by which its task left its result, and what it reads. nil where
  /// it has none.
  func unlistedAccess(_ number: Int, of step: Int) -> Footprint.Access? {
    switch number {
    case 0: steps[step].resultAccess
    case 1: impliedReads(of: step).timer
    default: impliedReads(of: step).clock
    }
  }

  /// Whether an access of another event conflicts with what a step reads without an access in the list.
  @inline(__always)
  func impliedConflict(of access: Footprint.Access, with step: Int) -> Bool {
    if access.mode == .read { return false }
    let event = steps[step].event
    return access.state == events[event].name && events[event].isTimer
      || access.state == Self.clock && steps[step].readsClock
  }

  /// Whether a step has an access to a state in the list.
  private func writes(_ step: Int, _ state: UInt64) -> Bool {
    let first = steps[step].firstAccess
    return (first..<first + steps[step].accessCount).contains { accesses[$0].state == state }
  }

  /// Whether the order of an event that touches some states and of a step matters.
  ///
  /// - Parameters:
  ///   - footprint: What the event touches.
  ///   - step: The step, as an index into `steps`.
  /// - Complexity: As that of `conflict(_:_:)`.
  package func conflicts(_ footprint: Footprint, with step: Int) -> Bool {
    if footprint.visibility.conflicts(with: steps[step].visibility) { return true }
    if steps[step].memoryCount > 0, Footprint.conflict(footprint.memory, memory(of: steps[step])) { return true }
    let common = footprint.bits.conflicts(with: steps[step].bits)
    if common == 0 { return false }
    let result = steps[step].resultAccess
    for mine in footprint.accesses {
      if let result, mine.conflicts(with: result) { return true }
      if Footprint.Bits.bit(of: mine.state) & common != 0, touches(step, mine) || impliedConflict(of: mine, with: step)
      {
        return true
      }
    }
    return false
  }

  /// The accesses to memory of a step.
  func memory(of step: Step) -> Slice<RecordList<Footprint.Access>> {
    accesses[step.firstMemory..<step.firstMemory + step.memoryCount]
  }

  /// Whether the order of two steps matters: both access the same state and the accesses do not commute.
  ///
  /// - Complexity: O(1) for most pairs that do not conflict, O(product of the numbers of states) at worst.
  package func conflict(_ first: Int, _ second: Int) -> Bool {
    if steps[first].visibility.conflicts(with: steps[second].visibility) { return true }
    return steps[first].bits.mayConflict(with: steps[second].bits) && conflictInFact(first, second)
  }

  @inline(never)
  private func conflictInFact(_ first: Int, _ second: Int) -> Bool {
    let common = steps[first].bits.conflicts(with: steps[second].bits)
    // The pointer instead of the list: a search asks this of many pairs of steps.
    let (touched, one, other) = (accesses.elements, steps[first].firstAccess, steps[second].firstAccess)
    let end = other + steps[second].accessCount
    for index in one..<one + steps[first].accessCount {
      // Most states of the one are not even near those of the other, or only read by both.
      if Footprint.Bits.bit(of: touched[index].state) & common == 0 { continue }
      for place in other..<end where touched[index].conflicts(with: touched[place]) { return true }
    }
    if hasChangedImplied, changes(first, whatIsReadBy: second) || changes(second, whatIsReadBy: first) { return true }
    if steps[first].result == 0, steps[second].result == 0, steps[first].memoryCount == 0 { return false }
    let (mine, theirs) = (steps[first].resultAccess, steps[second].resultAccess)
    if let mine, theirs?.conflicts(with: mine) == true || touches(second, mine) { return true }
    if let theirs, touches(first, theirs) { return true }
    if steps[first].memoryCount == 0 || steps[second].memoryCount == 0 { return false }
    return Footprint.conflict(sharedMemory(of: steps[first]), sharedMemory(of: steps[second]))
  }

  /// Whether a step changes what another one reads without an access in the list.
  private func changes(_ step: Int, whatIsReadBy reader: Int) -> Bool {
    let first = steps[step].firstAccess
    return (first..<first + steps[step].accessCount).contains { impliedConflict(of: accesses[$0], with: reader) }
  }

  private func touches(_ step: Int, _ access: Footprint.Access) -> Bool {
    let first = steps[step].firstAccess
    return (first..<first + steps[step].accessCount).contains { accesses[$0].conflicts(with: access) }
  }
}
