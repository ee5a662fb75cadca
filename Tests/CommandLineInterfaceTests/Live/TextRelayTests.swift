// Texts on their way to a terminal that takes none for a while.

import EventLoops
import Testing

@testable import CommandLineInterface

@Suite("A relay of texts")
struct TextRelayTests {
  @Test func `keeps ten thousand waiting lines of a log and counts the others`() {
    let (relay, captured) = (TextRelay(), CapturedConsole())
    for number in 0..<25_000 { relay.log("line \(number)") { $0() } }
    relay.send("result\n")
    relay.end()
    relay.forward(to: captured.console.output)
    let lines = captured.output.split(separator: "\n")
    #expect(lines.count == TextRelay.mostWaiting + 2)
    #expect(lines.suffix(3) == ["line 9999", "result", "… 15000 lines left out"])
  }

  @Test func `lines of a log share a wake-up until it has come`() {
    let relay = TextRelay()
    var wakes: [@Sendable () -> Void] = []
    relay.log("first") { wakes.append($0) }
    relay.log("second") { wakes.append($0) }
    #expect(wakes.count == 1)
    for wake in wakes { wake() }
    relay.log("third") { wakes.append($0) }
    #expect(wakes.count == 2)
  }

  @Test(.timeLimit(.minutes(1))) func `lines of a log are written when the events that are due have run`() throws {
    let (run, captured) = (LiveRun("log"), CapturedConsole())
    run.loop.post("events") {
      for number in 1...3 { run.log("line \(number)") }
    }
    _ = run.run(writingTo: captured.console.output) {}
    #expect(captured.output == "line 1\nline 2\nline 3\n")
  }
}
