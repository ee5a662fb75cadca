// A completion that is called once: a second call is recorded, and so is a missing one.

public import EventLoops

/// Wraps a completion so that only its first call goes through.
///
/// A further call is recorded on the loop as a violation, with the place where the guard was made; a call that never
/// comes shows as a left-over completion in the loop's report. Neither stops the program.
public struct OnceGuard<Value: Sendable>: Sendable {
  /// A structure, since an optional function that goes in or out of a box by itself is wrapped anew each time.
  private struct Pending {
    var completion: Completion<Value>?
  }

  private let state: LoopConfined<Pending>
  private let obligation: Obligation.ID
  private let label: String
  private let site: SourceSite

  /// A guard around `completion`.
  ///
  /// - Parameters:
  ///   - loop: The loop on whose events the completion is called.
  ///   - label: What reports call the completion.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - completion: What the first call is passed on to.
  public init(
    on loop: any EventLoop, _ label: String, fileID: StaticString = #fileID, line: UInt = #line,
    _ completion: @escaping Completion<Value>
  ) {
    self.init(on: loop, label, at: SourceSite(fileID: fileID, line: line), completion)
  }

  init(on loop: any EventLoop, _ label: String, at site: SourceSite, _ completion: @escaping Completion<Value>) {
    self.site = site
    self.label = label
    state = LoopConfined(Pending(completion: completion), on: loop)
    obligation = loop.open(.completion, label, at: site)
  }

  /// Passes the first result on, and records any further one.
  ///
  /// Any thread may call it. While another thread runs a virtual loop, the loop begins its next run with it.
  public func callAsFunction(_ result: Result<Value, any Error>) {
    guard state.loop.isCurrent else {
      return state.loop.handOver("call of \(label)", at: site, of: obligation) { callNow(result) }
    }
    callNow(result)
  }

  private func callNow(_ result: Result<Value, any Error>) {
    let loop = state.loop
    var pending = Pending()
    state.withValue { swap(&$0, &pending) }
    guard let completion = pending.completion else {
      return loop.record(Violation(.calledTwice, label, createdAt: site, instant: loop.now))
    }
    loop.close(obligation)
    completion(result)
  }
}
