// Lesson 1, the first program: a loop, three pieces of code, and the order in which they run.

import EventLoops
import Testing

extension Lessons {
  @Suite("Lesson 01: The first five lines", .serialized)
  struct Lesson01FirstProgram {
    private static func run() -> (lines: [String], report: Report) {
      let output = LinesPrinted()
      // region five-lines
      let loop = VirtualEventLoop()
      loop.post { output.append("first") }
      loop.schedule(after: .seconds(3_600)) { output.append("an hour later, at \(loop.now)") }
      loop.post { output.append("second") }
      let report = loop.run()
      // endregion
      return (output.lines, report)
    }

    @Test("1. Posted code runs in its order; a timer runs at its instant, without a real wait")
    func order() {
      let run = Self.run()
      #expect(run.lines == ["first", "second", "an hour later, at 3600s"])
      #expect(run.report.isClean)
    }

    @Test("2. Nothing runs before the loop does")
    func nothingBefore() {
      let loop = VirtualEventLoop()
      let output = LinesPrinted()
      loop.post { output.append("posted") }
      #expect(output.lines.isEmpty)
      loop.run()
      #expect(output.lines == ["posted"])
    }

    @Test("3. A task of the loop is ordinary async code, and `run` returns its result")
    func task() throws {
      // region first-task
      let loop = VirtualEventLoop()
      let answer = try loop.run {
        try await loop.sleep(for: .seconds(5))
        return 42
      }
      // endregion
      #expect(answer == 42)
      #expect(loop.now == .seconds(5))
    }
  }
}
