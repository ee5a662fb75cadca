// What a search prints that the user interrupts, and how it ends.

import Comparison
import EventLoops
import Foundation
import Synchronization
import Testing

@testable import CommandLineInterface
@testable import Exploration

@Suite struct `An interrupted search` {
  /// Counts how often a search asks, and interrupts it at some number.
  private final class Interrupter: Sendable {
    private let asked = Atomic(0)
    private let number: Int

    init(at number: Int) { self.number = number }

    func isInterrupted() -> Bool { asked.add(1, ordering: .relaxed).oldValue + 1 >= number }
  }

  private func braid(_ words: String, interruptedAt number: Int) -> Ending {
    let interrupter = Interrupter(at: number)
    let captured = CapturedConsole(isInterrupted: { interrupter.isInterrupted() })
    let code = CommandLineInterface.run(
      arguments: words.split(separator: " ").map(String.init), console: captured.console)
    return Ending(output: captured.output, errors: captured.errors, code: code)
  }

  @Test func `explore prints what it has, says what is not covered, and ends with 130`() {
    let ending = braid("explore stale-overwrite -s callback", interruptedAt: 4)
    #expect(ending.code == .interrupted)
    #expect(ending.errors == "interrupted: the result is what was found by then, and covers no more\n")
    let output = ending.output.replacing("\n", with: " ")
    #expect(output.contains("not all there are: it was interrupted"))
    #expect(output.contains(#/it was interrupted after \d+ runs; what was not run by then is not covered/#))
    #expect(output.contains("✗ callback: \"a\" is not \"ab\""))
    #expect(output.contains("its cause was not looked for, because the search was interrupted"))
  }

  @Test func `a sweep prints the disturbances that were tried, and how many were not`() {
    let ending = braid("sweep fault three-stages -s async", interruptedAt: 40)
    #expect(ending.code == .interrupted)
    let output = ending.output.replacing("\n", with: " ")
    #expect(output.contains(" of 15 disturbances tried in "))
    #expect(output.contains("the sweep was interrupted: "))
  }

  @Test func `a search that is interrupted before its first run prints that nothing was tried`() throws {
    let ending = braid("sweep fault three-stages -s async --json", interruptedAt: 1)
    #expect(ending.code == .interrupted)
    let document = try #require(try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
    #expect(document["interrupted"] as? Bool == true)
    #expect(document["clean"] as? Bool == false)
    let versions = try #require(document["versions"] as? [[String: Any]])
    #expect(versions.first?["tried"] as? Int == 0)
  }

  @Test func `the JSON of an exploration is marked, and claims nothing`() throws {
    let ending = braid("explore stale-overwrite-fixed -s async --json", interruptedAt: 3)
    let document = try #require(try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
    for (key, value) in ["interrupted": true, "clean": false, "complete": false] {
      #expect(document[key] as? Bool == value, "\(key)")
    }
    #expect(ending.code == .interrupted)
  }

  @Test(arguments: ["explore stale-overwrite-fixed -s async", "sweep cancel three-stages -s async"])
  func `the JUnit document has an error for what is not known`(words: String) throws {
    let folder = try TemporaryFolder()
    let ending = braid("\(words) --junit \(folder.path)/result.xml", interruptedAt: 3)
    #expect(ending.code == .interrupted)
    let text = try folder.text(of: "result.xml")
    #expect(!text.contains("errors=\"0\""))
    #expect(text.contains("<error type=\"incomplete\" message=\""))
  }

  @Test func `fuzz says how many inputs were tried`() {
    let ending = braid("fuzz query --runs 1000000", interruptedAt: 3)
    #expect(ending.code == .interrupted)
    #expect(ending.output.contains("query: 100 of 1000000 "))
    #expect(ending.errors == "interrupted: only the inputs above were tried\n")
  }

  @Test func `bench prints what was measured, and says what was not`() throws {
    // The sixth question comes before the last round of the second case.
    let ending = braid("bench parse trace-jsonl thread-1k --n 2 --rounds 2", interruptedAt: 6)
    #expect(ending.code == .interrupted)
    #expect(
      ending.output.contains("\nthread-1k ") && ending.output.contains("\nparse ")
        && !ending.output.contains("trace-jsonl"))
    #expect(
      ending.errors.hasSuffix(
        "interrupted: only the cases above were measured, the last one in 1 of 2 rounds, and nothing further of trace-jsonl\n"
      ), "\(ending.errors)")
    let early = braid("bench parse --n 2 --rounds 2", interruptedAt: 2)
    #expect(early.code == .interrupted && early.output.isEmpty)
    #expect(early.errors.hasSuffix("interrupted: nothing was measured\n"), "\(early.errors)")
    for (number, isInterrupted) in [(3, true), (Int.max, false)] {
      let ending = braid("bench parse --n 2 --rounds 2 --json", interruptedAt: number)
      #expect(ending.code == (isInterrupted ? .interrupted : .success))
      let document = try #require(try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
      #expect(document["interrupted"] as? Bool == isInterrupted)
      #expect((document["results"] as? [Any])?.count == 1)
    }
  }

  @Test func `run with --times prints the hashes, and says how many runs were made`() {
    let ending = braid("run success ties --times 1000000", interruptedAt: 3)
    #expect(ending.code == .interrupted)
    #expect(ending.output.split(separator: "\n").allSatisfy { $0.contains("success") })
    #expect(ending.output.split(separator: "\n").count == 4)
    #expect(
      ending.errors.contains(
        #/^interrupted: [1-9] of 1000000 runs of success were made, and none of 1 further scenario\n$/#),
      "\(ending.errors)")
    #expect(braid("run success --times 3", interruptedAt: .max).code == .success)
  }

  @Test func `a search that is not interrupted ends as ever`() {
    let ending = braid("explore stale-overwrite-fixed -s async", interruptedAt: .max)
    #expect(ending.code == .success)
    #expect(ending.errors.isEmpty)
  }

  @Test(.timeLimit(.minutes(2)))
  func `Ctrl-C ends the process of a long search with its result and 130`() async throws {
    let terminal = try PseudoTerminal(columns: 200)
    let braid = try RunningBraid(
      ["explore", "six-hundred-requests", "-s", "callback", "--exhaustive", "--json"], in: TemporaryFolder(),
      errorsOn: terminal)
    // Its progress shows that it is in the search.
    #expect(terminal.reads(" runs"))
    braid.send(SIGINT)
    #expect(terminal.reads("interrupted: the result is what was found by then, and covers no more\r\n"))
    let ending = try await braid.end()
    #expect(ending.code == 130)
    let document = try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any]
    #expect(document?["interrupted"] as? Bool == true)
  }
}
