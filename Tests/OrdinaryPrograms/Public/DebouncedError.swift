// A debounce that loses the error of its base if nothing waits for the next element at that instant.

import Synchronization

extension OrdinaryProgram {
  /// After the debounce of swift-async-algorithms, of which an open report tells this: the consumer is away for a moment,
  /// and the base fails at the instant at which the consumer comes back.
  package static let debouncedError = OrdinaryProgram("debounced error") { isFixed in
    let (numbers, source) = AsyncThrowingStream.makeStream(of: Int.self)
    let debounced = DebouncedNumbers(numbers, isFixed: isFixed)
    let producer = Task {
      source.yield(1)
      try await Task.sleep(for: .milliseconds(20))
      source.finish(throwing: BaseError())
    }
    let consumer = Task {
      guard try await debounced.next() == 1 else { return "the first element is wrong" }
      try await Task.sleep(for: .milliseconds(10))
      return try await debounced.next() == nil
        ? "the base has failed, and the consumer sees a normal end" : "an element"
    }
    try await producer.value
    do {
      return try await consumer.value
    } catch is BaseError {
      return nil
    }
  }
}

private struct BaseError: Error {}

/// The elements of a base after which nothing came for ten milliseconds.
private final class DebouncedNumbers: Sendable {
  private enum State {
    case idle
    /// A consumer waits for the next element.
    case demanded(CheckedContinuation<Int?, any Error>)
    /// An element waits for a consumer.
    case ready(Int)
    case failed(any Error)
    case ended
  }

  private let state = Mutex(State.idle)
  private let isFixed: Bool

  init(_ base: AsyncThrowingStream<Int, any Error>, isFixed: Bool) {
    self.isFixed = isFixed
    Task {
      var quiet: Task<Void, any Error>?
      do {
        for try await number in base {
          quiet?.cancel()
          quiet = Task {
            try await Task.sleep(for: .milliseconds(10))
            self.deliver(number)
          }
        }
        self.end()
      } catch {
        self.fail(error)
      }
      quiet?.cancel()
    }
  }

  func next() async throws -> Int? {
    try await withCheckedThrowingContinuation { continuation in
      let result: Result<Int?, any Error>? = state.withLock { state in
        switch state {
        case .idle, .demanded:
          state = .demanded(continuation)
          return nil
        case .ready(let number):
          state = .idle
          return .success(number)
        case .failed(let error):
          state = .ended
          return .failure(error)
        case .ended: return .success(nil)
        }
      }
      if let result { continuation.resume(with: result) }
    }
  }

  private func deliver(_ number: Int) {
    take { $0 = .ready(number) }?.resume(returning: number)
  }

  private func end() {
    take { $0 = .ended }?.resume(returning: nil)
  }

  private func fail(_ error: any Error) {
    take { $0 = self.isFixed ? .failed(error) : .ended }?.resume(throwing: error)
  }

  /// Takes the consumer that waits; without one, changes the state.
  private func take(_ change: (inout State) -> Void) -> CheckedContinuation<Int?, any Error>? {
    state.withLock { state in
      if case .demanded(let continuation) = state {
        state = .idle
        return continuation
      }
      change(&state)
      return nil
    }
  }
}
