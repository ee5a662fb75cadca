// Which steps of a record conflict, so that their order matters.

extension ScheduleRecord {
  /// What a step touched.
  ///
  /// - Parameters:
  ///   - step: The step, as an index into `steps`.
  ///   - mayBeLast: Whether to count what the step does if it turns out to be the last segment of its task, or one after
  ///     which the task enters an actor. Which segment is the last is known when the run is over.
  public func footprint(of step: Int, mayBeLast: Bool = false) -> Footprint {
    let it = steps[step]
    var visibility = it.visibility
    if mayBeLast, visibility == .full, it.task >= 0, !waitIsKnown(at: step) { visibility = .meetsActors }
    var footprint = Footprint(accesses[it.firstAccess..<it.firstAccess + it.accessCount], it.bits, visibility)
    if mayBeLast {
      if let result = result(ofStep: step) { footprint.add(result.state, result.mode) }
    } else if it.result != 0 {
      footprint.add(it.result, it.resultMode)
    }
    return footprint
  }

  /// Steps that had to come before a step for another reason than a conflict: the segment before of its task, the ends of
  /// tasks that it waited for, what enabled it. Known when the run is over; the step that posted it may be missing.
  public func predecessors(of step: Int) -> some Sequence<Int> {
    let first = steps[step].firstEdge
    return edges[first..<first + steps[step].edgeCount].lazy.map(\.predecessor)
  }

  /// Whether the order of two steps matters: both access the same state and the accesses do not commute.
  ///
  /// - Complexity: O(1) for most pairs that do not conflict, O(product of the numbers of states) at worst.
  @inlinable
  @inline(__always)
  public func conflict(_ first: Int, _ second: Int) -> Bool {
    if steps[first].visibility.conflicts(with: steps[second].visibility) { return true }
    return steps[first].bits.mayConflict(with: steps[second].bits) && conflictInFact(first, second)
  }

  @usableFromInline
  @inline(never)
  func conflictInFact(_ first: Int, _ second: Int) -> Bool {
    let (one, other) = (steps[first], steps[second])
    for mine in one.firstAccess..<one.firstAccess + one.accessCount {
      for theirs in other.firstAccess..<other.firstAccess + other.accessCount
      where accesses[mine].conflicts(with: accesses[theirs]) {
        return true
      }
    }
    if one.result != 0 {
      let mine = Footprint.Access(state: one.result, mode: one.resultMode)
      if other.result != 0, mine.conflicts(with: Footprint.Access(state: other.result, mode: other.resultMode)) {
        return true
      }
      if touches(other, mine) { return true }
    }
    if other.result != 0 { return touches(one, Footprint.Access(state: other.result, mode: other.resultMode)) }
    return false
  }

  private func touches(_ step: Step, _ access: Footprint.Access) -> Bool {
    (step.firstAccess..<step.firstAccess + step.accessCount).contains { accesses[$0].conflicts(with: access) }
  }
}
