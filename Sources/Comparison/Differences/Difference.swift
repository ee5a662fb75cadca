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
  init?(in aspect: Aspect, among runs: [StyleRun], _ accounting: Accounting) {
    guard let first = runs.first, !runs.dropFirst().allSatisfy({ aspect.isSame($0, as: first) }) else { return nil }
    var classes: [(lines: [StyleRun.Line], runs: [StyleRun])] = []
    for run in runs {
      let lines = aspect.lines(of: run)
      if let known = classes.firstIndex(where: { aspect.areSame($0.lines, lines) }) {
        classes[known].runs.append(run)
      } else {
        classes.append((lines, [run]))
      }
    }
    guard classes.count > 1 else { return nil }
    // Runs that send different calls cannot be in the same order; the first difference says it all. What all of them do,
    // in an order that no mechanism accounts for, is a difference for all that.
    if aspect == .order, !Self.haveSameLines(classes.map(\.lines)) {
      if accounting.mechanisms(behind: .order) != nil { return nil }
      let shared = Self.sharedLines(classes.map(\.lines))
      classes = classes.map { (Self.lines($0.lines, in: shared), $0.runs) }
    }
    self.aspect = aspect
    let lists = classes.map(\.lines)
    groups = classes.map { parting in
      Group(
        versions: Self.names(of: parting.runs, among: runs),
        line: aspect == .order
          ? Self.firstOutOfPlace(in: parting.lines, among: lists) : Self.firstExtra(in: parting.lines, among: lists))
    }
    parting = Self.parting(in: aspect, groups)
    mechanisms = accounting.mechanisms(behind: aspect) ?? []
  }

  /// How often each line is in every list.
  private static func sharedLines(_ lists: [[StyleRun.Line]]) -> [StyleRun.Line: Int] {
    let all = lists.map(\.counts)
    return all[0].reduce(into: [:]) { shared, entry in
      let count = all.map { $0[entry.key, default: 0] }.min() ?? 0
      if count > 0 { shared[entry.key] = count }
    }
  }

  /// The lines of a list that are shared, as often as they are.
  private static func lines(_ list: [StyleRun.Line], in shared: [StyleRun.Line: Int]) -> [StyleRun.Line] {
    var left = shared
    return list.filter { line in
      guard let count = left[line], count > 0 else { return false }
      left[line] = count - 1
      return true
    }
  }

  /// The first line of a list that is not at the same position in all lists.
  private static func firstOutOfPlace(in lines: [StyleRun.Line], among lists: [[StyleRun.Line]]) -> StyleRun.Line? {
    lines.enumerated().first { index, line in
      lists.contains { index >= $0.count || $0[index] != line }
    }?.element
  }

  /// The first line of a list that some other list has not, or has less often.
  private static func firstExtra(in lines: [StyleRun.Line], among lists: [[StyleRun.Line]]) -> StyleRun.Line? {
    let all = lists.map(\.counts)
    var seen: [StyleRun.Line: Int] = [:]
    return lines.first { line in
      seen[line, default: 0] += 1
      return all.contains { $0[line, default: 0] < seen[line, default: 0] }
    }
  }

  private static func haveSameLines(_ lists: [[StyleRun.Line]]) -> Bool {
    let all = lists.map(\.counts)
    return all.allSatisfy { $0 == all[0] }
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
