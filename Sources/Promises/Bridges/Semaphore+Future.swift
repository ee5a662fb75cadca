// The semaphore for futures: a permit that is on its way, and work that has one.

public import Callbacks
import EventLoops

extension Semaphore {
  /// The future of a permit. Code that reacts to it has to call `release()`.
  ///
  /// Cancelling it leaves the line. Mind the moment after it has settled: the permit is out by then, and a future that
  /// was derived from this one by `map` or `flatMap` and is cancelled before its reaction has run does not run it:
  /// the permit is not released. `withPermit` has no such gap.
  public func acquire(fileID: StaticString = #fileID, line: UInt = #line) -> Future<Void> {
    Future(on: loop, "acquire \(name)", fileID: fileID, line: line) { completion in
      acquire(owedTo: nil, at: SourceSite(fileID: fileID, line: line), completion)
    }
  }

  /// The future of work that has a permit: the permit is given back when the work's future settles.
  ///
  /// Cancelling it leaves the line, or cancels the work; either way no permit is lost.
  ///
  /// - Parameter body: Starts the work, in a later event, once there is a permit; what it throws is the error of the
  ///   new future.
  public func withPermit<Value: Sendable>(
    fileID: StaticString = #fileID, line: UInt = #line, _ body: @escaping @Sendable () throws -> Future<Value>
  ) -> Future<Value> {
    let scope = CancellationScope(on: loop)
    let result = Future<Value>(on: loop, from: .handler { scope.cancel() })
    // Work that is abandoned releases it; all that waits for the result is then abandoned too.
    let debt = CombinatorCompletion(result)
    let site = SourceSite(fileID: fileID, line: line)
    scope.add(
      acquire(owedTo: .promise, at: site) { granted in
        do {
          try granted.get()
        } catch {
          return debt.settle(.failure(error))
        }
        do {
          let work = try body()
          if let mismatch = work.mismatch(with: loop) { throw mismatch }
          scope.add(work)
          work.add(
            .action {
              release()
              debt.settle(work.settled)
            })
        } catch {
          release()
          debt.settle(.failure(error))
        }
      })
    return result
  }
}
