// What `bugs`, `explore`, `sweep` and `replay` say, and how they end.

import Comparison
import Exploration
import Foundation
import Testing
import Workbench

@testable import CommandLineInterface

@Suite struct `The exploration commands` {
  private func braid(_ words: String) -> Ending { run(words, commands: CommandTable.all) }

  /// The tokens on the pages of an output.
  private func tokens(in output: String) -> [String] {
    output.split(separator: "\n").compactMap { line in
      line.contains("replay: braid replay ") ? line.split(separator: " ").last.map(String.init) : nil
    }
  }

  @Test func `bugs names every bug with the styles that are prone to it`() {
    let output = braid("bugs").output
    #expect(output.contains("bridge-race"))
    #expect(output.contains("(async)"))
    #expect(output.split(separator: "\n").count >= 19)
  }

  @Test func `explore shows the outcomes, the coverage and a page for each failure, and ends with 1`() {
    let ending = braid("explore stale-overwrite -s callback")
    let expected = """
      stale-overwrite
      the answer to an older question replaces that to a newer one

        outcomes  callback
        "ab"            22
        "a" ✗           33

      callback: 56 runs, 2 classes of schedules: all there are (declared: events share
      only noted state)
      callback: 33 of 55 runs fail, and 1 further run only repeats another one; the
      last new outcome came in run 4; 1 choice a run

      ✗ callback: "a" is not "ab"
        outcome: "a"
        fails if (1 ordering of 1, 4 runs):
          1  'reply to ab' before 'reply to a'
        with 1 the other way round it passes: braid replay braid2.stale-overwrite.callback.plan.ynn2mj.cypnctt5a.te85
        reproduced 10 of 10 times
        After 'reply to ab' at 10ms every schedule fails: 1 of 1 class; before it 1
          of 2 did.
        still fails with shorter times: a 1ms and ab 1ms
        the failing run; '>' marks what only it has, '-' what only the nearest run has
        that passes, without 'reply to ab' before 'reply to a':
                                     fails  shown  latest
             0ms    a sent "a"
             0ms    ab sent "ab"     1/2    ""     "ab"
        -    10ms   a replied "a"           "a"
          1  10ms   ab replied "ab"  all    "ab"
        -    100ms  finished "ab"
        > 1  10ms   a replied "a"           "a"
        >    100ms  finished "a"
        the smallest setting that was found, as a scenario:
          title    "a" is not "ab"
          program  stale-overwrite
          request  "request"
          call     a takes 1ms returns "a"
          call     ab takes 1ms returns "ab"
        replay: braid replay braid2.stale-overwrite.callback.plan.swt435.ctt5aypnc.28s8

      ✗ breaks a rule  1 an event of ordering 1
      fails: how many classes that begin so fail

      """
    #expect(ending.code == .expectationFailed)
    #expect(ending.output == expected)
  }

  @Test(arguments: [
    "explore stale-overwrite", "explore torn-write", "explore called-twice", "sweep cancel lost-cancellation",
  ])
  func `every printed token replays the run of its page`(_ words: String) {
    let tokens = tokens(in: braid(words).output)
    #expect(!tokens.isEmpty)
    for token in tokens {
      let replay = braid("replay \(token)")
      #expect(replay.output.contains("exact: the run is the one that the token was made from, event by event"))
      #expect(replay.code == .expectationFailed)
    }
  }

  @Test func `the program without the bug is explored without a finding`() {
    let ending = braid("explore stale-overwrite-fixed")
    #expect(ending.code == .success)
    #expect(!ending.output.contains("✗"))
  }

  @Test func `the same command prints the same bytes`() {
    #expect(braid("explore torn-write --thorough --json") == braid("explore torn-write --thorough --json"))
  }

  @Test func `a budget that runs out says what was not explored`() {
    let output = braid("explore unbounded-fan-out -s async --exhaustive --budget 20").output.replacing("\n", with: " ")
    #expect(output.contains("not all there are"))
    #expect(output.contains("was stopped after 20 runs of about "))
    #expect(output.contains("by the budget of 20"))
  }

  @Test func `sweep says how many disturbances there are, and how many were tried`() {
    #expect(braid("sweep cancel three-stages -s async").output.hasPrefix("async: 4 of 4 disturbances tried"))
    #expect(braid("sweep fault three-stages -s async --sample 3").output.hasPrefix("async: 3 of 15 disturbances tried"))
  }

