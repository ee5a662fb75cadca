// What tables find of conflicts is what a test of each pair finds.

import Testing

@testable import EventLoops

@Suite struct ConflictTableTests {
  @Test(arguments: 0..<60)
  func `the rows have the conflicts that a test of each pair finds`(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let count = 1 + random.next(below: 150)
    let record = Self.record(of: count, &random, memory: seed % 6 == 5)
    var rows = ConflictRows()
    // The table of one search must not be taken for that of the next one.
    for (round, known) in [0, random.next(below: count), 0, max(0, count - 4), count - 1, 0].enumerated() {
      // The numbers of searches begin anew.
      if round == 1, seed % 4 == 0 { rows.search = .max - 1 }
      let words = (count + 63) / 64
      rows.find(known..<count, in: record, words: words)
      for step in known..<count {
        // What is not in the list of accesses is in the footprints.
        let footprint = record.footprint(of: step)
        #expect(
          (0..<step).allSatisfy {
            record.conflict($0, step) == record.footprint(of: $0).conflicts(with: footprint)
              && record.conflicts(footprint, with: $0) == record.conflict($0, step)
          } || seed % 6 == 5)
        let found = (0..<count).filter { rows.word($0 / 64, of: step) & (1 << UInt64($0 % 64)) != 0 }
        let expected = (0..<step).filter {
          record.steps[$0].epoch == record.steps[step].epoch && record.conflict($0, step)
        }
        #expect(found == expected, "step \(step) of \(count), \(known) known")
      }
    }
  }

  @Test(arguments: 0..<30)
  func `what is known of events conflicts with a step as their footprints do`(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    var known = KnownFootprints()
    var latest: [UInt64: Footprint] = [:]
    // Events have the same names in all of them, and touch something else each time.
    for _ in 0..<40 {
      let record = Self.record(of: 60, &random, memory: seed % 3 == 2)
      for step in record.steps.indices {
        known.note(step, of: record)
        latest[record.name(of: record.steps[step].event)] = record.footprint(of: step)
      }
    }
    let record = Self.record(of: 80, &random, memory: seed % 2 == 1)
    let numbers = record.events.indices.map { known.number(of: record.name(of: $0)) ?? -1 }
    #expect(numbers.contains(-1) && numbers.contains { $0 >= 0 })
    for step in record.steps.indices {
      var found: [Int] = []
      known.find(
        among: Array(record.events.indices)[...], numbered: numbers, conflictingWith: step, in: record, &found)
      let expected = record.events.indices.filter { event in
        latest[record.name(of: event)].map { record.conflicts($0, with: step) } ?? false
      }
      #expect(found == expected)
    }
  }

  @Test func `a step has one access for each state, and its accesses to memory stay behind the others`() {
    var random = SeededGenerator(seed: 1)
    var record = Self.record(of: 100, &random, memory: true)
    for step in record.steps.indices {
      let states = record.footprint(of: step).accesses.map(\.state)
      #expect(Set(states).count == states.count)
    }
    record = Self.record(of: 1, touching: 1)
    record.steps[0].firstMemory = record.accesses.count
    for state in [3, 4] as [UInt64] { record.accesses.append(Footprint.Access(state: state, mode: .write)) }
    record.steps[0].memoryCount = 2
    record.note(7, .read)
    let footprint = record.footprint(of: 0)
    #expect(footprint.accesses.contains { $0.state == 7 })
    #expect(footprint.memory.map(\.state) == [3, 4])
  }

  @Test func `no more events than the limit are known, and no more accesses than twice those that they have`() {
    var known = KnownFootprints()
    let many = Self.record(of: KnownFootprints.limit + 1, touching: 1)
    for step in many.steps.indices { known.note(step, of: many) }
    #expect(known.number(of: many.name(of: KnownFootprints.limit - 1)) == KnownFootprints.limit - 1)
    #expect(known.number(of: many.name(of: KnownFootprints.limit)) == nil)
    known = KnownFootprints()
    let records = [Self.record(of: 6, touching: 1), Self.record(of: 6, touching: 4)]
    for round in 0..<1_000 { for step in 0..<6 { known.note(step, of: records[round % 2]) } }
    #expect(known.accessCount <= 2 * 1_024)
  }

  /// A record of steps that touch the same number of states.
  private static func record(of count: Int, touching states: Int) -> ScheduleRecord {
    let record = ScheduleRecord()
    for step in 0..<count {
      record.append(due: .zero, isTimer: false)
      record.begin(step, at: .zero, amongReady: 1)
      for state in 0..<states { record.note(ScheduleRecord.name(7, state), .write) }
    }
    return record
  }

  /// A record of steps that touch a few states in all ways, in epochs of some length.
  static func record(of count: Int, _ random: inout SeededGenerator, memory: Bool) -> ScheduleRecord {
    let record = ScheduleRecord()
    let modes: [Footprint.Mode] = [.read, .update, .write]
    let states = (0..<12).map { ScheduleRecord.name(UInt64(random.next(below: 4)), $0) }
    let (unseen, changes) = (random.next(below: 3), random.next(below: 2))
    for step in 0..<count {
      record.append(due: .zero, isTimer: random.next(below: 4) == 0)
      if random.next(below: 20) == 0 { record.moveClock() }
      record.begin(step, at: .zero, amongReady: 1)
      for _ in 0..<random.next(below: 6) {
        record.note(states[random.next(below: states.count)], modes[random.next(below: 3)])
      }
      if random.next(below: 4) == 0 { record.note(ScheduleRecord.name(99, step), .write) }
      if random.next(below: 2) == 0 { record.noteClockRead() }
      if changes == 1, random.next(below: 10) == 0 { record.noteClockWrite() }
      if changes == 1, random.next(below: 6) == 0 { record.touch(random.next(below: step + 1)) }
      if random.next(below: 4) == 0 { record.noteMoment(ScheduleRecord.effect, .read) }
      if random.next(below: 8) == 0 {
        // As a task leaves its result.
        let (state, mode) = (states[random.next(below: states.count)], modes[random.next(below: 3)])
        (record.steps[step].result, record.steps[step].resultMode) = (state, mode)
        record.steps[step].bits.add(Footprint.Bits.bit(of: state), mode)
      }
      if unseen == 1, random.next(below: 10) == 0 { record.steps[step].visibility = .meetsActors }
      if unseen == 1, random.next(below: 40) == 0 { record.steps[step].visibility = .none }
      if memory, random.next(below: 3) == 0 {
        record.steps[step].firstMemory = record.accesses.count
        record.accesses.append(Footprint.Access(state: states[0], mode: .write))
        record.steps[step].memoryCount = 1
        record.steps[step].bits.add(Footprint.Bits.bit(of: states[0]), .write)
        record.hasMemoryAccesses = true
      }
    }
    return record
  }
}
