// The output of `braid run`: a line a scenario, a diff a mismatch, a total.

import Comparison
import Workbench

/// Words the results of runs.
struct RunSummary {
  private let palette: Palette
  private let isASCII: Bool
  private let columns: Int
  private let nameColumns: Int
  private let styles: [Style]
  private let unusable: Int
  /// Whether there is room to say why the styles differ.
  private let isOne: Bool

  /// The most lines of one mismatch that are shown.
  private static let longestDiff = 60

  /// A summary of the runs of the scenarios on a shelf.
  init(_ shelf: ScenarioShelf, _ invocation: Invocation) {
    palette = invocation.palette
    isASCII = invocation.isASCII
    columns = invocation.console.columns
    nameColumns = shelf.scenarios.map(\.name.visible.displayWidth).max() ?? 0
    styles = invocation.styles
    unusable = shelf.unusable
    isOne = shelf.scenarios.count == 1
  }

  // MARK: - One scenario

  /// Whether the scenario passed, and in what the styles agree or differ.
  func text(of result: ScenarioResult) -> String {
    let indent = nameColumns + 4
    let name = result.scenario.name.visible.padded(to: nameColumns)
    let verdict = verdict(on: result).wrapped(to: max(columns - indent, 30))
    let isDifference = !result.comparison.agrees
    let lines = verdict.map { isDifference ? palette.paint($0, .difference) : $0 }
    let separator = "\n" + String(repeating: " ", count: indent)
    let sentences = isOne ? endings(of: result) + result.comparison.differences.map(\.sentence) : []
    return "\(mark(of: result)) \(name)  \(lines.joined(separator: separator))\n"
      + sentences.flatMap(indented).joined()
  }

  /// How the versions of a scenario without expectations ended, those together that ended alike.
  private func endings(of result: ScenarioResult) -> [String] {
    if !result.scenario.expectations.isEmpty { return [] }
    var endings: [(versions: [String], ending: String)] = []
    for run in result.comparison.runs {
      let ending = RunEnding(run).sentence.visible
      if let known = endings.firstIndex(where: { $0.ending == ending }) {
        endings[known].versions.append(run.label)
      } else {
        endings.append(([run.label], ending))
      }
    }
    return endings.map { "\($0.versions.formattedList): \($0.ending)" }
  }

  /// A sentence in lines, indented.
  private func indented(_ sentence: String) -> [String] {
    let sentence = isASCII ? sentence.withoutDecoration : sentence
    return sentence.wrapped(to: max(columns - 6, 30)).enumerated().map { ($0 == 0 ? "    " : "      ") + $1 + "\n" }
  }

  private func mark(of result: ScenarioResult) -> String {
    if !result.passed { return palette.paint(isASCII ? "x" : "✗", .error) }
    if !result.isChecked { return "-" }
    return palette.paint(isASCII ? "+" : "✓", .good)
  }

  private func verdict(on result: ScenarioResult) -> String {
    let comparison = result.comparison
    var parts: [String] = []
    if !result.passed {
      let isEverywhere = result.mismatches.count == comparison.runs.count && comparison.runs.count > 1
      parts.append("FAILED in \(isEverywhere ? "all styles" : result.mismatches.map(\.version).formattedList)")
    }
    if !result.isChecked { parts.append(result.scenario.expectations.isEmpty ? "nothing expected" : "not checked") }
    let differing = comparison.differences.map(\.aspect).filter(\.counts).map(\.description)
    if comparison.runs.count < 2 {
      parts.append("nothing to compare with")
    } else if !differing.isEmpty {
      parts.append("differ in \(differing.formattedList)")
    } else if comparison.differences.isEmpty {
      parts.append("agree")
    } else {
      parts.append("agree, and catch in different places")
    }
    let unexplained = comparison.unexplained.map(\.aspect.description)
    if !unexplained.isEmpty { parts.append("no rule known for \(unexplained.formattedList)") }
    return parts.joined(separator: "; ")
  }

  // MARK: - All scenarios

  /// The mismatches with their diffs, each with a blank line before it.
  func mismatches(in results: [ScenarioResult]) -> String {
    results.flatMap(\.mismatches).map { mismatch in
      let lines = mismatch.description.split(separator: "\n", omittingEmptySubsequences: false)
      let shown = lines.prefix(Self.longestDiff + 1).enumerated().map { index, line in
        painted(isASCII ? String(line).visible.withoutDecoration : String(line).visible, isHead: index == 0)
      }
      let hidden = lines.count - shown.count
      let rest = hidden > 0 ? ["  and \(counted(hidden, "line")) more"] : []
      return "\n" + (shown + rest).map { $0 + "\n" }.joined()
    }.joined()
  }

  private func painted(_ line: String, isHead: Bool) -> String {
    if isHead { return palette.paint(line, .emphasis) }
    if line.hasPrefix("  - ") { return palette.paint(line, .good) }
    return line.hasPrefix("  + ") ? palette.paint(line, .error) : line
  }

  /// How many scenarios passed, and in how many the styles agree.
  func total(of results: [ScenarioResult]) -> String {
    let failed = results.count { !$0.passed }
    let unchecked = results.count { !$0.isChecked }
    let passed = results.count - failed - unchecked
    var counts = [
      palette.paint("\(passed) passed", passed > 0 ? .good : .faint),
      palette.paint("\(failed) failed", failed > 0 ? .error : .faint),
    ]
    if unchecked > 0 { counts.append("\(unchecked) not checked") }
    if unusable > 0 { counts.append(palette.paint("\(unusable) unusable", .error)) }
    let scope = "\(counted(results.count + unusable, "scenario")), \(counted(styles.count, "style"))"
    let differing = results.count { !$0.comparison.agrees }
    let agreement =
      styles.count > 1 ? "\nThe styles agree in \(results.count - differing) and differ in \(differing)." : ""
    return "\n\(scope): \(counts.joined(separator: ", "))\(agreement)\n"
  }

  /// How to write expectations into the scenarios that have none; empty if all have some.
  func unexpected(in results: [ScenarioResult]) -> String {
    let paths = results.filter(\.scenario.expectations.isEmpty).map(\.scenario.path.visible)
    guard let first = paths.first else { return "" }
    let subject = paths.count == 1 ? first : "\(counted(paths.count, "scenario")), such as \(first)"
    let words = "Nothing is expected of \(subject). 'braid run --record \(first)' writes the events into the file."
    return "\n" + words.wrapped(to: max(columns, 30)).map { $0 + "\n" }.joined()
  }

  /// The command to continue with.
  func next(after results: [ScenarioResult]) -> String? {
    let result = results.first { !$0.passed } ?? results.first { !$0.comparison.agrees }
    return result.map { "braid show \($0.scenario.name.visible)" }
  }
}
