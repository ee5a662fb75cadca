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
    var footprint = Footprint(
      accesses[it.firstAccess..<it.firstAccess + it.accessCount], memory(of: it), it.bits, visibility)
    if mayBeLast {
      if let result = result(ofStep: step) { footprint.add(result.state, result.mode) }
    } else if it.result != 0 {
      footprint.add(it.result, it.resultMode)
    }
    return footprint
  }

  /// Steps that had to come before a step for another reason than a conflict: the segment before of its task, the ends of
  /// tasks that it waited for, what enabled it. Known when the run is over; the step that posted it may be missing.
  package func predecessors(of step: Int) -> some Sequence<Int> {
    let first = steps[step].firstEdge
    return edges[first..<first + steps[step].edgeCount].lazy.map(\.predecessor)
  }

  /// Whether a step has predecessors that are known when the run is over.
  ///
  /// - Parameter step: The step, as an index into `steps`.
  package func hasPredecessors(_ step: Int) -> Bool { steps[step].edgeCount > 0 }

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
    return hash
  }

  /// Whether the order of an event that touches some states and of a step matters.
  ///
  /// - Parameters:
  ///   - footprint: What the event touches.
  ///   - step: The step, as an index into `steps`.
  /// - Complexity: As that of `conflict(_:_:)`.
  package func conflicts(_ footprint: Footprint, with step: Int) -> Bool {
    let it = steps[step]
    if footprint.visibility.conflicts(with: it.visibility) { return true }
    if it.memoryCount > 0, Footprint.conflict(footprint.memory[...], memory(of: it)) { return true }
    let common = footprint.bits.conflicts(with: it.bits)
    if common == 0 { return false }
    let result = it.resultAccess
    for mine in footprint.accesses {
      if let result, mine.conflicts(with: result) { return true }
      if Footprint.Bits.bit(of: mine.state) & common != 0, touches(it, mine) { return true }
    }
    return false
  }

  /// The accesses to memory of a step.
  func memory(of step: Step) -> ArraySlice<Footprint.Access> {
    accesses[step.firstMemory..<step.firstMemory + step.memoryCount]
  }

  /// Whether the order of two steps matters: both access the same state and the accesses do not commute.
  ///
  /// - Complexity: O(1) for most pairs that do not conflict, O(product of the numbers of states) at worst.
  @inlinable
  @inline(__always)
  package func conflict(_ first: Int, _ second: Int) -> Bool {
    if steps[first].visibility.conflicts(with: steps[second].visibility) { return true }
    return steps[first].bits.mayConflict(with: steps[second].bits) && conflictInFact(first, second)
  }

  @usableFromInline
  @inline(never)
  func conflictInFact(_ first: Int, _ second: Int) -> Bool {
    // Buffer pointers instead of the arrays: a search asks this of each pair of steps of an instant. A step is some 200 bytes,
    // which would be copied for the few that are read.
    let isConflict = steps.withUnsafeBufferPointer { steps in
      accesses.withUnsafeBufferPointer { accesses in
        let common = steps[first].bits.conflicts(with: steps[second].bits)
        let (one, other) = (steps[first].firstAccess, steps[second].firstAccess)
        for index in one..<one + steps[first].accessCount {
          let mine = accesses[index]
          // Most states of the one are not even near those of the other, or only read by both.
          if Footprint.Bits.bit(of: mine.state) & common == 0 { continue }
          for place in other..<other + steps[second].accessCount where mine.conflicts(with: accesses[place]) {
            return true
          }
        }
        return false
      }
    }
    if isConflict { return true }
    if steps[first].result == 0, steps[second].result == 0, steps[first].memoryCount == 0 { return false }
    let (one, other) = (steps[first], steps[second])
    let (mine, theirs) = (one.resultAccess, other.resultAccess)
    if let mine, theirs?.conflicts(with: mine) == true || touches(other, mine) { return true }
    if let theirs, touches(one, theirs) { return true }
    if one.memoryCount == 0 || other.memoryCount == 0 { return false }
    return Footprint.conflict(sharedMemory(of: one), sharedMemory(of: other))
  }

  private func touches(_ step: Step, _ access: Footprint.Access) -> Bool {
    (step.firstAccess..<step.firstAccess + step.accessCount).contains { accesses[$0].conflicts(with: access) }
  }
}
