// Calls of promises and futures by other threads while a virtual loop runs, and deinitialisers that use the future.

import EventLoops
import Promises
import Testing

@Suite("Promises and other threads")
struct OtherThreadsLaws {
  @Test func `a task that another thread cancels in get cancels the future in the next run`() {
    let trial = Trial()
    let loop = trial.loop
    let task = loop.spawn("reader") {
      do {
        try await Future<Void>(on: loop, "work") { try await loop.sleep(for: .seconds(5)) }.get()
      } catch {
        trial.note("\(error) at \(loop.now)")
      }
    }
    loop.schedule(after: .milliseconds(3)) { onAnotherThread { task.cancel() } }
    let report = loop.advance(by: .milliseconds(3))
    #expect(report.escapes.map(\.label) == ["cancellation of a future"])
    #expect(loop.run().leftovers.isEmpty)
    #expect(trial.notes == ["CancellationError() at 3ms"])
  }

  @Test func `a promise that another thread keeps while the loop runs is kept in the next run`() {
    let trial = Trial()
    let promise = Promise<Int>(on: trial.loop, "answer")
    promise.future.whenComplete { trial.note(words(for: $0)) }
    trial.loop.schedule(after: .milliseconds(3)) { onAnotherThread { promise.succeed(42) } }
    let report = trial.loop.run()
    #expect(report.escapes.map(\.label) == ["completion of 'answer'"])
    #expect(report.escapes.map(\.kind) == [.deferredCall])
    #expect(report.leftovers.map(\.label) == ["answer"])
    #expect(trial.loop.run().leftovers.isEmpty)
    #expect(trial.notes == ["value 42"])
  }

  @Test func `a cancellation handler whose deinitialiser uses the future may be replaced`() async {
    await #expect(processExitsWith: .success) {
      let promise = Promise<Int>(on: VirtualEventLoop(), "answer")
      let future = promise.future
      promise.onCancel { [token = Token { _ = future.isSettled }] in _ = token }
      promise.onCancel {}
      promise.succeed(1)
    }
  }

  /// Something that acts when it is released.
  private final class Token: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    deinit { body() }
  }
}
