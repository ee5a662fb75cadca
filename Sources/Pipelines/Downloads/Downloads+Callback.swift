// The downloads in callback style: a counter says when the last one is over.

import Callbacks
import Comparison
import EventLoops

extension Downloads {
  // region downloads-callback
  @Sendable
  static func runWithCallbacks(_ context: ProgramContext, completion: @escaping Completion<String>) -> any Cancellable {
    switch context[mode] {
    case .sequential: oneByOne(context, completion)
    case .concurrent: allAtOnce(context, completion)
    }
  }

  /// Asks for one flag.
  static func getFlag(_ context: ProgramContext, _ code: String, _ completion: @escaping Completion<String>)
    -> any Cancellable
  {
    context.api.call(CallName(code), path(of: code), completion: completion)
  }

  /// Downloads one flag, and says so.
  static func downloadOne(_ context: ProgramContext, _ code: String, _ completion: @escaping Completion<Void>)
    -> any Cancellable
  {
    getFlag(context, code) { reply in
      completion(reply.map { _ in context.note(code) })
    }
  }

  /// The counter and the first error are kept by hand, and so is the rule that the first error ends the others.
  private static func allAtOnce(_ context: ProgramContext, _ completion: @escaping Completion<String>)
    -> any Cancellable
  {
    let codes = codes(context)
    let scope = CancellationScope(on: context.loop)
    let missing = LoopConfined(codes.count, on: context.loop)
    let failure = LoopConfined<(any Error)?>(nil, on: context.loop)

    for code in codes {
      scope.add(
        downloadOne(context, code) { result in
          missing.value -= 1
          if case .failure(let error) = result, failure.value == nil {
            context.caught(error, "in the completion of \(code)")
            failure.value = error
            scope.cancel()
          }
          if missing.value > 0 { return }
          completion(failure.value.map { .failure($0) } ?? .success(summary(codes.count)))
        })
    }
    if codes.isEmpty { context.loop.post { completion(.success(summary(0))) } }
    return scope
  }
  // endregion

  // region downloads-callback-sequential
  /// A loop over calls that call back is a function that calls itself.
  private static func oneByOne(_ context: ProgramContext, _ completion: @escaping Completion<String>)
    -> any Cancellable
  {
    let codes = codes(context)
    let scope = CancellationScope(on: context.loop)

    @Sendable func download(from index: Int) {
      if index == codes.count { return completion(.success(summary(index))) }
      scope.add(
        downloadOne(context, codes[index]) { result in
          do {
            try result.get()
            try scope.checkCancellation()
            download(from: index + 1)
          } catch {
            context.caught(error, "in the completion of \(codes[index])")
            completion(.failure(error))
          }
        })
    }

    if codes.isEmpty { context.loop.post { download(from: 0) } } else { download(from: 0) }
    return scope
  }
  // endregion
}
