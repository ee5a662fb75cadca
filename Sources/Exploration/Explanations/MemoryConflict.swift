// The memory over which two events of a failing run conflict, in words: the property, and both lines.

import EventLoops

/// A place in memory that both events of an ordering access, at least one of them by writing.
package struct MemoryConflict: Sendable, Hashable {
  /// Which of the orderings it is about, from 0.
  package let ordering: Int
  /// The memory, what the first event does to it, and what the second one does.
  package let text: String

  /// The conflicts of the orderings of a run whose loop has recorded everything.
  static func all(of constraints: [OrderingConstraint], in record: ScheduleRecord?) -> [MemoryConflict] {
    guard let record, !record.places.isEmpty else { return [] }
    let pairs = constraints.enumerated().flatMap { index, constraint in
      let steps = (record.step(of: constraint.first), record.step(of: constraint.second))
      guard let first = steps.0, let second = steps.1 else { return [(Int, MemoryPlace, MemoryPlace)]() }
      return record.firstConflict(below: first, second).prefix(4).map { (index, $0.first, $0.second) }
    }
    let codes = pairs.flatMap { [$0.1.read, $0.1.write, $0.2.read, $0.2.write].compactMap(\.self) }
    let places = CodePlaces(of: codes)
    var seen: Set<MemoryConflict> = []
    return pairs.compactMap { index, first, second in
      let text = "\(first.name): \(first.use(against: second, places)), then \(second.use(against: first, places))"
      let conflict = MemoryConflict(ordering: index, text: text)
      return seen.insert(conflict).inserted ? conflict : nil
    }
  }
}

extension ScheduleRecord {
  /// The places over which two steps conflict, or else over which the first two do that they led to.
  fileprivate func firstConflict(below first: Int, _ second: Int) -> [(first: MemoryPlace, second: MemoryPlace)] {
    let direct = conflictingPlaces(first, second)
    if direct.contains(where: { $0.first.type != 0 }) { return direct }
    for later in steps.indices where descends(later, from: second) {
      for earlier in 0..<later where descends(earlier, from: first) && !descends(earlier, from: second) {
        let places = conflictingPlaces(earlier, later)
        if places.contains(where: { $0.first.type != 0 }) { return places }
      }
    }
    return direct
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
  /// What an event does to the memory, and where.
  ///
  /// - Parameter other: What the other event does to it.
  fileprivate func use(against other: MemoryPlace, _ places: CodePlaces) -> String {
    if mode == .update { return "released" + (write.map { " \(places[$0])" } ?? "") }
    if mode == .read { return "read" + (read.map { " \(places[$0])" } ?? "") }
    // An event that reads and writes conflicts with a reader by its write, and with a writer by whichever comes first.
    if other.mode != .read, let read, let write, read != write {
      return "read \(places[read]) and written \(places[write])"
    }
    return "written" + ((write ?? read).map { " \(places[$0])" } ?? "")
  }
}
