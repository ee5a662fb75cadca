// A fake of one function that a program depends on, with typed requests and replies, in virtual time.

public import Callbacks
import EventLoops

/// A fake of one asynchronous function, for the completion-handler version of a program and for its rewrite alike.
///
///     let image = context.stub("image", after: .milliseconds(20)) { (name: String) in Image(name) }
///     let handle = image("cat") { result in … }       // with a completion
///     let cat = try await image("cat")                // async
///
/// The stub determines what is answered; the plan determines the rest, by the stub's name: a latency, a failure, no answer
/// at all, two answers, an answer before the call returns. Sweeps disturb it as they do any call. The trace shows each
/// request, reply, failure and cancellation.
///
/// Each call has an answer and a handle of its own: several may be in flight and be cancelled one by one.
public struct Stub<Request, Reply: Sendable>: Sendable {
  let name: CallName
  let api: SimulatedAPI
  let latency: Duration?
  let failure: @Sendable (APIError) -> any Error
  let answer: @Sendable (Request, Int) throws -> Reply

  /// Calls the function with a completion.
  ///
  /// - Parameters:
  ///   - request: What is asked for.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - completion: Called with the reply or the error in a later event, unless the plan says otherwise.
  /// - Returns: A handle that cancels the call: the completion then gets `CancellationError` in a later event.
  @discardableResult
  public func callAsFunction(
    _ request: Request, fileID: StaticString = #fileID, line: UInt = #line,
    completion: @escaping (Result<Reply, any Error>) -> Void
  ) -> CancellationHandle {
    // A completion need not be Sendable: it is called in events of the loop alone.
    let completion = LoopConfined(unsent: completion, on: api.loop)
    let call = send(request, owedTo: .completion, at: SourceSite(fileID: fileID, line: line)) { result in
      completion.withValueUnobserved { $0(result) }
    }
    return CancellationHandle(call)
  }

  /// Calls the function and waits for its reply. Cancelling the task cancels the call.
  ///
  /// - Parameters:
  ///   - request: What is asked for.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  /// - Returns: The reply.
  /// - Throws: The stub's error, or `CancellationError`: without having sent anything if the task is cancelled already.
  public func callAsFunction(
    _ request: Request, fileID: StaticString = #fileID, line: UInt = #line
  ) async throws -> Reply {
    try await api.reply(to: name, at: SourceSite(fileID: fileID, line: line)) { site, completion in
      send(request, owedTo: nil, at: site, completion)
    }
  }

  private func send(
    _ request: Request, owedTo kind: Obligation.Kind?, at site: SourceSite,
    _ completion: @escaping Completion<Reply>
  ) -> SimulatedCall {
    let text = request as? String ?? describeOutput(request)
    let attempt = api.journal.countAttempt(at: PipelineCall("\(name.text) \(text)", pipeline: api.pipeline))
    let result = Result { try answer(request, attempt) }
    let stubbed = StubbedAnswer(
      result: result.map { $0 as? String ?? describeOutput($0) }, failure: failure, latency: latency)
    return api.send(name, text, stubbed: stubbed, owedTo: kind, at: site) { sent in
      switch sent {
      case .success: completion(result)
      case .failure(let error): completion(.failure(error))
      }
    }
  }
}
