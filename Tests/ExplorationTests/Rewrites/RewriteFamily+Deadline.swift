// Two calls in a row that together have 30 ms.

import Callbacks
import Comparison
import EventLoops

extension RewriteFamily {
  private static let limit = Duration.milliseconds(30)

  static let deadline = RewriteFamily(
    name: "a limit of its own",
    original: .original("deadline") { context, completion in
      both(context, completion)
    },
    plan: Plan(calls: ["ask": .takes(10, .returns("b")), "tell": .takes(15, .returns("c"))]),
    further: [
      Plan(calls: ["ask": .takes(18, .returns("b")), "tell": .takes(18, .returns("c"))]),
      Plan(calls: ["ask": .takes(10, .returns("b")), "tell": .takes(20, .returns("c"))]),
      Plan(calls: ["ask": .takes(10, .returns("b")), "tell": CallBehaviour(answer: .never)]),
    ],
    right: [
      .async("a limit around both") { context in
        try await withTimeout(after: limit, on: context.loop) {
          try await context.api.call("tell", try await context.api.call("ask", "a"))
        }
      },
      .async("the original, awaited") { context in
        try await awaitCompletion(on: context.loop, "both") { both(context, $0) }
      },
    ],
    flawed: [
      .async("no limit", isNot: [.limitCancels, .hops, .continuesAfterReply]) { context in
        try await context.api.call("tell", try await context.api.call("ask", "a"))
      },
      .async("the limit counts from the second call", isNot: [.limitCancels, .hops, .waitsForJob]) { context in
        let question = try await context.api.call("ask", "a")
        return try await withTimeout(after: limit, on: context.loop) {
          try await context.api.call("tell", question)
        }
      },
      .async("a limit for each call", isNot: [.limitCancels, .hops, .waitsForJob]) { context in
        let question = try await withTimeout(after: limit, on: context.loop) {
          try await context.api.call("ask", "a")
        }
        return try await withTimeout(after: limit, on: context.loop) {
          try await context.api.call("tell", question)
        }
      },
      .async("the limit is a millisecond too long", isNot: [.limitCancels, .hops, .waitsForJob]) { context in
        do {
          return try await withTimeout(after: limit + .milliseconds(1), on: context.loop) {
            try await context.api.call("tell", try await context.api.call("ask", "a"))
          }
        } catch is TimeoutError {
          throw TimeoutError(limit: limit)
        }
      },
      .async("the time limit becomes a cancellation", isNot: [.limitCancels, .continuesAfterReply, .waitsForJob]) {
        context in
        do {
          return try await withTimeout(after: limit, on: context.loop) {
            try await context.api.call("tell", try await context.api.call("ask", "a"))
          }
        } catch is TimeoutError {
          throw CancellationError()
        }
      },
    ])

  private static func both(
    _ context: ProgramContext, _ completion: @escaping Completion<String>
  ) -> any Cancellable {
    withTimeout(
      after: limit, on: context.loop,
      { completion in
        let scope = CancellationScope(on: context.loop)
        scope.add(
          context.api.call("ask", "a") { answer in
            if scope.isCancelled { return completion(.failure(CancellationError())) }
            guard case .success(let question) = answer else { return completion(answer) }
            scope.add(context.api.call("tell", question, completion: completion))
          })
        return scope
      }, completion: completion)
  }
}
