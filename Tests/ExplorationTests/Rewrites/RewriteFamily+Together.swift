// Two calls at once, both of which are needed; the first error ends the other one.

import Callbacks
import Comparison
import EventLoops
import Promises

extension RewriteFamily {
  static let together = RewriteFamily(
    name: "two at once",
    original: .original("together") { context, completion in
      let scope = CancellationScope(on: context.loop)
      let values = LoopConfined<[String: String]>([:], on: context.loop)
      let failure = LoopConfined<(any Error)?>(nil, on: context.loop)
      let missing = LoopConfined(2, on: context.loop)
      for name in ["profile", "settings"] {
        scope.add(
          context.api.call("\(name)", "ann") { result in
            switch result {
            case .success(let value): values.withValue { $0[name] = value }
            case .failure(let error):
              if failure.value == nil {
                failure.value = error
                scope.cancel()
              }
            }
            missing.value -= 1
            if missing.value > 0 { return }
            if let error = failure.value { return completion(.failure(error)) }
            completion(.success(["profile", "settings"].compactMap { values.value[$0] }.joined(separator: ", ")))
          })
      }
      return scope
    },
    plan: Plan(calls: ["profile": .takes(10, .returns("ann")), "settings": .takes(15, .returns("dark"))]),
    right: [
      .async("two bindings") { context in
        async let profile = context.api.call("profile", "ann")
        async let settings = context.api.call("settings", "ann")
        return "\(try await profile), \(try await settings)"
      },
      .async("a group") { context in
        let values = try await withThrowingTaskGroup(of: (String, String).self) { group in
          for name in ["profile", "settings"] {
            group.addTask(executorPreference: context.loop) { (name, try await context.api.call("\(name)", "ann")) }
          }
          return try await group.reduce(into: [String: String]()) { $0[$1.0] = $1.1 }
        }
        return ["profile", "settings"].compactMap { values[$0] }.joined(separator: ", ")
      },
      Rewrite("all of two futures") {
        $0.future(variant: "rewrite") { context in
          Future.all(
            [context.api.call("profile", "ann"), context.api.call("settings", "ann")], on: context.loop,
            cancelsOthers: true
          ).map { $0.joined(separator: ", ") }
        }
      },
    ],
    flawed: [
      .async("one after the other", isNot: [.hops, .scheduleChose, .bodyStartsLater]) { context in
        "\(try await context.api.call("profile", "ann")), \(try await context.api.call("settings", "ann"))"
      },
      Rewrite("an error leaves the other call under way", isNot: [.continuesAfterReply, .hops, .waitsForJob]) {
        $0.future(variant: "rewrite") { context in
          Future.all([context.api.call("profile", "ann"), context.api.call("settings", "ann")], on: context.loop)
            .map { $0.joined(separator: ", ") }
        }
      },
      .async("the second error is swallowed", isNot: [.continuesAfterReply, .hops, .waitsForJob]) { context in
        async let profile = context.api.call("profile", "ann")
        async let settings = context.api.call("settings", "ann")
        return "\(try await profile), \((try? await settings) ?? "light")"
      },
      .async("the values change places", isNot: [.hops, .scheduleChose, .continuesAfterReply]) { context in
        async let profile = context.api.call("profile", "ann")
        async let settings = context.api.call("settings", "ann")
        return "\(try await settings), \(try await profile)"
      },
      .async("the second call is asked for first", isNot: [.hops, .scheduleChose, .bodyStartsLater]) { context in
        async let settings = context.api.call("settings", "ann")
        async let profile = context.api.call("profile", "ann")
        return "\(try await profile), \(try await settings)"
      },
    ])
}