  @Test func `the nearest run that passes is replayed by its own token`() throws {
    let output = braid("explore stale-overwrite -s callback").output
    let token = try #require(output.split(separator: "\n").first { $0.contains("the other way round") })
    let replay = braid("replay \(token.split(separator: " ").last ?? "")")
    #expect(replay.code == .success, "\(replay.output)")
    #expect(replay.output.contains("outcome: \"ab\""))
  }

  @Test func `a page shows pipelines side by side`() {
    let output = braid("sweep fault ties -s callback").output
    #expect(output.contains("pipeline 1"))
  }

  @Test func `the smallest setting of a failure is a scenario that fails in the same way`() throws {
    let output = braid("sweep fault downloads -s future --sample 6").output
    let start = try #require(output.range(of: "as a scenario:\n"))
    let lines = output[start.upperBound...].split(separator: "\n").prefix { $0.hasPrefix("    ") }.map {
      $0.dropFirst(4)
    }
    let folder = try TemporaryFolder()
    let file = folder.path + "/small.scenario"
    try lines.map { $0 + "\n" }.joined().write(toFile: file, atomically: true, encoding: .utf8)
    let finding = try #require(lines.first).split(separator: " ", maxSplits: 1)[1].drop { $0 == " " }
    let ending = braid("explore \(file) -s future")
    #expect(ending.code == .expectationFailed)
    #expect(ending.output.contains("✗ future: \(finding)"), "\(ending.output)")
  }

  @Test func `a long list of wide outcomes is cut to their distinguishing parts`() {
    let output = braid("explore several-requests --times any -s callback --budget 50").output
    let table = output.split(separator: "\n").dropFirst(2).prefix { $0.hasPrefix("  ") }
    #expect(table.count == 2 + OutcomeTable.longest)
    #expect(table.allSatisfy { String($0).displayWidth <= 80 })
    #expect(table.last?.hasSuffix("further outcomes: '--json' has them all") == true)
    #expect(table.dropFirst(3).contains { $0.hasPrefix("  … VN OK; US OK ") })
  }

