// Texts on their way to a terminal that takes none for a while.

import EventLoops
import LiveIO
import Synchronization
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

  @Test(.timeLimit(.minutes(1)), arguments: [false, true])
  func `lines of a log are written at the end of the run, also of a run that is stopped`(isStopped: Bool) throws {
    let (run, captured) = (LiveRun("log"), CapturedConsole())
    run.loop.post("events") {
      for number in 1...3 { run.log("line \(number)") }
      if isStopped { run.loop.stop() }
    }
    _ = run.run(writingTo: captured.console.output) {}
    #expect(captured.output == "line 1\nline 2\nline 3\n")
  }

  @Test(.timeLimit(.minutes(1))) func `lines of a log are written while the run lasts`() throws {
    let run = LiveRun("log")
    let seen = Mutex("")
    let stream = TextStream(isTerminal: false) { text throws(WriteFailure) in
      seen.withLock { $0 += text }
      run.loop.stop()
    }
    run.loop.schedule("much later", after: .seconds(50)) {}
    run.loop.post("events") { run.log("line") }
    _ = run.run(writingTo: stream) {}
    #expect(seen.withLock(\.self) == "line\n")
  }
}
