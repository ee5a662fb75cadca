// A call that is made again when it fails, up to three times, with a pause between.

import Callbacks
import Comparison
import EventLoops

extension RewriteFamily {
  static let pause = Duration.milliseconds(10)

  static let retrying = RewriteFamily(
    name: "a call with retries",
    original: .original("retrying") { context, completion in
      let scope = CancellationScope(on: context.loop)
      @Sendable func attempt(_ number: Int) {
        if scope.isCancelled { return completion(.failure(CancellationError())) }
        scope.add(
          context.api.call("load", "a") { result in
            switch result {
            case .failure(let error) where !(error is CancellationError) && number < 3:
              scope.add(
                Pause(pause, on: context.loop) { result in
                  if case .failure(let error) = result { return completion(.failure(error)) }
                  attempt(number + 1)
                })
            default: completion(result)
            }
          })
      }
      attempt(1)
      return scope
    },
    plan: Plan(calls: ["load": .takes(10, .returns("a page"))]),
    further: [onlyFirstFails],
    right: [
      .async("a loop") { context in try await load(context, attempts: 3) },
      .async("a loop with the pause of the original, awaited") { context in
        for attempt in 1... {
          do { return try await context.api.call("load", "a") } catch let error as APIError {
            if attempt == 3 { throw error }
            try await awaitCompletion(on: context.loop, "pause") { Pause(pause, on: context.loop, $0) }
          }
        }
        return ""
      },
    ],
    flawed: [
      .async("one attempt more", isNot: [.hops, .callChecksFirst, .continuesAfterReply, .waitsForJob]) { context in
        try await load(context, attempts: 4)
      },
      .async("one attempt less", isNot: [.hops, .callChecksFirst, .continuesAfterReply, .waitsForJob]) { context in
        try await load(context, attempts: 2)
      },
      .async(
        "retries after a cancellation", isNot: [.callChecksFirst, .continuesAfterReply, .hops, .checksCancellation]
      ) {
        context in
        for attempt in 1...3 {
          do { return try await context.api.call("load", "a") } catch {
            if attempt == 3 { throw error }
            try? await context.loop.sleep(for: pause)
          }
        }
        return ""
      },
      .async("hangs when it is cancelled in a pause", isNot: [.waitsForJob, .continuesAfterReply, .eagerFuture]) {
        context in
        for attempt in 1...3 {
          do { return try await context.api.call("load", "a") } catch let error as APIError {
            if attempt == 3 { throw error }
            let timer = LoopConfined<ScheduledTimer?>(nil, on: context.loop)
            try await withTaskCancellationHandler {
              try await suspend(on: context.loop, "pause") { (suspension: Suspension<Void>) in
                timer.value = context.loop.schedule(after: pause) { suspension.resume(with: .success(())) }
              }
            } onCancel: {
              timer.value?.cancel()
            }
          }
        }
        return ""
      },
      .async("a pause does not hear a cancellation", isNot: [.waitsForJob, .continuesAfterReply, .hops]) { context in
        for attempt in 1...3 {
          do { return try await context.api.call("load", "a") } catch let error as APIError {
            if attempt == 3 { throw error }
            try await suspend(on: context.loop, "pause") { (suspension: Suspension<Void>) in
              context.loop.schedule(after: pause) { suspension.resume(with: .success(())) }
            }
          }
        }
        return ""
      },
      .async("no pause", isNot: [.hops, .blocksLater, .scheduleChose]) { context in
        try await load(context, attempts: 3, pause: .zero)
      },
      .async("a pause before the first attempt", isNot: [.hops, .bodyStartsLater, .scheduleChose]) { context in
        try await context.loop.sleep(for: pause)
        return try await load(context, attempts: 3)
      },
      .async("retries what has succeeded", isNot: [.answeredTwice, .hops, .continuesAfterReply]) { context in
        _ = try await load(context, attempts: 3)
        return try await load(context, attempts: 1)
      },
    ])

  /// The call fails only the first time.
  private static var onlyFirstFails: Plan {
    var plan = Plan(calls: ["load": .takes(10, .returns("a page"))])
    plan.occasions[CallOccasion("load", number: 1)] = .takes(10, .fails(APIError(status: 503, reason: "Busy")))
    return plan
  }

  @Sendable
  private static func load(
    _ context: ProgramContext, attempts: Int, pause: Duration = pause
  ) async throws -> String {
    for attempt in 1... {
      do { return try await context.api.call("load", "a") } catch let error as APIError {
        if attempt == attempts { throw error }
        try await context.loop.sleep(for: pause)
      }
    }
    return ""
  }
}

/// A pause in callback style, which a cancellation ends in an event of its own.
struct Pause: Cancellable {
  private let state: LoopConfined<(timer: ScheduledTimer, completion: Completion<Void>)?>

  init(_ duration: Duration, on loop: any EventLoop, _ completion: @escaping Completion<Void>) {
    let state = LoopConfined<(timer: ScheduledTimer, completion: Completion<Void>)?>(nil, on: loop)
    let timer = loop.schedule("pause", after: duration) {
      state.withValue { $0.take() }?.completion(.success(()))
    }
    state.value = (timer, completion)
    self.state = state
  }

  func cancel() {
    guard let (timer, completion) = state.withValue({ $0.take() }) else { return }
    timer.cancel()
    state.loop.post("cancellation of a pause") { completion(.failure(CancellationError())) }
  }
}
