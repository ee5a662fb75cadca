// What `bugs`, `explore`, `sweep` and `replay` say, and how they end.

import Foundation
import Testing

@testable import CommandLineInterface

@Suite struct `The exploration commands` {
  private func braid(_ words: String) -> Ending {
    let captured = CapturedConsole()
    let code = CommandLineInterface.run(
      arguments: words.split(separator: " ").map(String.init), console: captured.console)
    return Ending(output: captured.output, errors: captured.errors, code: code)
  }

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
        "ab"            24
        "a" ✗           31

      callback: 56 runs, 2 classes of schedules: all there are

      ✗ callback: "a" is not "ab"
        outcome: "a"
        fails if (1 ordering of 1, 6 runs):
          'reply to ab' before 'reply to a'
          0ms    a sent "a"
          0ms    ab sent "ab"
          10ms   ab replied "ab"
        > 10ms   a replied "a"
        > 100ms  finished "a"
        replay: braid replay braid1.stale-overwrite.callback.plan.4q0q.cq7yv8eaj

      """
    #expect(ending.code == .expectationFailed)
    #expect(ending.output == expected)
  }

  @Test(arguments: [
    "explore stale-overwrite", "explore torn-write", "explore called-twice", "sweep cancel lost-cancellation",
  ])
  func `every token that is printed replays what its page tells`(_ words: String) {
    let tokens = tokens(in: braid(words).output)
    #expect(!tokens.isEmpty)
    for token in tokens {
      let replay = braid("replay \(token)")
      #expect(replay.output.contains("exact: the program is the one that the token was made from"))
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
    let output = braid("explore unbounded-fan-out -s async --exhaustive --budget 20").output
    #expect(output.contains("not all there are"))
    #expect(output.contains("at most 20 runs"))
  }

  @Test func `sweep says how many disturbances there are, and how many were tried`() {
    #expect(braid("sweep cancel three-stages -s async").output.hasPrefix("async: 4 of 4 disturbances tried"))
    #expect(braid("sweep fault three-stages -s async --sample 3").output.hasPrefix("async: 3 of 15 disturbances tried"))
  }

  @Test(arguments: [
    ("explore no-such-thing", ExitCode.notFound, "there is no scenario"),
    ("explore bridge-race -s callback", .usage, "has no version in style"),
    ("sweep everything ties", .usage, "everything"),
    ("replay nonsense", .usage, "is no token"),
    ("replay braid1.stale-overwrite.callback.gone.0000.plain", .notFound, "is called 'gone'"),
    ("replay braid1.stale-overwrite.basic.plan.0000.plain", .notFound, "has no version 'basic'"),
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
