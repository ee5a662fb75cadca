// The memory over which two events of a failing run conflict, or the results of a group, in words and with both lines.

import EventLoops

/// A place in memory that both events of an ordering access, at least one of them by writing.
package struct MemoryConflict: Sendable, Hashable {
  /// Which of the orderings it is about, from 0.
  package let ordering: Int
  /// The address of the metadata of the class whose objects it is about; 0 for none.
  package let type: UInt
  /// The memory, what the first event does to it, and what the second one does.
  package let text: String

  /// The conflicts of the orderings of a failing run whose loop has recorded everything.
  ///
  /// - Parameters:
  ///   - constraints: The orderings.
  ///   - record: The failing run.
  ///   - passing: For each ordering, a run that passes without it, if one is known. What the two runs do in opposite orders is
  ///     what the failure is about.
  static func all(
    of constraints: [OrderingConstraint], in record: ScheduleRecord?, against passing: [ScheduleRecord?]
  ) -> [MemoryConflict] {
    guard let record, !record.places.isEmpty else { return [] }
    let pairs = constraints.indices.flatMap { index in
      record.conflicts(of: constraints[index], against: passing[index]).map { (index, $0.first, $0.second) }
    }
    let codes = pairs.flatMap { [$0.1.read, $0.1.write, $0.2.read, $0.2.write].compactMap(\.self) }
    let places = CodePlaces(of: codes)
    var seen: Set<MemoryConflict> = []
    return pairs.compactMap { index, first, second in
      let text = "\(first.name): \(first.use(against: second, places)), then \(second.use(against: first, places))"
      let conflict = MemoryConflict(ordering: index, type: second.isOfClass ? second.type : 0, text: text)
      return seen.insert(conflict).inserted ? conflict : nil
    }
  }
}

extension ScheduleRecord {
  private typealias Pair = (first: MemoryPlace, second: MemoryPlace)

  /// The places over which the events of an ordering conflict, the most telling ones.
  fileprivate func conflicts(
    of constraint: OrderingConstraint, against passing: ScheduleRecord?
  ) -> [(first: MemoryPlace, second: MemoryPlace)] {
    for use in [MemoryPlace.Use.memory, .result] {
      if let passing {
        let turned = turnedConflicts(in: passing, of: use)
        if !turned.isEmpty { return turned }
      }
      guard let first = step(of: constraint.first), let second = step(of: constraint.second) else { return [] }
      let places = firstConflict(below: first, second, of: use)
      if !places.isEmpty { return Array(places.prefix(4)) }
    }
    return []
  }

  /// The places that two steps access in one order here and in the other one in another run: those of the second step at
  /// which that is so.
  private func turnedConflicts(
    in other: ScheduleRecord, of use: MemoryPlace.Use
  ) -> [(first: MemoryPlace, second: MemoryPlace)] {
    struct Access: Hashable {
      let event: UInt64
      let state: UInt64
    }
    var turns: [Access: Int] = [:]
    for place in other.places {
      turns[Access(event: other.events[other.steps[place.step].event].name, state: place.state)] = place.step
    }
    var earlier: [UInt64: [MemoryPlace]] = [:]
    var pairs: [Pair] = []
    for place in places where place.isNamed && place.use == use {
      defer { earlier[place.state, default: []].append(place) }
      guard pairs.count < 4, pairs.last.map({ $0.second.step == place.step }) ?? true else { continue }
      let name = events[steps[place.step].event].name
      guard let turn = turns[Access(event: name, state: place.state)] else { continue }
      let before = earlier[place.state]?.last { first in
        let name = events[steps[first.step].event].name
        guard first.step != place.step, let firstTurn = turns[Access(event: name, state: first.state)] else {
          return false
        }
        return firstTurn > turn && first.conflicts(with: place)
      }
      if let before { pairs.append((before, place)) }
    }
    return pairs
  }
}

extension ScheduleRecord {
  /// The places over which two steps conflict, or else over which the first two do that they led to.
  fileprivate func firstConflict(
    below first: Int, _ second: Int, of use: MemoryPlace.Use
  ) -> [(first: MemoryPlace, second: MemoryPlace)] {
    let direct = conflictingPlaces(first, second, of: use)
    if direct.contains(where: { $0.first.isNamed }) { return direct }
    for later in steps.indices where descends(later, from: second) {
      for earlier in 0..<later where descends(earlier, from: first) && !descends(earlier, from: second) {
        let places = conflictingPlaces(earlier, later, of: use)
        if places.contains(where: { $0.first.isNamed }) { return places }
      }
    }
    return direct.filter { $0.first.isNamed || $0.first.name == "a captured variable" }
  }

  /// Whether a step is another one, or was posted by it or by one that was.
  private func descends(_ step: Int, from ancestor: Int) -> Bool {
    var step = step
    while step > ancestor { step = events[steps[step].event].poster }
    return step == ancestor
  }

  fileprivate func step(of code: EventCode) -> Int? {
    steps.indices.first { EventCode(steps[$0].event, in: self, letters: code.letters) == code }
  }
}

extension MemoryPlace {
  /// Whether the order of two accesses to one state matters.
  fileprivate func conflicts(with other: MemoryPlace) -> Bool { mode != other.mode || mode == .write }

  /// What an event does to the memory, and where.
  ///
  /// - Parameter other: What the other event does to it.
  fileprivate func use(against other: MemoryPlace, _ places: CodePlaces) -> String {
    if use == .result { return "ended" + (write.map { " \(places[$0])" } ?? "") }
    if state == ScheduleRecord.streams { return "used" + (write.map { " \(places[$0])" } ?? "") }
    if mode == .update { return "released" + (write.map { " \(places[$0])" } ?? "") }
    if mode == .read { return "read" + (read.map { " \(places[$0])" } ?? "") }
    // An event that reads and writes conflicts with a reader by its write, and with a writer by whichever comes first.
    if other.mode != .read, let read, let write, read != write {
      return "read \(places[read]) and written \(places[write])"
    }
    return "written" + ((write ?? read).map { " \(places[$0])" } ?? "")
  }
}
