// `braid bugs`: the classic bugs that can be explored.

import Comparison
import Pipelines
import Workbench

/// Lists the bugs.
enum BugsCommand {
  static let description = CommandDescription(
    name: "bugs",
    summary: "List the classic bugs that can be explored",
    details: [
      "Each is a program in the styles that can have the bug; the name with '-fixed' at the end is the repaired program."
    ],
    examples: [.init(line: "braid bugs", purpose: "what 'braid explore' may name besides scenarios")],
    options: [.json, .language]
  ) { invocation in
    if invocation.line.has(.json) {
      invocation.output.write(try BugsDocument().text())
      return .success
    }
    let rows = BugCatalog.bugs.map { bug in
      (
        term: bug.name,
        text: "\(invocation.language.text(bug.summary)) (\(bug.styles.map(\.rawValue).joined(separator: ", ")))"
      )
    }
    for line in TwoColumns(rows).lines(width: invocation.console.columns) { invocation.output.writeLine(line) }
    invocation.suggestNext("braid explore \(BugCatalog.bugs[0].name)")
    return .success
  }
}
