// A state that is asked for every 10 ms until it is final; each state is reported.

import Callbacks
import Comparison
import EventLoops

extension RewriteFamily {
  static let polling = RewriteFamily(
    name: "a poll",
    original: .original("polling") { context, completion in
      let scope = CancellationScope(on: context.loop)
      @Sendable func poll() {
        if scope.isCancelled { return completion(.failure(CancellationError())) }
        scope.add(
          context.api.call("state", "job") { state in
            guard case .success(let state) = state else { return completion(state) }
            context.note("is \(state)")
            if state == "done" { return completion(.success(state)) }
            scope.add(
              Pause(pause, on: context.loop) { pause in
                if case .failure(let error) = pause { return completion(.failure(error)) }
                poll()
              })
          })
      }
      poll()
      return scope
    },
    plan: states("queued", "running"),
    right: [
      .async("a loop") { context in
        while true {
          let state = try await context.api.call("state", "job")
          context.note("is \(state)")
          if state == "done" { return state }
          try await context.loop.sleep(for: pause)
        }
      }
    ],
    flawed: [
      .async("the last state is not reported", isNot: [.hops, .continuesAfterReply, .waitsForJob]) { context in
        while true {
          let state = try await context.api.call("state", "job")
          if state == "done" { return state }
          context.note("is \(state)")
          try await context.loop.sleep(for: pause)
        }
      },
      .async("each state is reported twice", isNot: [.answeredTwice, .hops, .continuesAfterReply]) { context in
        while true {
          let state = try await context.api.call("state", "job")
          context.note("is \(state)")
          context.note("is \(state)")
          if state == "done" { return state }
          try await context.loop.sleep(for: pause)
        }
      },
      .async("one poll too many", isNot: [.hops, .continuesAfterReply, .callChecksFirst]) { context in
        var last = ""
        while true {
          let state = try await context.api.call("state", "job")
          if last == "done" { return state }
          context.note("is \(state)")
          last = state
          try await context.loop.sleep(for: pause)
        }
      },
      .async("the states are those of one poll before", isNot: [.hops, .continuesAfterReply, .scheduleChose]) {
        context in
        var last = "unknown"
        while true {
          let state = try await context.api.call("state", "job")
          context.note("is \(last)")
          if state == "done" { return state }
          last = state
          try await context.loop.sleep(for: pause)
        }
      },
      .async("the pause counts from the question", isNot: [.hops, .blocksLater, .scheduleChose]) { context in
        while true {
          let next = context.loop.now.advanced(by: pause)
          let state = try await context.api.call("state", "job")
          context.note("is \(state)")
          if state == "done" { return state }
          try await context.loop.sleep(until: next)
        }
      },
    ])

  /// A job that is in these states, one a poll, and then done.
  private static func states(_ states: String...) -> Plan {
    var plan = Plan(calls: ["state": .takes(3, .returns("done"))])
    for (index, state) in states.enumerated() {
      plan.occasions[CallOccasion("state", number: index + 1)] = .takes(3, .returns(state))
    }
    return plan
  }
}
