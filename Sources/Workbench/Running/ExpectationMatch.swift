// Whether a run did what is expected of it: the common lines and those of its style, in some interleaving.

import Comparison

/// The expected lines of one style, matched with what happened.
///
/// The lines that all styles share and the lines of one style each keep their order, but are in separate blocks;
/// a run is as expected if it is some interleaving of the two.
struct ExpectationMatch {
  let common: [ExpectedEvent]
  let specific: [ExpectedEvent]
  let found: [StyleRun.Line]

  /// Beyond this many pairs of common and specific lines, the match is decided by the merge alone.
  private static let exactLimit = 4_000_000

  /// Whether the run is as expected.
  ///
  /// - Complexity: O(common · specific), and O(n) where no line is expected of the style alone.
  var holds: Bool {
    guard common.count + specific.count == found.count else { return false }
    if specific.isEmpty || common.count * specific.count > Self.exactLimit { return merged.map(\.event) == found }
    // reachable[j]: the first i common and j specific lines can be interleaved to the first i + j found ones.
    var reachable = Array(repeating: false, count: specific.count + 1)
    reachable[0] = true
    for j in specific.indices { reachable[j + 1] = reachable[j] && specific[j].event == found[j] }
    for i in common.indices {
      reachable[0] = reachable[0] && common[i].event == found[i]
      for j in specific.indices {
        let byCommon = reachable[j + 1] && common[i].event == found[i + j + 1]
        let bySpecific = reachable[j] && specific[j].event == found[i + j + 1]
        reachable[j + 1] = byCommon || bySpecific
      }
    }
    return reachable[specific.count]
  }

  /// The expected lines in one row, each as near as can be to the place where it happened.
  ///
  /// The common lines are aligned with what happened, then the specific ones with what is left of it; a line that did
  /// not happen follows the events before its time.
  var merged: [ExpectedEvent] {
    var taken = Set<Int>()
    let commonPlaces = Self.places(of: common, in: found, taken: &taken)
    let specificPlaces = Self.places(of: specific, in: found, taken: &taken)
    var merged: [ExpectedEvent] = []
    var j = 0
    for (i, event) in common.enumerated() {
      while j < specific.count, specificPlaces[j] < commonPlaces[i] {
        merged.append(specific[j])
        j += 1
      }
      merged.append(event)
    }
    return merged + specific[j...]
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
