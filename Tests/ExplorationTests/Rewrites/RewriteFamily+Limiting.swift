// Five downloads, at most two of them at once; the first that fails ends the others.

import Callbacks
import Comparison
import EventLoops
import Promises

extension RewriteFamily {
  private static let codes = ["a", "b", "c", "d", "e"]

  static let limiting = RewriteFamily(
    name: "limited downloads",
    original: .original("limiting") { context, completion in
      let turns = Semaphore(on: context.loop, permits: 2, "downloads")
      let scope = CancellationScope(on: context.loop)
      let missing = LoopConfined(codes.count, on: context.loop)
      let failure = LoopConfined<(any Error)?>(nil, on: context.loop)
      @Sendable func end(_ result: Result<String, any Error>) {
        if case .failure(let error) = result, failure.value == nil {
          failure.value = error
          scope.cancel()
        }
        missing.value -= 1
        if missing.value > 0 { return }
        completion(failure.value.map { .failure($0) } ?? .success(codes.joined()))
      }
      for code in codes {
        scope.add(
          turns.acquire { turn in
            if case .failure(let error) = turn { return end(.failure(error)) }
            scope.add(
              context.api.call("\(code)", code) { result in
                turns.release()
                end(result)
              })
          })
      }
      return scope
    },
    plan: Plan(
      calls: [
        "a": .takes(10, .returns("a")), "b": .takes(13, .returns("b")), "c": .takes(25, .returns("c")),
        "d": .takes(16, .returns("d")), "e": .takes(10, .returns("e")),
      ]),
    right: [
      .async("a group and a semaphore") { context in try await downloads(context, limit: 2) },
      Rewrite("all of some futures") {
        $0.future(variant: "rewrite") { context in
          let turns = Semaphore(on: context.loop, permits: 2, "downloads")
          let all = codes.map { code in turns.withPermit { context.api.call("\(code)", code) } }
          return Future.all(all, on: context.loop, cancelsOthers: true).map { $0.joined() }
        }
      },
    ],
    flawed: [
      .async("no limit", isNot: Mechanism.allCases.filter { $0 != .bodyStartsLater }) { context in
        try await downloads(context, limit: 5)
      },
      .async("a limit of three", isNot: [.hops, .scheduleChose, .continuesAfterReply, .callChecksFirst]) { context in
        try await downloads(context, limit: 3)
      },
      .async("one after another", isNot: [.hops, .scheduleChose, .blocksLater]) { context in
        try await downloads(context, limit: 1)
      },
      .async("the last one is lost", isNot: [.hops, .scheduleChose, .continuesAfterReply]) { context in
        _ = try await downloads(context, codes.dropLast(), limit: 2)
        return codes.joined()
      },
      .async("an error does not end the others", isNot: [.continuesAfterReply, .hops, .waitsForJob]) { context in
        let turns = Semaphore(on: context.loop, permits: 2, "downloads")
        let tasks = codes.map { code in
          context.loop.spawn { try await turns.withPermit { try await context.api.call("\(code)", code) } }
        }
        return try await withTaskCancellationHandler {
          var results: [Result<String, any Error>] = []
          for task in tasks { results.append(await task.result) }
          return try results.map { try $0.get() }.joined()
        } onCancel: {
          for task in tasks { task.cancel() }
        }
      },
      .async("the values are in the order of their coming", isNot: [.hops, .scheduleChose, .continuesAfterReply]) {
        context in
        try await downloads(context, limit: 2, inOrderOfComing: true)
      },
      .async("a permit is not given back after an error", isNot: [.waitsForJob, .continuesAfterReply, .hops]) {
        context in
        let turns = Semaphore(on: context.loop, permits: 2, "downloads")
        for code in codes {
          try await awaitCompletion(on: context.loop, "turn") { turns.acquire($0) }
          _ = try await context.api.call("\(code)", code)
          turns.release()
        }
        return codes.joined()
      },
      .async("the downloads begin in reverse", isNot: [.hops, .scheduleChose, .eagerFuture]) { context in
        _ = try await downloads(context, codes.reversed(), limit: 2)
        return codes.joined()
      },
    ])

  private static func downloads(
    _ context: ProgramContext, _ codes: some Sequence<String> = codes, limit: Int, inOrderOfComing: Bool = false
  ) async throws -> String {
    let turns = Semaphore(on: context.loop, permits: limit, "downloads")
    return try await withThrowingTaskGroup(of: (Int, String).self) { group in
      for (index, code) in codes.enumerated() {
        group.addTask(executorPreference: context.loop) {
          (index, try await turns.withPermit { try await context.api.call("\(code)", code) })
        }
      }
      var values: [(Int, String)] = []
      for try await value in group { values.append(value) }
      return (inOrderOfComing ? values : values.sorted { $0.0 < $1.0 }).map(\.1).joined()
    }
  }
}
