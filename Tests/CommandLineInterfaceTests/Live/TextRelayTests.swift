// Texts on their way to a terminal that takes none for a while.

import Testing

@testable import CommandLineInterface

@Suite("A relay of texts")
struct TextRelayTests {
  @Test func `keeps ten thousand waiting lines of a log and counts the others`() {
    let (relay, captured) = (TextRelay(), CapturedConsole())
    for number in 0..<25_000 { relay.log("line \(number)") }
    relay.send("result\n")
    relay.end()
    relay.forward(to: captured.console.output)
    let lines = captured.output.split(separator: "\n")
    #expect(lines.count == TextRelay.mostWaiting + 2)
    #expect(lines.suffix(3) == ["line 9999", "result", "… 15000 lines left out"])
  }
}
