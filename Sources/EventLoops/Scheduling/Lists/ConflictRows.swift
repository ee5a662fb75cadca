// Which steps of a run conflict with earlier ones of their instant, for all steps at once.

/// A row of bits for each step of a run: the steps before it, of its epoch, with which it conflicts.
///
/// It finds them by the states: a table has for each state the steps that touched it. So it takes the time of the accesses
/// and the conflicts, where a test of each pair of steps takes the time of the pairs, of which hardly any conflict.
package struct ConflictRows {
  /// What a state was read, updated and written by last, as indices of `touches`; -1 if by nothing.
  private struct Slot {
    var state: UInt64
    /// The number of the search for which the slot was filled: an older one is free.
    var search: UInt32
    var read: Int32 = -1
    var update: Int32 = -1
    var write: Int32 = -1
  }

  /// An access, and the one before of the same state and mode.
  private struct Touch {
    let step: Int32
    let before: Int32
  }

  private var slots: [Slot] = []
  private var touches: [Touch] = []
  /// The number of the last search, from 1; tests let the numbers come to their end.
  var search: UInt32 = 0
  /// How many words a row has.
  @usableFromInline
  var words = 1
  /// The step of the first row.
  @usableFromInline
  var first = 0
  @usableFromInline
  var rows: [UInt64] = []
  /// With how few new steps each pair is tested: the table would have to be filled with all that came before them.
  private static let few = 2

  /// Has found nothing.
  package init() {}

  /// A word of a step's row.
  @inlinable
  @inline(__always)
  package func word(_ word: Int, of step: Int) -> UInt64 { rows[(step - first) * words + word] }

  /// Finds the conflicts of some steps with those before them.
  ///
  /// - Parameters:
  ///   - steps: The steps, as indices into `record.steps`.
  ///   - record: A record of a run that is over.
  ///   - words: How many words each row is to have: one for 64 steps.
  /// - Complexity: O(accesses of the steps and of those before them in their instant, and conflicts); O(pairs of steps) with
  ///   accesses to memory.
  package mutating func find(_ steps: Range<Int>, in record: ScheduleRecord, words: Int) {
    (first, self.words) = (steps.lowerBound, words)
    rows.removeAll(keepingCapacity: true)
    rows.append(contentsOf: repeatElement(0, count: steps.count * words))
    if steps.isEmpty { return }
    var start = steps.lowerBound
    while start > 0, record.steps[start - 1].epoch == record.steps[steps.lowerBound].epoch { start -= 1 }
    if record.hasMemoryAccesses || steps.count <= Self.few {
      compare(steps, from: start, in: record)
    } else {
      lookUp(steps, from: start, in: record)
    }
  }

  /// Tests each pair.
  private mutating func compare(_ steps: Range<Int>, from start: Int, in record: ScheduleRecord) {
    var begin = start
    for step in steps {
      if record.steps[step].epoch != record.steps[begin].epoch { begin = step }
      for earlier in begin..<step where record.conflict(earlier, step) {
        rows[(step - first) * words + earlier / 64] |= 1 << UInt64(earlier % 64)
      }
    }
  }

  private mutating func lookUp(_ steps: Range<Int>, from start: Int, in record: ScheduleRecord) {
    let last = record.steps[steps.upperBound - 1]
    // Results of tasks are accesses as well, one a step at most, and so are two reads that are not in the list.
    let further = record.hasChangedImplied ? 3 : 1
    makeRoom(
      for: last.firstAccess + last.accessCount - record.steps[start].firstAccess
        + further * (steps.upperBound - start))
    let (search, words, first, mask) = (search, words, first, slots.count - 1)
    // Pointers instead of the arrays and lists: each access would be checked for whether there is such an element.
    let (list, accesses) = (record.steps.elements, record.accesses.elements)
    slots.withUnsafeMutableBufferPointer { slots in
      touches.withUnsafeMutableBufferPointer { touches in
        rows.withUnsafeMutableBufferPointer { rows in
          let (slots, touches) = (slots.baseAddress.unsafelyUnwrapped, touches.baseAddress.unsafelyUnwrapped)
          var (begin, count) = (start, 0)
          for step in start..<steps.upperBound {
            if list[step].epoch != list[begin].epoch { begin = step }
            // Steps that are not asked for are only noted.
            let row = step < first ? nil : rows.baseAddress.unsafelyUnwrapped + (step - first) * words
            @inline(__always)
            func mark(_ last: Int32) {
              var next = last
              while next >= 0 {
                let other = Int(touches[Int(next)].step)
                if other < begin { return }
                if other != step { row.unsafelyUnwrapped[other >> 6] |= 1 << UInt64(other & 63) }
                next = touches[Int(next)].before
              }
            }
            let end = list[step].firstAccess + list[step].accessCount
            for index in list[step].firstAccess..<(further == 1 && list[step].result == 0 ? end : end + further) {
              let access: Footprint.Access
              if index < end {
                access = accesses[index]
              } else {
                guard let it = record.unlistedAccess(index - end, of: step) else { continue }
                access = it
              }
              var place = Int(truncatingIfNeeded: access.state >> 24) & mask
              while slots[place].search == search, slots[place].state != access.state { place = (place + 1) & mask }
              if slots[place].search != search {
                slots[place] = Slot(state: access.state, search: search)
              } else if row != nil {
                if access.mode != .read { mark(slots[place].read) }
                if access.mode != .update { mark(slots[place].update) }
                mark(slots[place].write)
              }
              let before: Int32
              switch access.mode {
              case .read: (before, slots[place].read) = (slots[place].read, Int32(truncatingIfNeeded: count))
              case .update: (before, slots[place].update) = (slots[place].update, Int32(truncatingIfNeeded: count))
              case .write: (before, slots[place].write) = (slots[place].write, Int32(truncatingIfNeeded: count))
              }
              touches[count] = Touch(step: Int32(truncatingIfNeeded: step), before: before)
              count += 1
            }
          }
        }
      }
    }
    addUnseen(steps, from: start, in: record)
  }

  /// Adds the conflicts of steps of which not all is seen.
  private mutating func addUnseen(_ steps: Range<Int>, from start: Int, in record: ScheduleRecord) {
    guard (start..<steps.upperBound).contains(where: { record.steps[$0].visibility != .full }) else { return }
    var begin = start
    for step in start..<steps.upperBound {
      if record.steps[step].epoch != record.steps[begin].epoch { begin = step }
      if step < first { continue }
      let visibility = record.steps[step].visibility
      for earlier in begin..<step where record.steps[earlier].visibility.conflicts(with: visibility) {
        rows[(step - first) * words + earlier / 64] |= 1 << UInt64(earlier % 64)
      }
    }
  }

  /// Makes the table ready for as many accesses.
  private mutating func makeRoom(for count: Int) {
    if touches.count < count { touches = Array(repeating: Touch(step: 0, before: -1), count: 2 * count) }
    search &+= 1
    if slots.count < 2 * count || search == 0 {
      var size = 256
      while size < 2 * count { size *= 2 }
      slots = Array(repeating: Slot(state: 0, search: 0), count: size)
      search = 1
    }
  }
}
