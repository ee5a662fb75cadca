// Two readers of one picture: equal requests at one time share a call, and one reader may give up.

import Callbacks
import Comparison
import EventLoops

extension RewriteFamily {
  /// The first reader asks at once and, if the request says so, gives up after 5 ms; the second asks after 2 ms, and a
  /// third when both are done.
  static let sharing = RewriteFamily(
    name: "shared requests",
    original: .original("sharing") { context, completion in
      let picture = SharedPicture(context)
      let scope = CancellationScope(on: context.loop)
      let missing = LoopConfined(2, on: context.loop)
      @Sendable func end(_ reader: String, _ result: Result<String, any Error>) {
        tell(context, reader, result)
        missing.value -= 1
        if missing.value > 0 { return }
        if scope.isCancelled { return completion(.failure(CancellationError())) }
        scope.add(picture.read(completion))
      }
      let first = picture.read { end("first", $0) }
      scope.add(first)
      scope.add(
        Pause(.milliseconds(2), on: context.loop) { pause in
          if case .failure(let error) = pause { return end("second", .failure(error)) }
          scope.add(picture.read { end("second", $0) })
        })
      if context.request == "give up" {
        scope.add(Pause(.milliseconds(5), on: context.loop) { if case .success = $0 { first.cancel() } })
      }
      return scope
    },
    plan: plan("wait"),
    further: [plan("give up")],
    right: [.async("the readers are tasks") { try await readers($0, SharedPicture($0)) }],
    flawed: [
      .async("equal requests are not shared", isNot: Mechanism.allCases) { context in
        try await readers(context, SharedPicture(context, .never))
      },
      .async("one reader that gives up ends the other's", isNot: [.limitCancels, .hops, .continuesAfterReply]) {
        context in
        try await readers(context, SharedPicture(context, .untilOneGivesUp))
      },
      .async("a later reader gets the old picture", isNot: [.continuesAfterReply, .hops, .waitsForJob]) { context in
        try await readers(context, SharedPicture(context, .forEver))
      },
    ])

  private static func plan(_ request: String) -> Plan {
    Plan(request: request, calls: ["picture": .takes(10, .returns("a picture"))])
  }

  /// Notes the result of a reader. The order in which several readers are cancelled is not noted: a scope starts with the
  /// latest, a group with the earliest.
  private static func tell(_ context: ProgramContext, _ reader: String, _ result: Result<String, any Error>) {
    let outcome = Outcome(result)
    if outcome != .cancelled { context.note("\(reader): \(outcome)") }
  }

  /// The two readers and then the third one.
  private static func readers(_ context: ProgramContext, _ picture: SharedPicture) async throws -> String {
    let first = LoopConfined<(any Cancellable)?>(nil, on: context.loop)
    @Sendable func read(_ reader: String, _ body: @Sendable () async throws -> String) async {
      do {
        tell(context, reader, .success(try await body()))
      } catch {
        tell(context, reader, .failure(error))
      }
    }
    await withTaskGroup(of: Void.self) { group in
      group.addTask(executorPreference: context.loop) {
        await read("first") {
          try await awaitCompletion(on: context.loop, "picture") { completion in
            let reading = picture.read(completion)
            first.value = reading
            return reading
          }
        }
      }
      group.addTask(executorPreference: context.loop) {
        await read("second") {
          try await awaitCompletion(on: context.loop, "pause") { Pause(.milliseconds(2), on: context.loop, $0) }
          return try await picture.read()
        }
      }
      if context.request == "give up" {
        group.addTask(executorPreference: context.loop) {
          do {
            try await awaitCompletion(on: context.loop, "pause") { Pause(.milliseconds(5), on: context.loop, $0) }
          } catch { return }
          first.value?.cancel()
        }
      }
    }
    try Task.checkCancellation()
    return try await picture.read()
  }
}

/// A picture that several readers ask for: one call for all that ask while it is under way, cancelled when the last
/// of them has given up. Or with a flaw.
private struct SharedPicture: Sendable {
  /// How long readers share a call.
  enum Sharing {
    case whileUnderWay, never, untilOneGivesUp, forEver
  }

  private struct State {
    var call: (any Cancellable)?
    var readers: [Int: Completion<String>] = [:]
    var last = 0
    var old: Result<String, any Error>?
  }

  private let context: ProgramContext
  private let sharing: Sharing
  private let state: LoopConfined<State>

  init(_ context: ProgramContext, _ sharing: Sharing = .whileUnderWay) {
    (self.context, self.sharing) = (context, sharing)
    state = LoopConfined(State(), on: context.loop)
  }

  func read() async throws -> String {
    try await awaitCompletion(on: context.loop, "picture") { read($0) }
  }

  func read(_ completion: @escaping Completion<String>) -> any Cancellable {
    if sharing == .never { return context.api.call("picture", "sunset", completion: completion) }
    if let old = state.value.old {
      context.loop.post { completion(old) }
      return Uncancellable()
    }
    let (id, isFirst) = state.withValue { state in
      state.last += 1
      state.readers[state.last] = completion
      return (state.last, state.readers.count == 1)
    }
    if isFirst {
      let call = context.api.call("picture", "sunset") { end($0) }
      state.withValue { $0.call = call }
    }
    return Reading { giveUp(id) }
  }

  private func end(_ result: Result<String, any Error>) {
    let readers = state.withValue { state in
      defer { (state.call, state.readers) = (nil, [:]) }
      if sharing == .forEver { state.old = result }
      return state.readers
    }
    for id in readers.keys.sorted() { readers[id]?(result) }
  }

  private func giveUp(_ id: Int) {
    guard let completion = state.withValue({ $0.readers.removeValue(forKey: id) }) else { return }
    if sharing == .untilOneGivesUp || state.withValue({ $0.readers.isEmpty }) {
      state.withValue { $0.call.take() }?.cancel()
    }
    context.loop.post("cancellation of a reader") { completion(.failure(CancellationError())) }
  }

  private struct Reading: Cancellable {
    let giveUp: @Sendable () -> Void
    func cancel() { giveUp() }
  }
}
