// The outcomes of an exploration, and how many runs of each version had them, as a table.

import Comparison
import Exploration
import Workbench

/// Lays out the outcomes of all versions.
///
/// What is too wide loses the words with which the first outcome begins as well, and then its end; what is too long
/// loses its last rows, of which none breaks a rule as long as there are others to leave out. The JSON document has all of it.
struct OutcomeTable {
  private let heads: [String]
  private let rows: [(outcome: String, counts: [Int])]
  private let further: Int

  /// How many outcomes are shown at most.
  static let longest = 20

  init(_ differential: Differential, within columns: Int, isASCII: Bool) {
    heads = differential.explorations.map(\.subject.version)
    let all = differential.table
    let room = columns - 2 - heads.map { $0.displayWidth + 2 }.reduce(0, +)
    let failing = all.indices.filter { all[$0].outcome.hasSuffix("✗") }
    let passing = all.indices.filter { !all[$0].outcome.hasSuffix("✗") }
    let shown = (failing.prefix(Self.longest) + passing.prefix(max(Self.longest - failing.count, 0))).sorted()
    rows = shown.map { place in
      let (outcome, counts) = all[place]
      let first = place == 0 ? nil : all[0].outcome
      return (Self.fitted(outcome, behind: first, to: max(room, 20), isASCII: isASCII), counts)
    }
    further = all.count - rows.count
  }

  /// The lines of the table.
  func lines(_ palette: Palette) -> [String] {
    let width = max(rows.map(\.outcome.displayWidth).max() ?? 0, 8)
    func line(_ first: String, _ cells: [String]) -> String {
      let padded = zip(heads, cells).map { head, cell in
        " " + cell.leftPadded(to: head.displayWidth + 1)
      }
      return "  " + first.padded(to: width) + padded.joined()
    }
    let more = further == 1 ? "one further outcome" : "\(further) further outcomes"
    return [palette.paint(line("outcomes", heads), .emphasis)]
      + rows.map { line($0.outcome, $0.counts.map(String.init)) }
      + (further > 0 ? ["  and \(more): '--json' has them all"] : [])
  }

  /// An outcome in `columns` columns. If it is not the first, the leading words that it shares with the first are omitted.
  private static func fitted(_ outcome: String, behind first: String?, to columns: Int, isASCII: Bool) -> String {
    let (dots, mark) = isASCII ? ("...", " x") : ("…", " ✗")
    let outcome = isASCII ? outcome.replacing("✗", with: "x") : outcome
    guard outcome.displayWidth > columns else { return outcome }
    let common = first.map { commonWords(outcome, $0) } ?? 0
    let text = common > 0 ? dots + " " + outcome.dropFirst(common) : outcome
    guard text.displayWidth > columns else { return text }
    let ending = dots + (text.hasSuffix(mark) ? mark : "")
    return text.clipped(toColumns: columns, mark: ending)
  }

  /// How many characters of whole words two texts begin with.
  private static func commonWords(_ text: String, _ other: String) -> Int {
    let common = text.prefix(zip(text, other).prefix { $0 == $1 }.count)
    return common.lastIndex(of: " ").map { common.distance(from: common.startIndex, to: $0) + 1 } ?? 0
  }
}
