// The elements of several sequences as they come.

/// The elements of several sequences in the order in which they come.
///
/// It ends when all of them have ended, and fails as soon as one of them fails.
package func merged<Base: AsyncSequence & Sendable>(
  _ bases: Base...
) -> AsyncThrowingStream<Base.Element, any Error> where Base.Element: Sendable {
  AsyncThrowingStream { output in
    let pump = Task {
      do {
        try await withThrowingTaskGroup(of: Void.self) { group in
          for base in bases {
            group.addTask { for try await element in base { output.yield(element) } }
          }
          try await group.waitForAll()
        }
        output.finish()
      } catch {
        output.finish(throwing: error)
      }
    }
    output.onTermination = { _ in pump.cancel() }
  }
}
