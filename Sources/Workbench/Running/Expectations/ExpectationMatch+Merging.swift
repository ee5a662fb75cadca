// The expected lines of both blocks in one row, in the order in which they happened: what a diff is made from.

import Comparison

extension ExpectationMatch {
  /// The expected lines in one row, each as near as can be to the place where it happened.
  ///
  /// The common lines are aligned with what happened, then the specific ones with what is left of it; a line that did
  /// not happen follows the events before its time.
  var merged: [ExpectedEvent] {
    var taken = Set<Int>()
    let common = Self.placed(common, commonKind, in: found, taken: &taken)
    let specific = Self.placed(specific, specificKind, in: found, taken: &taken)
    var merged: [ExpectedEvent] = []
    var j = 0
    for (place, event) in common {
      while j < specific.count, specific[j].place < place {
        merged.append(specific[j].event)
        j += 1
      }
      merged.append(event)
    }
    return merged + specific[j...].map(\.event)
  }

  private typealias Placed = (place: Int, event: ExpectedEvent)

  private static func placed(
    _ expected: [ExpectedEvent], _ kind: ExpectationKind, in found: [StyleRun.Line], taken: inout Set<Int>
  ) -> [Placed] {
    guard kind == .unordered else {
      return Array(zip(places(of: expected, in: found, taken: &taken), expected))
    }
    var free: [StyleRun.Line: [Int]] = [:]
    for index in found.indices.reversed() where !taken.contains(index) { free[found[index], default: []].append(index) }
    let placed = expected.map { event -> (place: Int, isMissing: Int, event: ExpectedEvent) in
      if let place = free[event.event]?.popLast() {
        taken.insert(place)
        return (place, 0, event)
      }
      return ((found.firstIndex { $0.when >= event.event.when } ?? found.count) - 1, 1, event)
    }
    // A missing line follows the events before its time; lines that are missing at one instant keep their order.
    return placed.enumerated().sorted {
      ($0.element.place, $0.element.isMissing, $0.offset) < ($1.element.place, $1.element.isMissing, $1.offset)
    }.map { ($0.element.place, $0.element.event) }
  }

  /// For each expected line the index at which it happened, or the last one before its time if it did not.
  private static func places(
    of expected: [ExpectedEvent], in found: [StyleRun.Line], taken: inout Set<Int>
  ) -> [Int] {
    let free = found.indices.filter { !taken.contains($0) }
    let (missing, extra) = free.map { found[$0] }.changes(from: expected.map(\.event))
    var matched = free.indices.lazy.filter { !extra.contains($0) }.map { free[$0] }.makeIterator()
    var place = -1
    return expected.indices.map { index in
      if !missing.contains(index), let next = matched.next() {
        place = next
        taken.insert(next)
        return next
      }
      while place + 1 < found.count, found[place + 1].when < expected[index].event.when { place += 1 }
      return place
    }
  }
}
