// Each mark of a report is explained below it.

import Testing

@testable import CommandLineInterface

@Suite struct `The legend of a report` {
  /// A mark as it occurs in a line of a report, and its entry in the legend.
  private struct Mark {
    let name: String
    let line: Regex<Substring>
    let entry: String
  }

  private static func marks(isASCII: Bool) -> [Mark] {
    let failure = isASCII ? #/^(?:.* x [0-9 ]*|x .*)$/# : #/^.*✗.*$/#
    return [
      Mark(name: "failure", line: failure, entry: isASCII ? "x breaks a rule" : "✗ breaks a rule"),
      Mark(name: "ordering", line: #/^  [ >\-] 1  .*$/#, entry: "1 an event of ordering 1"),
      Mark(
        name: "event", line: #/^.*\('.*'.*\).*$/#,
        entry: isASCII ? "('...') an event of the loop" : "('…') an event of the loop"),
      Mark(name: "copy", line: #/^.*\('.*' \[[0-9].*$/#, entry: "[0.1] one of several of that name"),
      Mark(
        name: "fails", line: #/^ {4} *(?:pipeline [0-9]+ +)*fails(?:  .*)?$|^ {6,}fails: .*$/#,
        entry: "fails: how many classes that begin so fail"),
    ]
  }

  static let lines = [
    "explore stale-overwrite", "explore permit-leak", "explore ties", "explore success -s async",
    "sweep cancel stale-overwrite -s callback", "sweep cancel three-stages -s async",
    "sweep fault ties -s async --last 4",
    "replay braid2.stale-overwrite.callback.plan.swt435.ctt5aypnc.28s8", "explore permit-leak -s async --ascii",
  ]

  /// The reports by their command lines, each made once.
  private static let outputs = Dictionary(
    uniqueKeysWithValues: lines.map { ($0, run($0, commands: CommandTable.all).output) })

  @Test(arguments: lines)
  func `has each mark of the report, and no other`(words: String) throws {
    let isASCII = words.contains("--ascii")
    let output = try #require(Self.outputs[words])
    #expect(!output.isEmpty)
    let marks = Self.marks(isASCII: isASCII)
    let shown = output.split(separator: "\n").filter { line in !marks.contains { line.contains($0.entry) } }
    for mark in marks {
      let isUsed = shown.contains { $0.wholeMatch(of: mark.line) != nil }
      #expect(output.contains(mark.entry) == isUsed, "\(words): \(mark.name)")
    }
  }

  @Test func `is there for every mark in some report`() {
    let outputs = Self.outputs.filter { !$0.key.contains("--ascii") }.values
    for mark in Self.marks(isASCII: false) { #expect(outputs.contains { $0.contains(mark.entry) }, "\(mark.name)") }
  }
}
