// Do something again and again, until there is a value.

public import EventLoops

extension Future {
  /// The future of the first value that a round comes to; a round that comes to nil is followed by another one.
  ///
  /// The loop of future style: a chain of rounds in which each begins when the one before is done, and nothing is kept
  /// of those that are. A round that calls `flatMap` on itself would do the same, and keep one future for every round,
  /// each waiting for the next, until the last one is settled.
  ///
  /// - Parameters:
  ///   - loop: The loop of the rounds.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - round: Starts a round: the first one now, each further one in a later event. What it throws, or its
  ///     future fails with, ends the loop. Cancelling the loop's future cancels the round's; no other round begins then.
  /// - Complexity: O(1) memory, however many rounds there are.
  @inlinable
  public static func repeating(
    on loop: any EventLoop, fileID: StaticString = #fileID, line: UInt = #line,
    _ round: @escaping @Sendable () throws -> Future<Value?>
  ) -> Future {
    let whole = Future(on: loop, from: .none)
    begin(round, for: CombinatorCompletion(whole), at: SourceSite(fileID: fileID, line: line), isFirst: true)
    return whole
  }

  /// Begins a round, and sees to what comes after it: the debt is handed on from round to round.
  ///
  /// - Parameter isFirst: Whether no other code has the whole future yet, so that nothing can wait for it.
  @inlinable
  static func begin(
    _ round: @escaping @Sendable () throws -> Future<Value?>, for debt: CombinatorCompletion<Value>,
    at site: SourceSite,
    isFirst: Bool = false
  ) {
    let whole = debt.joint
    do {
      let step = try round()
      if let mismatch = step.mismatch(with: whole.loop) { throw mismatch }
      if !isFirst, step.waits(for: whole.box) { throw FutureError.waitsForItself }
      // The round before is released last: what it holds may use the future when it goes.
      var canceller = Canceller.upstream(step)
      let isCancelled = whole.box.withValue { state in
        if state.result == nil { swap(&state.canceller, &canceller) }
        return state.isCancelled
      }
      step.react("repeating", at: site) { _ in
        let whole = debt.joint
        switch step.input(for: whole) {
        case .success(nil): begin(round, for: debt, at: site)
        case .success(let value?): whole.settle(.success(value))
        case .failure(let error): whole.settle(.failure(error))
        }
      }
      if isCancelled { step.cancel() }
    } catch {
      whole.settle(.failure(error))
    }
  }
}
