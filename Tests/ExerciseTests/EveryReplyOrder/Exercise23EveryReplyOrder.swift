// Exercise 23, the test: a check rejects a program that returns the replies as they come.

import Comparison
import EventLoops
import Testing

@Suite("Exercise 23: Every order of the replies")
struct Exercise23EveryReplyOrder {
  @Test("The check accepts the right program, and none of the wrong ones", arguments: Attempt.allCases)
  func check(attempt: Attempt) throws {
    let accepts = attempt == .yours ? EveryReplyOrder.accepts : EveryReplyOrderSolution.accepts
    try attempt.check(
      EveryReplyOrder.isBegun,
      failingFirst: "accepts a program that returns the replies as they come: expected false, found true"
    ) {
      let programs: [(name: String, isRight: Bool, program: EveryReplyOrder.Program)] = [
        (
          "awaits both in order", true,
          { api in
            async let user = api.call(1, "me")
            async let weather = api.call(2, "me")
            return try await "\(user), \(weather)"
          }
        ),
        (
          "returns the replies as they come", false,
          { api in
            try await withThrowingTaskGroup(of: String.self) { group in
              for name: CallName in [1, 2] { group.addTask { try await api.call(name, "me") } }
              return try await group.reduce(into: [String]()) { $0.append($1) }.joined(separator: ", ")
            }
          }
        ),
        (
          "makes one call after the other", false,
          { api in
            let user = try await api.call(1, "me")
            return try await "\(user), \(api.call(2, "me"))"
          }
        ),
      ]
      for program in programs {
        try expect("accepts a program that \(program.name)", accepts(program.program), is: program.isRight)
      }
    }
  }
}
