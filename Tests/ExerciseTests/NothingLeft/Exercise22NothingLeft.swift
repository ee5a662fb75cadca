// Exercise 22, the test: a check rejects a program that leaves a task, or that answers twice.

import EventLoops
import Testing

@Suite("Exercise 22: Nothing left")
struct Exercise22NothingLeft {
  @Test("The check accepts the right program, and none of the wrong ones", arguments: Attempt.allCases)
  func check(attempt: Attempt) throws {
    let accepts = attempt == .yours ? NothingLeft.accepts : NothingLeftSolution.accepts
    try attempt.check(
      NothingLeft.isBegun, failingFirst: "accepts a program that leaves a task waiting: expected false, found true"
    ) {
      let programs: [(name: String, isRight: Bool, program: NothingLeft.Program)] = [
        (
          "returns 42", true,
          { loop in
            try await loop.sleep(for: .seconds(1)); return 42
          }
        ),
        ("returns 41", false, { _ in 41 }),
        (
          "leaves a task waiting", false,
          { loop in
            loop.spawn { try await suspend(on: loop, "never") { (_: Suspension<Void>) in } }
            return 42
          }
        ),
        (
          "resumes twice", false,
          { loop in
            try await suspend(on: loop, "twice") { suspension in
              suspension.resume(returning: 42)
              suspension.resume(returning: 42)
            }
          }
        ),
      ]
      for program in programs {
        try expect("accepts a program that \(program.name)", accepts(program.program), is: program.isRight)
      }
    }
  }
}
