// Whether a run did what is expected of it: the common lines and those of its style, in some interleaving.

import Comparison

/// The expected lines of one style, matched with what happened.
///
/// The lines that all styles share and the lines of one style each keep their order, but stand in blocks of their
/// own; a run is as expected if it is some interleaving of the two.
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

  /// The expected lines in one row, as near to what happened as can be seen from the front.
  var merged: [ExpectedEvent] {
    var merged: [ExpectedEvent] = []
    var (i, j, k) = (0, 0, 0)
    while i < common.count || j < specific.count {
      let next = k < found.count ? found[k] : nil
      if i < common.count, common[i].event == next {
        merged.append(common[i])
        (i, k) = (i + 1, k + 1)
      } else if j < specific.count, specific[j].event == next {
        merged.append(specific[j])
        (j, k) = (j + 1, k + 1)
      } else if j >= specific.count || (i < common.count && common[i].event.when <= specific[j].event.when) {
        merged.append(common[i])
        i += 1
      } else {
        merged.append(specific[j])
        j += 1
      }
    }
    return merged
  }
}

extension StyleRun.When {
  /// Whether `lhs` comes no later than `rhs`; the end comes last.
  static func <= (lhs: StyleRun.When, rhs: StyleRun.When) -> Bool {
    switch (lhs, rhs) {
    case (.at(let left), .at(let right)): left <= right
    case (.at, .end), (.end, .end): true
    case (.end, .at): false
    }
  }
}
