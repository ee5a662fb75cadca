// Exercise 24, the test: a check rejects programs that do not react in one of their waits.

import Comparison
import EventLoops
import Testing

@Suite("Exercise 24: Every cancellation")
struct Exercise24EveryCancellation {
  @Test("The check accepts the right program, and none of the wrong ones", arguments: Attempt.allCases)
  func check(attempt: Attempt) throws {
    let accepts = attempt == .yours ? EveryCancellation.accepts : EveryCancellationSolution.accepts
    try attempt.check(
      EveryCancellation.isBegun,
      failingFirst: "accepts a program that does not react in its second call: expected false, found true"
    ) {
      let programs: [(name: String, isRight: Bool, program: EveryCancellation.Program)] = [
        (
          "awaits two calls", true,
          { api, _ in
            let user = try await api.call(1, "me")
            return try await api.call(2, "\(user)")
          }
        ),
        (
          "does not react in its second call", false,
          { api, loop in
            let user = try await api.call(1, "me")
            return try await suspend(on: loop, "call 2") { suspension in
              api.call(2, "\(user)") { suspension.resume(with: $0) }
            }
          }
        ),
        (
          "takes a cancellation for a failure", false,
          { api, _ in
            let user = (try? await api.call(1, "me")) ?? "no user"
            return user
          }
        ),
      ]
      for program in programs {
        try expect("accepts a program that \(program.name)", accepts(program.program), is: program.isRight)
      }
    }
  }
}
