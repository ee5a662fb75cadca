// The elements after which nothing came for a time.

import Synchronization

/// The elements of a sequence after which nothing came for a time.
///
/// The last element comes with the end, at once. A failure comes at once, and the element before it is lost.
package func debounced<Base: AsyncSequence & Sendable>(
  _ base: Base, for quiet: Duration
) -> AsyncThrowingStream<Base.Element, any Error> where Base.Element: Sendable {
  AsyncThrowingStream { output in
    let pending = Pending<Base.Element>()
    let pump = Task {
      var timer: Task<Void, any Error>?
      do {
        for try await element in base {
          timer?.cancel()
          pending.keep(element)
          timer = Task {
            try await Task.sleep(for: quiet)
            if let element = pending.take() { output.yield(element) }
          }
        }
        timer?.cancel()
        if let element = pending.take() { output.yield(element) }
        output.finish()
      } catch {
        timer?.cancel()
        output.finish(throwing: error)
      }
    }
    output.onTermination = { _ in pump.cancel() }
  }
}

/// The element that waits for its time.
private final class Pending<Element: Sendable>: Sendable {
  private let state = Mutex<Element?>(nil)

  func keep(_ element: Element) {
    state.withLock { $0 = element }
  }

  func take() -> Element? {
    state.withLock { $0.take() }
  }
}