  @Test func `columns without room beside the rows are printed below them`() throws {
    let target = try ExplorationTarget("stale-overwrite")
    let exploration = ScheduleExploration(
      of: Subject(target.program, target.program.versions[0], under: target.plan, oracles: target.oracles))
    let table = try #require(exploration.counterexamples.first).table
    let wide = RunColumns(table, pipelines: 1, within: 80)
    #expect(wide.head?.split(separator: " ") == ["fails", "shown", "latest"])
    #expect(wide.rows.allSatisfy { $0.lines.count == 1 })
    let narrow = RunColumns(table, pipelines: 1, within: 30)
    #expect(narrow.head == nil)
    let below = String(repeating: " ", count: 12)
    #expect(
      narrow.rows[1].lines == [
        "   0ms    ab sent \"ab\"", below + "fails: 1/2", below + "shown: \"\"", below + "latest: \"ab\"",
      ])
  }

  @Test func `a JUnit document has a case for each version, and a page for each failure`() throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/result.xml"
    let ending = braid("explore stale-overwrite --junit \(file)")
    #expect(ending.code == .expectationFailed)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.contains("<testsuite name=\"stale-overwrite\" tests=\"3\" failures=\"3\" errors=\"0\">"))
    #expect(text.contains("<failure type=\"failure\" message=\"&quot;a&quot; is not &quot;ab&quot;\">"))
    #expect(text.contains("replay: braid replay braid2.stale-overwrite.future."))
    _ = braid("sweep cancel three-stages --junit \(file)")
    let sweep = try String(contentsOfFile: file, encoding: .utf8)
    #expect(sweep.contains("failures=\"0\""))
    #expect(sweep.contains("name=\"async, cancel 1 10ms\""))
  }

  @Test func `a progress line is printed on a terminal only`() {
    let words = ["explore", "stale-overwrite-fixed"]
    let (terminal, file) = (CapturedConsole(isTerminal: true), CapturedConsole())
    _ = CommandLineInterface.run(arguments: words, console: terminal.console)
    _ = CommandLineInterface.run(arguments: words, console: file.console)
    #expect(terminal.errors.contains("stale-overwrite-fixed/"))
    #expect(terminal.errors.contains(" runs  "))
    #expect(terminal.errors.hasSuffix("\r\u{1B}[K"))
    #expect(!terminal.output.contains("runs/s"))
    #expect(file.errors.isEmpty)
  }

  @Test func `a sweep as JSON has every disturbance`() throws {
    let output = braid("sweep cancel three-stages -s async --json").output
    let document = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    #expect(document["schema"] as? String == "braid.sweep")
    #expect(document["clean"] as? Bool == true)
    #expect(output.contains("\"disturbance\" : \"cancel 1 30ms\""))
  }

  @Test func `the JSON document has the point of no return with its counts`() throws {
    let output = braid("explore stale-overwrite -s callback --json").output
    let document = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    let versions = try #require(document["versions"] as? [[String: Any]])
    let failure = try #require((versions.first?["failures"] as? [[String: Any]])?.first)
    let point = try #require(failure["pointOfNoReturn"] as? [String: Any])
    #expect(point["turn"] as? Int == 2)
    #expect(point["event"] as? String == "'reply to ab'")
    #expect(point["at"] as? String == "10ms")
    let counts = try #require(point["counts"] as? [[String: Any]])
    #expect(counts.map { $0["failing"] as? Int } == [1, 1, 1, 1, 1])
    #expect(counts.map { $0["classes"] as? Int } == [2, 2, 1, 1, 1])
    #expect(counts.allSatisfy { $0["exact"] as? Bool == true })
    let rows = try #require(failure["rows"] as? [[String: Any]])
    #expect(rows.compactMap { $0["fails"] as? String } == ["1/2", "all"])
  }

  @Test func `a token is replayed in pieces, with line breaks, and in capital letters`() {
    let token = "braid2.called-twice.callback.plan.wk7tcb.plain.6w4h"
    let whole = braid("replay \(token)")
    #expect(whole.output.contains("exact:"))
    #expect(braid("replay braid2.called-twice. callback.plan.wk7 tcb.plain.6w4h").output == whole.output)
    #expect(braid("replay \(token.uppercased())").output == whole.output)
    #expect(braid("replay \(token.replacing(".plan", with: ".\n  plan"))").output == whole.output)
    #expect(braid("replay").errors.hasPrefix("error: argument '<token>' is missing"))
  }

  @Test func `the runs that fail and those that only repeat others are all of the runs`() throws {
    for target in ["called-twice", "permit-leak", "stale-overwrite"] {
      let text = braid("explore \(target)").output.replacing("\n", with: " ")
      let runs = text.matches(of: #/: (\d+) runs, (?:at least )?\d+ class/#).compactMap { Int($0.output.1) }
      let failing = text.matches(of: #/of (\d+) runs fail(?:, and (\d+) further)?/#)
      #expect(runs.count == 3 && failing.count == 3, "\(text)")
      for (all, parts) in zip(runs, failing) {
        #expect(all == (Int(parts.output.1) ?? 0) + (parts.output.2.flatMap { Int($0) } ?? 0), "\(text)")
      }
    }
  }

  @Test func `other times and other choices of what is swept are taken from the line`() {
    #expect(braid("explore called-twice -s async --times boundaries").output.contains("failing") == false)
    #expect(braid("sweep cancel three-stages -s async --window 5..20").output.hasPrefix("async: 2 of 4 disturb"))
    #expect(braid("sweep cancel three-stages -s async --awaits").output.hasPrefix("async: 4 of 4 disturb"))
    #expect(braid("sweep fault three-stages -s async --thorough --last 2").output.hasPrefix("async: 2 of 150 disturb"))
  }

  @Test(arguments: [
    ("explore ties --times sometimes", ExitCode.usage, "jitter 2ms"), ("sweep fault ties --window 9", .usage, "10..20"),
    ("sweep fault ties --window 20..10", .usage, "10..20"),
    ("explore no-such-thing", .notFound, "there is no bug, program or scenario"),
    ("explore bridge-race -s callback", .usage, "has no version in style"),
    ("sweep everything ties", .usage, "everything"),
    ("replay nonsense", .usage, "is no token"),
    ("replay braid2.stale-overwrite.callback.gone.000000.plain.7b10", .notFound, "is called 'gone'"),
    ("replay braid2.stale-overwrite.basic.plan.000000.plain.bbfn", .notFound, "has no version 'basic'"),
    ("explore ties --shard 3/2", .usage, "such as 2/8"), ("explore ties --shard 1", .usage, "such as 2/8"),
    ("explore ties --budget 0", .usage, "budget"),
    ("explore ties -o page.html", .usage, "add '--format html'"),
    ("explore ties --format html --json", .usage, "choose one"),
  ])
  func `a line that cannot be done is refused with the reason`(_ words: String, _ code: ExitCode, _ reason: String) {
    let ending = braid(words)
    #expect(ending.code == code)
    #expect(ending.errors.contains(reason), "\(ending.errors)")
    #expect(ending.output.isEmpty)
  }
}
