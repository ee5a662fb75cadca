// The spinner in real time: in each style and on a thread of its own, for a few milliseconds.

import Testing

@testable import CommandLineInterface

@Suite("The spinner in real time", .timeLimit(.minutes(10)))
struct LiveSpinnerTests {
  private func braid(_ words: String) -> Ending { run(words, commands: CommandTable.all) }

  @Test(arguments: ["callback", "future", "async", "thread"])
  func `turns, is erased, and gives the answer`(style: String) throws {
    let ending = braid("spinner --live --style \(style) --for 20ms --message busy")
    #expect(ending.code == .success)
    let lines = ending.output.split(separator: "\n").map(String.init)
    #expect(lines.first == "| busy")
    #expect(lines.suffix(2) == ["erased", "Answer: 42"])
  }

  @Test(arguments: ["callback", "future", "async", "thread"])
  func `is erased as well when the slow function fails`(style: String) throws {
    let ending = braid("spinner --live --style \(style) --for 5ms --fail")
    #expect(ending.code == .expectationFailed)
    #expect(ending.output.hasSuffix("erased\nNo answer: the slow function failed: 503 \"Service Unavailable\"\n"))
  }

  @Test func `what has no meaning is refused`() {
    #expect(braid("spinner --style thread").errors.contains("a thread has no virtual time"))
    #expect(braid("spinner --live --pace 2x").errors.contains("'--pace' has no meaning with '--live'"))
  }
}
