// Work under a lock that is taken and given back by calls: however the work ends, it is given back.

import Callbacks
import Comparison
import EventLoops

extension RewriteFamily {
  static let cleaning = RewriteFamily(
    name: "work under a lock",
    original: .original("cleaning") { context, completion in
      let scope = CancellationScope(on: context.loop)
      scope.add(
        context.api.call("lock", "file") { lock in
          if case .failure(let error) = lock { return completion(.failure(error)) }
          // Taken is taken: a cancellation is looked for behind the work.
          scope.add(
            context.api.call("work", "file") { work in
              context.api.call("unlock", "file") { _ in completion(work) }
            })
        })
      return scope
    },
    plan: Plan(
      calls: [
        "lock": .takes(10, .returns("locked")), "work": .takes(20, .returns("written")),
        "unlock": .takes(5, .returns("unlocked")),
      ]),
    meetsReplies: false,
    right: [
      .async("the lock is given back by a task of its own") { context in
        _ = try await context.api.call("lock", "file")
        let result: Result<String, any Error>
        do { result = .success(try await context.api.call("work", "file")) } catch { result = .failure(error) }
        _ = await context.loop.spawn("unlock") { try await context.api.call("unlock", "file") }.result
        return try result.get()
      }
    ],
    flawed: [
      .async("no unlocking after an error", isNot: [.continuesAfterReply, .hops, .waitsForJob, .limitCancels]) {
        context in
        _ = try await context.api.call("lock", "file")
        let result = try await context.api.call("work", "file")
        _ = await context.loop.spawn("unlock") { try await context.api.call("unlock", "file") }.result
        return result
      },
      .async("no unlocking after a cancellation", isNot: [.callChecksFirst, .continuesAfterReply, .waitsForJob]) {
        context in
        _ = try await context.api.call("lock", "file")
        let result: Result<String, any Error>
        do { result = .success(try await context.api.call("work", "file")) } catch { result = .failure(error) }
        _ = try? await context.api.call("unlock", "file")
        return try result.get()
      },
      .async("the unlocking is not awaited", isNot: [.hops, .waitsForJob, .scheduleChose]) { context in
        _ = try await context.api.call("lock", "file")
        defer { context.loop.spawn("unlock") { try await context.api.call("unlock", "file") } }
        return try await context.api.call("work", "file")
      },
      .async("unlocking twice", isNot: [.answeredTwice, .hops, .continuesAfterReply]) { context in
        _ = try await context.api.call("lock", "file")
        let result: Result<String, any Error>
        do { result = .success(try await context.api.call("work", "file")) } catch {
          _ = await context.loop.spawn("unlock") { try await context.api.call("unlock", "file") }.result
          result = .failure(error)
        }
        _ = await context.loop.spawn("unlock") { try await context.api.call("unlock", "file") }.result
        return try result.get()
      },
      .async("the work begins before the lock", isNot: [.hops, .scheduleChose, .bodyStartsLater]) { context in
        async let result = context.api.call("work", "file")
        _ = try await context.api.call("lock", "file")
        let value = try await result
        _ = await context.loop.spawn("unlock") { try await context.api.call("unlock", "file") }.result
        return value
      },
    ])
}
