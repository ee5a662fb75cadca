// The ticks of a clock as an asynchronous sequence.

/// The instants `interval`, `2 * interval` and so on after the iteration has begun, each as it comes.
///
///     for await instant in loop.ticks(every: .seconds(1)) { … }
///
/// The sequence ends when the task is cancelled, and never fails. Instants that pass while the loop's body is at work are
/// left out.
public struct LoopTicks: AsyncSequence, Sendable {
  let loop: any EventLoop
  let interval: Duration

  /// Begins the iteration: the first instant is one interval from now.
  public func makeAsyncIterator() -> Iterator {
    Iterator(loop: loop, interval: interval, due: loop.now)
  }

  /// Waits for one instant after another.
  public struct Iterator: AsyncIteratorProtocol {
    let loop: any EventLoop
    let interval: Duration
    var due: Instant

    /// Waits for the next instant.
    ///
    /// - Parameter actor: The isolation of the caller, which the wait keeps.
    /// - Returns: The instant; nil if the task is cancelled, or does not run on the loop.
    public mutating func next(isolation actor: isolated (any Actor)?) async -> Instant? {
      due = due.next(every: interval, notBefore: loop.now)
      do {
        try await loop.sleep(until: due)
      } catch {
        return nil
      }
      return due
    }

    /// Waits for the next instant.
    ///
    /// - Returns: The instant; nil if the task is cancelled, or does not run on the loop.
    public mutating func next() async -> Instant? { await next(isolation: #isolation) }
  }
}

extension EventLoop {
  /// The instants that are a whole number of intervals after the iteration begins, for tasks of this loop.
  ///
  /// - Parameter interval: The time from one instant to the next.
  public func ticks(every interval: Duration) -> LoopTicks { LoopTicks(loop: self, interval: interval) }
}
