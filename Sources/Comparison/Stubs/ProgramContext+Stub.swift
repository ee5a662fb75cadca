// Makes the fakes that a program depends on.

extension ProgramContext {
  /// A fake of an asynchronous function.
  ///
  /// - Parameters:
  ///   - name: The name of the call in traces and plans.
  ///   - latency: How long an answer takes under a plan that does not say; as long as any call of the plan unless given.
  ///   - failure: The error in the place of a failure of the plan: what the real function throws then.
  ///   - answer: The reply to a request, or the error that it throws.
  /// - Returns: The fake, for this run.
  public func stub<Request, Reply: Sendable>(
    _ name: CallName, after latency: Duration? = nil,
    failingWith failure: @escaping @Sendable (APIError) -> any Error = { $0 },
    _ answer: @escaping @Sendable (_ request: Request) throws -> Reply
  ) -> Stub<Request, Reply> {
    stub(name, after: latency, failingWith: failure) { request, _ in try answer(request) }
  }

  /// A fake of an asynchronous function that answers equal requests differently.
  ///
  /// - Parameters:
  ///   - name: The name of the call in traces and plans.
  ///   - latency: How long an answer takes under a plan that does not say; as long as any call of the plan unless given.
  ///   - failure: The error in the place of a failure of the plan: what the real function throws then.
  ///   - answer: The reply to a request, or the error that it throws; the second parameter counts equal requests of one run,
  ///     from 1.
  /// - Returns: The fake, for this run.
  public func stub<Request, Reply: Sendable>(
    _ name: CallName, after latency: Duration? = nil,
    failingWith failure: @escaping @Sendable (APIError) -> any Error = { $0 },
    _ answer: @escaping @Sendable (_ request: Request, _ attempt: Int) throws -> Reply
  ) -> Stub<Request, Reply> {
    Stub(name: name, api: api, latency: latency, failure: failure, answer: answer)
  }
  /// A fake of something that calls back repeatedly, such as a delegate.
  ///
  /// - Parameters:
  ///   - name: Its name in traces and plans.
  ///   - elements: The values that it delivers.
  ///   - interval: How long after the beginning, or after one value, the next one comes.
  ///   - failure: The error with which it ends; nil for an end without one.
  /// - Returns: The fake, for this run.
  public func feed<Element: Sendable>(
    _ name: CallName, _ elements: [Element], every interval: Duration, failingWith failure: (any Error)? = nil
  ) -> Feed<Element> {
    Feed(name: name, api: api, elements: elements, interval: interval, failure: failure)
  }
}
