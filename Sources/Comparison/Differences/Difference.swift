// One way in which the styles part, with the place where they first do and a sentence that says why.

/// A difference between the runs of a comparison in one aspect.
public struct Difference: Sendable, Hashable {
  /// The aspect in which the runs differ.
  public let aspect: Aspect
  /// The runs by what they did: those of one group did the same.
  package let groups: [Group]
  /// Where the groups first part.
  package let parting: String
  /// The mechanisms behind the difference, in the order in which they show. Empty if it is not explained: what some run
  /// did has no mechanism of which its trace gives evidence.
  package let mechanisms: [Mechanism]

  /// The rule behind the difference, or nil if it is not explained; several, with semicolons, where several mechanisms
  /// are at work.
  public var rule: String? { rules.isEmpty ? nil : rules.joined(separator: "; ") }

  /// The rules of the mechanisms. That a check ends code whose reply has arrived is said once: the rule about reactions
  /// says it too.
  package var rules: [String] {
    mechanisms.filter { $0 != .checksCancellation || !mechanisms.contains(.continuesAfterReply) }.map(\.rule)
  }

  /// Where the groups first part, and why: one sentence.
  public var sentence: String { rule.map { "\(parting) — \($0)" } ?? parting }

  /// Versions that did the same.
  package struct Group: Sendable, Hashable {
    /// The labels of the versions.
    package let versions: [String]
    /// The first line that the others have not, or not in this place; nil if there is none.
    package let line: StyleRun.Line?
  }

  /// The difference in one aspect, or nil if there is none.
  ///
  /// - Parameter accounting: What accounts for the differences between the runs.
  init?(in aspect: Aspect, among compared: ComparedRuns, _ accounting: Accounting) {
    guard let part = compared.part(for: aspect) else { return nil }
    var classes: [(lines: [Int], runs: [StyleRun])] = []
    for (lines, run) in zip(part.lists, compared.runs) {
      if let known = classes.firstIndex(where: { aspect.areSame($0.lines, lines) }) {
        classes[known].runs.append(run)
      } else {
        classes.append((lines, [run]))
      }
    }
    guard classes.count > 1 else { return nil }
    // Runs that send different calls cannot be in the same order; the first difference says it all. What all of them do,
    // in an order that no mechanism accounts for, is a difference for all that.
    if aspect == .order, !classes.dropFirst().allSatisfy({ NumberCounts.areSame($0.lines, classes[0].lines) }) {
      if accounting.mechanisms(behind: .order) != nil { return nil }
      let counts = classes.map { NumberCounts($0.lines) }
      classes = classes.map { (Self.shared($0.lines, among: counts), $0.runs) }
    }
    self.aspect = aspect
    let all = classes.map(\.lines)
    let counts = aspect == .order ? [] : all.map { NumberCounts($0) }
    groups = classes.map { parting in
      let line =
        aspect == .order
        ? Self.firstOutOfPlace(in: parting.lines, among: all) : Self.firstExtra(in: parting.lines, counts)
      return Group(versions: Self.names(of: parting.runs, among: compared.runs), line: line.map(part.line))
    }
    parting = Self.parting(in: aspect, groups)
    mechanisms = accounting.mechanisms(behind: aspect) ?? []
  }

  /// The lines of a list that all lists have, as often as all have them.
  private static func shared(_ lines: [Int], among all: [NumberCounts]) -> [Int] {
    var left = all
    return lines.filter { line in
      var isShared = true
      // Taken of each list, also where another one is short of the line.
      for index in left.indices where !left[index].take(line) { isShared = false }
      return isShared
    }
  }

  /// The first line of a list that is not at the same position in all lists.
  private static func firstOutOfPlace(in lines: [Int], among lists: [[Int]]) -> Int? {
    lines.enumerated().first { index, line in
      lists.contains { index >= $0.count || $0[index] != line }
    }?.element
  }

  /// The first line of a list that some other list has not, or has less often.
  private static func firstExtra(in lines: [Int], _ counts: [NumberCounts]) -> Int? {
    var left = counts
    return lines.first { line in !left.indices.allSatisfy { left[$0].take(line) } }
  }

  /// The names of some of the runs: the style alone where all versions of the style are among them.
  private static func names(of some: [StyleRun], among all: [StyleRun]) -> [String] {
    var names: [String] = []
    for run in some {
      let isWhole = all.allSatisfy { other in
        other.style != run.style || some.contains { $0.label == other.label }
      }
      let name = isWhole ? "\(run.style)" : run.label
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  private static func parting(in aspect: Aspect, _ groups: [Group]) -> String {
    let parts = groups.map { group in
      let who = group.versions.formattedList
      guard let line = group.line else { return "\(who): none" }
      return "\(who): \(line.text)" + (line.when == .end ? "" : " at \(line.when)")
    }
    return "\(aspect) — " + parts.joined(separator: "; ")
  }
}
