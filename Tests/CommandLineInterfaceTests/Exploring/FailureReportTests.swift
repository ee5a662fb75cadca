// The page of an exploration: its content, the runs side by side, and the escaping of all text.

import Comparison
import Pipelines
import Testing
import Workbench

@testable import CommandLineInterface
@testable import Exploration

@Suite struct `The page of an exploration` {
  private func page(_ words: String) -> (text: String, code: ExitCode) {
    let captured = CapturedConsole()
    let code = CommandLineInterface.run(
      arguments: words.split(separator: " ").map(String.init), console: captured.console)
    return (captured.output, code)
  }

  @Test func `it has the outcomes, the orderings, the token and two runs side by side`() {
    let page = page("explore stale-overwrite --format html")
    #expect(page.code == .expectationFailed)
    for part in [
      "<th scope=\"row\">&quot;a&quot; ✗</th><td class=\"number\">33</td>",
      "<li>'reply to ab' before 'reply to a'</li>",
      "<code>braid replay braid2.stale-overwrite.callback.plan.swt435.ctt5aypnc.28s8</code>",
      "the nearest one that passes (without 'reply to ab' before 'reply to a')",
      "<p>After 'reply to ab' at 10ms every schedule fails: 1 of 1 class; before it 1 of 2 did.</p>",
      "<th scope=\"col\">fails</th><th scope=\"col\">shown</th><th scope=\"col\">latest</th>",
      "<tr class=\"both no-return\"><td>both</td><td>1</td><td>10ms</td><td>ab replied &quot;ab&quot;</td><td>all</td>",
      "⚑ After 'reply to ab' at 10ms every schedule fails", "\"point\":[2,1,",
      "<tr class=\"only-failing\"><td>failing</td><td>1</td><td>10ms</td><td>a replied &quot;a&quot;</td>",
      "<tr class=\"only-passing\"><td>passing</td><td></td><td>10ms</td><td>a replied &quot;a&quot;</td>",
      "callback (failing)", "callback (passing)", "the schedule chose",
    ] { #expect(page.text.contains(part), "\(part)") }
    #expect(!page.text.contains("{{"))
    #expect(!page.text.contains(#/(src|href)="(?!#|data:)/#))
  }

  @Test func `a failure of the plain schedule is shown beside a passing run`() {
    let page = page("explore permit-leak -s async --format html")
    #expect(page.text.contains("It fails under the plain schedule."))
    #expect(page.text.contains("async (failing)") && page.text.contains("async (passing)"))
  }

  @Test func `without a failure it shows the plain runs`() {
    let page = page("explore stale-overwrite-fixed --format html")
    #expect(page.code == .success)
    #expect(page.text.contains("No run fails"))
    #expect(!page.text.contains("<article"))
  }

  @Test func `the same exploration gives the same bytes`() {
    let first = page("explore torn-write --format html").text
    #expect(page("explore torn-write --format html").text == first)
  }

  @Test func `text that looks like markup stays text`() throws {
    let program = ComparedProgram("<b>&</b>").callback { context, completion in
      context.api.call("</script><i>", "1") { _ in completion(.success("<u>")) }
    }
    let differential = Differential(
      of: program, oracles: [.outcome(among: ["<script>"])])
    let page = try FailureReport(differential, summary: "<em>").text()
    #expect(page.contains("&lt;u&gt;"))
    for tag in ["<b>", "<i>", "<u>", "<em>"] { #expect(!page.contains(tag), "\(tag)") }
    #expect(page.ranges(of: "</script>").count == 2)
  }

  @Test(arguments: BugCatalog.bugs.map(\.buggy.name))
  func `the run that is called passing breaks no rule`(name: String) throws {
    let target = try ExplorationTarget(name)
    let differential = Differential(
      of: target.program, under: target.plan, Effort(runs: 20, seededRuns: 5, auditRuns: 5), oracles: target.oracles)
    for exploration in differential.explorations {
      for example in exploration.counterexamples {
        guard let passing = example.passing else { continue }
        #expect(Verdict.of(passing.run, under: target.plan, by: target.oracles).findings.isEmpty)
      }
    }
  }
}
