// A fake of something that calls back repeatedly, such as a delegate, and of the stream that takes its place.

public import Callbacks
import EventLoops

/// A fake that delivers several values, one after another: to a closure, or as a stream.
///
///     let position = context.feed("position", [1, 2, 3], every: .seconds(1))
///     let handle = position { value in … } completion: { end in … }   // a delegate or a repeated callback
///     for try await value in position.values() { … }                  // async
///
/// It ends one interval after its last value. The plan may let it fail, never end or end at once, by its name.
public struct Feed<Element: Sendable>: Sendable {
  let name: CallName
  let api: SimulatedAPI
  let elements: [Element]
  let interval: Duration
  let failure: (any Error)?

  /// Begins to deliver.
  ///
  /// - Parameters:
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - receive: Called with each value.
  ///   - completion: Called at the end, with the error of the feed if it has one.
  /// - Returns: A handle that stops it: the completion gets `CancellationError` in a later event.
  @discardableResult
  public func callAsFunction(
    fileID: StaticString = #fileID, line: UInt = #line, _ receive: @escaping (Element) -> Void,
    completion: @escaping (Result<Void, any Error>) -> Void
  ) -> CancellationHandle {
    let site = SourceSite(fileID: fileID, line: line)
    // Closures of code that runs on the loop alone; they need not be Sendable.
    let receive = LoopConfined(unsent: receive, on: api.loop)
    let completion = LoopConfined(unsent: completion, on: api.loop)
    let values = CancellationScope(on: api.loop)
    let stubbed = StubbedAnswer(
      result: failure.map { .failure($0) } ?? .success("end"), failure: { $0 }, latency: interval * (elements.count + 1)
    )
    let end = api.send(name, "", stubbed: stubbed, owedTo: .completion, at: site) { result in
      values.cancel()
      completion.withValueUnobserved { $0(result.map { _ in }) }
    }
    for (index, element) in elements.enumerated() {
      values.add(
        api.loop.schedule("value of \(name.text)", due: api.loop.now + interval * (index + 1), at: site) {
          api.journal.record(.note("\(name.text): \(describeOutput(element))"), pipeline: api.pipeline, at: site)
          receive.withValueUnobserved { $0(element) }
        })
    }
    return CancellationHandle {
      values.cancel()
      end.cancel()
    }
  }

  /// Begins to deliver, as a stream. The feed stops when the task that waits for the stream is cancelled.
  ///
  /// - Parameters:
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  /// - Returns: The values, and the error of the feed if it has one.
  public func values(
    fileID: StaticString = #fileID, line: UInt = #line
  ) -> AsyncThrowingStream<Element, any Error> {
    AsyncThrowingStream { continuation in
      let handle = self(fileID: fileID, line: line) {
        continuation.yield($0)
      } completion: { result in
        switch result {
        case .success: continuation.finish()
        case .failure(let error): continuation.finish(throwing: error)
        }
      }
      continuation.onTermination = { if case .cancelled = $0 { handle.cancel() } }
    }
  }
}
