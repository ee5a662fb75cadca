// Two calls, the second one made from the reply to the first.

import Callbacks
import Comparison
import EventLoops
import Promises

extension RewriteFamily {
  static let chain = RewriteFamily(
    name: "a chain",
    original: .original("chain") { context, completion in
      chain(context, completion) { completion($0) }
    },
    plan: Plan(calls: ["user": .takes(20, .returns("ann")), "orders": .takes(30, .returns("3 orders"))]),
    right: [
      .async("line by line") { context in
        let user = try await context.api.call("user", "me")
        context.note("found \(user)")
        return try await context.api.call("orders", user)
      },
      .async("line by line, looking for a cancellation") { context in
        let user = try await context.api.call("user", "me")
        try Task.checkCancellation()
        context.note("found \(user)")
        let orders = try await context.api.call("orders", user)
        try Task.checkCancellation()
        return orders
      },
      Rewrite("a chain of futures") {
        $0.future(variant: "rewrite") { context in
          context.api.call("user", "me").flatMap { user in
            context.note("found \(user)")
            return context.api.call("orders", user)
          }
        }
      },
      .callback("callbacks that do not look for a cancellation") { context, completion in
        let scope = CancellationScope(on: context.loop)
        scope.add(
          context.api.call("user", "me") { user in
            context.note("found \(user)")
            scope.add(context.api.call("orders", user, completion: completion))
          } failure: { error in
            completion(.failure(error))
          })
        return scope
      },
    ],
    flawed: [
      .async("the cancellation is lost", isNot: [.waitsForJob, .continuesAfterReply, .hops, .limitCancels]) { context in
        try await context.loop.spawn("detached") {
          let user = try await context.api.call("user", "me")
          context.note("found \(user)")
          return try await context.api.call("orders", user)
        }.value
      },
      .async("an error is swallowed", isNot: Mechanism.allCases.filter { $0 != .bodyStartsLater }) { context in
        let user = try await context.api.call("user", "me")
        context.note("found \(user)")
        return (try? await context.api.call("orders", user)) ?? "no orders"
      },
      .async("an error becomes another one", isNot: [.waitsForJob, .limitCancels, .eagerFuture]) { context in
        let user = try await context.api.call("user", "me")
        context.note("found \(user)")
        do { return try await context.api.call("orders", user) } catch {
          throw APIError(status: 500, reason: "Internal")
        }
      },
      .async("a cancellation becomes an error", isNot: [.waitsForJob, .limitCancels, .eagerFuture]) { context in
        do {
          let user = try await context.api.call("user", "me")
          context.note("found \(user)")
          return try await context.api.call("orders", user)
        } catch is CancellationError {
          throw APIError(status: 499, reason: "Client Closed Request")
        }
      },
      .async("a cancellation becomes a value", isNot: [.waitsForJob, .eagerFuture]) { context in
        do {
          let user = try await context.api.call("user", "me")
          context.note("found \(user)")
          return try await context.api.call("orders", user)
        } catch is CancellationError {
          return ""
        }
      },
      .async("the order is changed", isNot: [.hops, .scheduleChose, .blocksLater]) { context in
        let orders = try await context.api.call("orders", "ann")
        let user = try await context.api.call("user", "me")
        context.note("found \(user)")
        return orders
      },
      .async("both calls at once", isNot: [.hops, .scheduleChose, .eagerFuture]) { context in
        async let user = context.api.call("user", "me")
        async let orders = context.api.call("orders", "ann")
        context.note("found \(try await user)")
        return try await orders
      },
      .async("the note comes after the second call", isNot: [.hops, .scheduleChose, .blocksLater]) { context in
        let user = try await context.api.call("user", "me")
        let orders = try await context.api.call("orders", user)
        context.note("found \(user)")
        return orders
      },
      .async("the wrong one of two values is delivered", isNot: [.continuesAfterReply, .hops, .waitsForJob]) {
        context in
        let user = try await context.api.call("user", "me")
        context.note("found \(user)")
        _ = try await context.api.call("orders", user)
        return user
      },
      .async("the result is late", isNot: [.hops, .waitsForJob, .blocksLater, .scheduleChose]) { context in
        let user = try await context.api.call("user", "me")
        context.note("found \(user)")
        let orders = try await context.api.call("orders", user)
        try await context.loop.sleep(for: .milliseconds(1))
        return orders
      },
      .callback("no completion where the second call fails", isNot: [.waitsForJob, .continuesAfterReply, .eagerFuture])
      {
        context, completion in
        chain(context, completion) { if case .success = $0 { completion($0) } }
      },
      .callback("the completion is called twice", isNot: [.answeredTwice, .continuesAfterReply, .waitsForJob]) {
        context, completion in
        chain(context, completion) { result in
          if case .failure = result { completion(result) }
          completion(result)
        }
      },
      .async("a continuation is resumed twice", isNot: [.answeredTwice, .continuesAfterReply, .waitsForJob]) {
        context in
        let user = try await context.api.call("user", "me")
        context.note("found \(user)")
        return try await awaitCompletion(on: context.loop, "orders") { (completion: @escaping Completion<String>) in
          context.api.call("orders", user) { result in
            if case .failure(let error) = result { completion(.failure(error)) }
            completion(result)
          }
        }
      },
    ])

  /// Both calls in callback style.
  ///
  /// - Parameter end: Called with what the second call came to; all else ends with `completion`.
  private static func chain(
    _ context: ProgramContext, _ completion: @escaping Completion<String>, _ end: @escaping Completion<String>
  ) -> any Cancellable {
    let scope = CancellationScope(on: context.loop)
    scope.add(
      context.api.call("user", "me") { user in
        if scope.isCancelled { return completion(.failure(CancellationError())) }
        context.note("found \(user)")
        scope.add(context.api.call("orders", user, completion: end))
      } failure: { error in
        completion(.failure(error))
      })
    return scope
  }
}
