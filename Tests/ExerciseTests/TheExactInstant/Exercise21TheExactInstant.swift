// Exercise 21, the test: a check accepts a call at 300 ms, and no other.

import EventLoops
import Testing

@Suite("Exercise 21: The exact instant")
struct Exercise21TheExactInstant {
  @Test("The check accepts the right program, and none of the wrong ones", arguments: Attempt.allCases)
  func check(attempt: Attempt) throws {
    let accepts = attempt == .yours ? TheExactInstant.accepts : TheExactInstantSolution.accepts
    try attempt.check(
      TheExactInstant.isBegun, failingFirst: "accepts a program that calls back at once: expected false, found true"
    ) {
      let programs: [(name: String, isRight: Bool, program: TheExactInstant.Program)] = [
        ("calls back after 300 ms", true, { loop, done in loop.schedule(after: .milliseconds(300)) { done() } }),
        ("calls back at once", false, { _, done in done() }),
        ("calls back after 301 ms", false, { loop, done in loop.schedule(after: .milliseconds(301)) { done() } }),
        (
          "calls back twice", false,
          { loop, done in
            for _ in 1...2 { loop.schedule(after: .milliseconds(300)) { done() } }
          }
        ),
        ("never calls back", false, { _, _ in }),
      ]
      for program in programs {
        try expect("accepts a program that \(program.name)", accepts(program.program), is: program.isRight)
      }
    }
  }
}
