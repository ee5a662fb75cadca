// When a line of progress is shown, on a terminal and elsewhere, by a clock that the test moves.

import Foundation
import Testing

@testable import CommandLineInterface

@Suite struct `A line of progress` {
  private final class Clock {
    var now = Duration.zero
  }

  /// What is written if a text is shown at each of some moments.
  private func written(isTerminal: Bool, at moments: [Duration]) -> String {
    let clock = Clock()
    let captured = CapturedConsole(isTerminal: isTerminal)
    let line = ProgressLine(on: captured.console.errors, columns: 12, clock: { clock.now })
    for (number, moment) in moments.enumerated() {
      clock.now = moment
      line.show("text number \(number)")
    }
    line.end()
    return captured.errors
  }

  @Test func `is a line every ten seconds where the error stream is no terminal`() {
    let moments = [0, 1, 9, 10, 11, 19, 20, 47].map { Duration.seconds($0) }
    #expect(written(isTerminal: false, at: moments) == "text number 3\ntext number 6\ntext number 7\n")
  }

  @Test func `is drawn over itself on a terminal, ten times a second at most, and cleared at the end`() {
    let moments = [0, 20, 99, 100, 150, 200].map { Duration.milliseconds($0) }
    #expect(
      written(isTerminal: true, at: moments)
        == "\r\u{1B}[Ktext number\r\u{1B}[Ktext number\r\u{1B}[Ktext number\r\u{1B}[K")
  }

  @Test func `leaves no trace of work that is done before the first line`() {
    #expect(written(isTerminal: false, at: [.zero, .seconds(9)]).isEmpty)
    #expect(written(isTerminal: true, at: []).isEmpty)
  }

  @Test(arguments: [
    "explore stale-overwrite-fixed", "sweep cancel three-stages", "replay \(Self.token)", "fuzz query --runs 20",
    "run --times 3 FILE", "run --json FILE", "run --hashes FILE", "run --record FILE", "bench post --rounds 1 --n 10",
    "show FILE -f cast", "show FILE -f html --all -o SITE",
  ])
  func `each long command shows one where time passes quickly`(words: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("success.scenario", ScenarioText.success).path
    let clock = Clock()
    let captured = CapturedConsole(clock: {
      clock.now += .seconds(10)
      return clock.now
    })
    let line = words.replacing("FILE", with: file).replacing("SITE", with: folder.path + "/site")
    _ = CommandLineInterface.run(arguments: line.split(separator: " ").map(String.init), console: captured.console)
    let lines = captured.errors.split(separator: "\n").filter { !$0.hasPrefix("warning:") }
    #expect(!lines.isEmpty)
    #expect(lines.allSatisfy { !$0.hasPrefix("error:") && !$0.contains("\u{1B}") }, "\(captured.errors)")
  }

  private static let token = "braid2.stale-overwrite.callback.plan.swt435.ctt5aypnc.28s8"
}
