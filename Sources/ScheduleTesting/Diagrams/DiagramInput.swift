// An input of a diagram as a sequence.

import Synchronization

/// The sequence that an input's diagram describes.
///
/// An element that comes before it is asked for waits for its consumer. A sequence whose diagram has no end ends after the
/// last event in it. For a task that is cancelled the sequence ends at once.
public struct DiagramInput: AsyncSequence, Sendable {
  /// The error that `^` throws.
  public struct ThrownError: Error, Hashable, Sendable {}

  /// What waits, for a consumer or for an element.
  struct State {
    typealias Answer = Result<String?, ThrownError>
    typealias Consumer = CheckedContinuation<Answer, Never>

    var isUsed = false
    /// How many events are still to come.
    var coming = 0
    var ready: [Answer] = []
    var consumers: [(number: Int, continuation: Consumer)] = []
    var cancelled: [Int] = []
    var numbers = 0
  }

  private final class Source: Sendable {
    let state = Mutex(State())
  }

  private let source = Source()

  /// Whether something has asked for an element.
  var isUsed: Bool { source.state.withLock { $0.isUsed } }

  /// Announces events, so that the sequence does not end before they have come.
  func announce(_ events: Int) {
    source.state.withLock { $0.coming += events }
  }

  /// Hands the next event of the diagram to the consumer that waits, or keeps it.
  func emit(_ event: DiagramScript.Event) {
    let answer: State.Answer
    switch event {
    case .value(let value): answer = .success(value)
    case .finish: answer = .success(nil)
    case .failure: answer = .failure(ThrownError())
    }
    let (consumer, others) = source.state.withLock { state in
      state.coming -= 1
      if event == .finish || event == .failure { state.coming = 0 }
      let consumer = state.consumers.isEmpty ? nil : state.consumers.removeFirst()
      if consumer == nil { state.ready.append(answer) }
      // Nothing is left for further consumers.
      let others = state.coming == 0 ? state.consumers : []
      if state.coming == 0 { state.consumers = [] }
      return (consumer, others)
    }
    consumer?.continuation.resume(returning: answer)
    for other in others { other.continuation.resume(returning: .success(nil)) }
  }

  /// What asks for the elements.
  public struct Iterator: AsyncIteratorProtocol, Sendable {
    let input: DiagramInput

    /// Waits for the next element.
    ///
    /// - Returns: The element; nil at the end, or as soon as the task is cancelled.
    /// - Throws: `ThrownError` where the diagram has a failure.
    public func next() async throws -> String? {
      try await input.next()
    }
  }

  /// What asks for the elements; two iterators share them.
  public func makeAsyncIterator() -> Iterator { Iterator(input: self) }

  private func next() async throws(ThrownError) -> String? {
    let number = source.state.withLock { state in
      state.isUsed = true
      state.numbers += 1
      return state.numbers
    }
    let answer = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let answer: State.Answer? = source.state.withLock { state in
          if let index = state.cancelled.firstIndex(of: number) {
            state.cancelled.remove(at: index)
            return .success(nil)
          }
          if !state.ready.isEmpty { return state.ready.removeFirst() }
          if state.coming == 0 { return .success(nil) }
          state.consumers.append((number, continuation))
          return nil
        }
        if let answer { continuation.resume(returning: answer) }
      }
    } onCancel: {
      let consumer = source.state.withLock { state in
        guard let index = state.consumers.firstIndex(where: { $0.number == number }) else {
          state.cancelled.append(number)
          return State.Consumer?.none
        }
        return state.consumers.remove(at: index).continuation
      }
      consumer?.resume(returning: .success(nil))
    }
    return try answer.get()
  }
}
