// An input of a diagram as a sequence.

import Synchronization

/// What an input's diagram emits.
///
/// An element that comes before it is asked for waits for its consumer. A sequence whose diagram has no end ends after the
/// last event in it. For a task that is cancelled the sequence ends at once.
final class DiagramInput: Sendable {
  /// What waits, for a consumer or for an element.
  struct State {
    typealias Answer = Result<String?, DiagramError>
    typealias Consumer = CheckedContinuation<Answer, Never>

    var isUsed = false
    /// How many events are still to come.
    var coming = 0
    var ready: [Answer] = []
    var consumers: [(number: Int, continuation: Consumer)] = []
    var cancelled: [Int] = []
    var numbers = 0
  }

  private let state = Mutex(State())

  /// Whether something has asked for an element.
  var isUsed: Bool { state.withLock { $0.isUsed } }

  /// Announces events, so that the sequence does not end before they have come.
  func announce(_ events: Int) {
    state.withLock { $0.coming += events }
  }

  /// Hands the next event of the diagram to the consumer that waits, or keeps it.
  func emit(_ event: DiagramScript.Event) {
    let answer: State.Answer
    switch event {
    case .value(let value): answer = .success(value)
    case .finish: answer = .success(nil)
    case .failure: answer = .failure(DiagramError())
    }
    let (consumer, others) = state.withLock { state in
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

  /// The sequence; its iterators share the elements.
  var elements: AsyncThrowingStream<String, any Error> {
    AsyncThrowingStream { try await self.next() }
  }

  private func next() async throws(DiagramError) -> String? {
    let number = state.withLock { state in
      state.isUsed = true
      state.numbers += 1
      return state.numbers
    }
    let answer = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let answer: State.Answer? = state.withLock { state in
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
      let consumer = state.withLock { state in
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
