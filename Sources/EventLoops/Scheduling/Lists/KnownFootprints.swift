// What events have touched in the runs so far, by name.

/// What each event touched when it ran last, of no more events than `limit`.
///
/// The accesses are in one list, which is read in place: a schedule that draws priorities again on conflicts looks at the
/// footprints of all ready events at each step.
package struct KnownFootprints: Sendable {
  /// What is known of an event.
  private struct Entry: Sendable {
    var bits: Footprint.Bits
    var visibility: Footprint.Visibility
    /// Which of the accesses are its own.
    var first: Int
    var count: Int
    /// Whether it has accesses to memory, and the whole footprint then.
    var hasMemory: Bool
    var whole: Footprint?
  }

  static let limit = 1 << 14

  private var numbers: [UInt64: Int] = [:]
  private var entries: [Entry] = []
  private var accesses: [Footprint.Access] = []
  /// How many of the accesses are no event's any more.
  private var unused = 0

  /// Knows nothing.
  package init() {}

  /// How many accesses there is memory for, those of no event included.
  var accessCount: Int { accesses.count }

  /// The number under which is kept what an event has touched; nil if that is not known.
  package func number(of name: UInt64) -> Int? { numbers[name] }

  /// Notes what the event of a step has touched.
  package mutating func note(_ step: Int, of record: ScheduleRecord) {
    let name = record.events[record.steps[step].event].name
    let known = numbers[name]
    if known == nil, entries.count >= Self.limit { return }
    let hasMemory = record.steps[step].memoryCount > 0
    let first = accesses.count
    let bits = record.addAccesses(of: step, to: &accesses)
    var entry = Entry(
      bits: bits, visibility: record.steps[step].visibility, first: first, count: accesses.count - first,
      hasMemory: hasMemory, whole: hasMemory ? record.footprint(of: step) : nil)
    guard let known else {
      numbers[name] = entries.count
      entries.append(entry)
      return
    }
    let before = (first: entries[known].first, count: entries[known].count)
    if entry.count <= before.count {
      entry.first = before.first
      unused += before.count - entry.count
      for place in 0..<entry.count { accesses[before.first + place] = accesses[first + place] }
      accesses.removeLast(entry.count)
    } else {
      unused += before.count
    }
    entries[known] = entry
    if unused > 1_024, 2 * unused > accesses.count { removeUnused() }
  }

  private mutating func removeUnused() {
    var used: [Footprint.Access] = []
    for number in entries.indices {
      let entry = entries[number]
      entries[number].first = used.count
      used += accesses[entry.first..<entry.first + entry.count]
    }
    (accesses, unused) = (used, 0)
  }

  /// Looks for events that conflict with a step, if they touch the same again.
  ///
  /// - Parameters:
  ///   - events: The events, as indices into `record.events`.
  ///   - numbers: The number for each event of the record; -1 of one that is not known.
  ///   - step: The step, as an index into `record.steps`.
  ///   - conflicting: The events that conflict are added to it, in their order.
  package func find(
    among events: ArraySlice<Int>, numbered numbers: [Int], conflictingWith step: Int, in record: ScheduleRecord,
    _ conflicting: inout [Int]
  ) {
    let (bits, visibility) = (record.steps[step].bits, record.steps[step].visibility)
    // Read in place: there are many ready events for each that runs.
    entries.withUnsafeBufferPointer { entries in
      for event in events where numbers[event] >= 0 {
        let number = numbers[event]
        if entries[number].hasMemory {
          if let whole = entries[number].whole, record.conflicts(whole, with: step) { conflicting.append(event) }
        } else if entries[number].visibility.conflicts(with: visibility)
          || entries[number].bits.mayConflict(with: bits)
            && touches(entries[number].first, entries[number].count, with: step, in: record)
        {
          conflicting.append(event)
        }
      }
    }
  }

  /// Whether some of the accesses and a step have touched one state so that their order matters.
  private func touches(_ first: Int, _ count: Int, with step: Int, in record: ScheduleRecord) -> Bool {
    let result = record.steps[step].resultAccess
    let touched = UnsafeBufferPointer(
      start: record.accesses.elements + record.steps[step].firstAccess, count: record.steps[step].accessCount)
    return accesses.withUnsafeBufferPointer { accesses in
      for place in first..<first + count {
        let mine = accesses[place]
        for theirs in touched where theirs.state == mine.state && theirs.conflicts(with: mine) { return true }
        if record.impliedConflict(of: mine, with: step) || result?.conflicts(with: mine) == true { return true }
      }
      return false
    }
  }
}
