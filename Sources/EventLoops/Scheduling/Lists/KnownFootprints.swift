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
    /// The whole footprint, if it has accesses to memory.
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
    let footprint = record.footprint(of: step)
    var entry = Entry(
      bits: footprint.bits, visibility: footprint.visibility, first: accesses.count, count: footprint.accesses.count,
      whole: footprint.memory.isEmpty ? nil : footprint)
    guard let known else {
      accesses += footprint.accesses
      numbers[name] = entries.count
      entries.append(entry)
      return
    }
    if entry.count <= entries[known].count {
      entry.first = entries[known].first
      unused += entries[known].count - entry.count
      for (place, access) in footprint.accesses.enumerated() { accesses[entry.first + place] = access }
    } else {
      unused += entries[known].count
      accesses += footprint.accesses
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
    for event in events where numbers[event] >= 0 {
      let number = numbers[event]
      if entries[number].whole != nil {
        if let whole = entries[number].whole, record.conflicts(whole, with: step) { conflicting.append(event) }
        continue
      }
      let common = entries[number].bits.conflicts(with: bits)
      if entries[number].visibility.conflicts(with: visibility)
        || common != 0 && touches(number, common, with: step, in: record)
      {
        conflicting.append(event)
      }
    }
  }

  /// Whether an event and a step have touched one state so that their order matters.
  private func touches(_ number: Int, _ common: UInt128, with step: Int, in record: ScheduleRecord) -> Bool {
    let result = record.steps[step].resultAccess
    let (touched, first) = (record.accesses.elements, record.steps[step].firstAccess)
    let end = first + record.steps[step].accessCount
    for place in entries[number].first..<entries[number].first + entries[number].count {
      let mine = accesses[place]
      if let result, mine.conflicts(with: result) { return true }
      if Footprint.Bits.bit(of: mine.state) & common == 0 { continue }
      for index in first..<end where mine.conflicts(with: touched[index]) { return true }
    }
    return false
  }
}
