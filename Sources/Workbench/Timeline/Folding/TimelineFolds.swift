// The stretches of a long timeline that text replaces by a line each, and the rows that no fold hides.

package import Comparison

/// The rows of a timeline that text folds: each stretch of them becomes one line with its counts.
///
/// A timeline of at most `mostRows` rows has no fold. In a longer one, a row is folded only if the text shows a row like it
/// above, so that no kind of event and no kind of difference disappears. Some rows are never folded: see `isKept`.
package struct TimelineFolds: Sendable {
  /// The most rows of a timeline without folds, and the most lines of rows and folds that a folded one aims at.
  package static let mostRows = 80
  /// No folds.
  package static let none = TimelineFolds(stretches: [])

  /// The folded rows as ranges of indices, from top to bottom, two rows or more each; no two ranges touch.
  package let stretches: [Range<Int>]

  /// How many rows are folded.
  package var rowCount: Int { stretches.reduce(0) { $0 + $1.count } }

  private init(stretches: [Range<Int>]) { self.stretches = stretches }

  /// The folds of a timeline.
  ///
  /// The weakest way of folding that reaches `mostRows` is taken: rows that differ between the styles are folded last.
  /// Where even the strongest way does not reach it, because too many rows are kept, the strongest is taken.
  ///
  /// - Parameter timeline: The timeline.
  /// - Complexity: O(n) in the number of rows.
  package init(of timeline: Timeline) {
    let rows = timeline.rows
    guard rows.count > Self.mostRows else {
      self = .none
      return
    }
    let kept = Self.kept(in: timeline)
    var stretches: [Range<Int>] = []
    for foldsDifferences in [false, true] {
      let kept = foldsDifferences ? kept : zip(kept, rows).map { $0 || $1.isDifference }
      var (folded, kinds): ([Bool], [Int]) = ([], [])
      for likeness in Likeness.allCases {
        kinds = likeness.kinds(of: rows)
        folded = Self.folded(alike: kinds, in: rows, keeping: kept)
        stretches = Self.stretches(of: folded)
        if Self.fits(stretches, in: rows.count) {
          self.stretches = stretches
          return
        }
      }
      // The kinds are those of the last likeness, which is the strongest.
      let free = Self.free(kinds, after: folded, keeping: kept)
      // Of these, `shown` remain: half at the beginning and half at the end.
      for shown in stride(from: Self.mostRows, through: 0, by: -8) {
        var further = folded
        for index in free.dropFirst((shown + 1) / 2).dropLast(shown / 2) { further[index] = true }
        stretches = Self.stretches(of: further)
        if Self.fits(stretches, in: rows.count) {
          self.stretches = stretches
          return
        }
      }
    }
    self.stretches = stretches
  }

  // MARK: - The rows that are kept

  /// For each row, whether no fold hides it.
  private static func kept(in timeline: Timeline) -> [Bool] {
    var kept = timeline.rows.map { isKept($0.kind) }
    let last = timeline.rows.count - 1
    // Findings, notes and calls without an answer refer to these.
    var referred =
      timeline.differences.compactMap(\.row) + (timeline.notes + [timeline.point].compactMap(\.self)).map(\.row)
    referred += timeline.lanes.flatMap { $0.bars.filter { $0.last == nil }.map(\.first) }
    for row in [0, last] + referred { kept[min(row, last)] = true }
    return kept
  }

  /// Whether a row with an event is never folded: errors, cancellations, second results, and what is found at the end.
  package static func isKept(_ kind: SemanticEvent.Kind?) -> Bool {
    switch kind {
    case .sent, .replied, .step, .note, .finished(.value): false
    case .failed, .stepThrew, .caught, .recovered, .cancelRequested, .callCancelled, .callRefused, .finished,
      .finishedAgain, nil:
      true
    }
  }

  // MARK: - Ways of folding

  /// Folds, within each instant, the rows like a row above; the last row of each instant remains.
  private static func folded(alike kinds: [Int], in rows: [Timeline.Row], keeping kept: [Bool]) -> [Bool] {
    var seen: Set<Int> = []
    return rows.indices.map { index in
      if index > 0, rows[index - 1].when != rows[index].when { seen = [] }
      let isLast = index + 1 == rows.count || rows[index + 1].when != rows[index].when
      return !seen.insert(kinds[index]).inserted && !isLast && !kept[index]
    }
  }

  /// The rows that can be folded further, across instants: a row above is like them, and they are neither folded nor kept.
  private static func free(_ kinds: [Int], after folded: [Bool], keeping kept: [Bool]) -> [Int] {
    var seen: Set<Int> = []
    return kinds.indices.filter { index in
      let isFirst = seen.insert(kinds[index]).inserted
      return !isFirst && !folded[index] && !kept[index]
    }
  }

  /// The stretches of two folded rows or more: a fold of one would take the place of its row.
  private static func stretches(of folded: [Bool]) -> [Range<Int>] {
    var stretches: [Range<Int>] = []
    var index = 0
    while let first = folded[index...].firstIndex(of: true) {
      index = folded[first...].firstIndex(of: false) ?? folded.endIndex
      if index - first > 1 { stretches.append(first..<index) }
    }
    return stretches
  }

  private static func fits(_ stretches: [Range<Int>], in rows: Int) -> Bool {
    rows - stretches.reduce(0) { $0 + $1.count - 1 } <= mostRows
  }
}
