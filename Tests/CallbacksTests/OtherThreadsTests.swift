// Calls of the callback kit by other threads while a virtual loop runs, and deinitialisers that use what releases them.

import Callbacks
import EventLoops
import Foundation
import Testing

@Suite("Callbacks and other threads")
struct OtherThreadsTests {
  private let loop = VirtualEventLoop()
  private let log: LoopConfined<[String]>

  init() {
    log = LoopConfined([], on: loop)
  }

  private func note(_ text: String) {
    log.withValue { $0.append("\(text) at \(loop.now)") }
  }

  /// An operation that never answers, unless it is cancelled.
  private func endless(_ completion: @escaping Completion<Int>) -> any Cancellable {
    Handle { completion(.failure(CancellationError())) }
  }

  private struct Handle: Cancellable {
    let body: @Sendable () -> Void
    func cancel() { body() }
  }

  @Test func `a task that another thread cancels in awaitCompletion is cancelled in the next run`() {
    let task = loop.spawn {
      do { _ = try await awaitCompletion(on: loop, "reply") { endless($0) } } catch { note("\(error)") }
    }
    loop.schedule(after: .milliseconds(3)) { onAnotherThread { task.cancel() } }
    let report = loop.run()
    #expect(report.escapes.map(\.kind) == [.deferredCall])
    #expect(report.leftovers.map(\.kind) == [.task, .continuation])
    #expect(loop.run().leftovers.isEmpty)
    #expect(log.value == ["CancellationError() at 3ms"])
  }

  @Test func `a task that another thread cancels while it waits for a permit leaves the line in the next run`() {
    let permits = Semaphore(on: loop, permits: 0, "permits")
    let task = loop.spawn {
      do { try await permits.withPermit { note("has a permit") } } catch { note("\(error)") }
    }
    loop.schedule(after: .milliseconds(3)) { onAnotherThread { task.cancel() } }
    #expect(loop.run().escapes.map(\.kind) == [.deferredCall])
    #expect(loop.run().leftovers.isEmpty)
    #expect(log.value == ["CancellationError() at 3ms"])
    #expect(permits.waiterCount == 0)
  }

  @Test func `a completion that another thread calls while the loop runs is called in the next run`() {
    let reply = OnceGuard<Int>(on: loop, "reply") { note("\($0)") }
    loop.schedule(after: .milliseconds(3)) { onAnotherThread { reply(.success(1)) } }
    let report = loop.run()
    #expect(report.escapes.map(\.label) == ["call of reply"])
    #expect(log.value.isEmpty)
    #expect(loop.run().leftovers.isEmpty)
    #expect(log.value == ["success(1) at 3ms"])
  }

  @Test func `a permit that another thread gives back while the loop runs is free in the next run`() {
    let permits = Semaphore(on: loop, permits: 1, "permits")
    _ = permits.acquire { _ in onAnotherThread { permits.release() } }
    #expect(loop.run().escapes.map(\.label) == ["release of a permit of permits"])
    #expect(permits.freePermits == 0)
    #expect(loop.run().leftovers.isEmpty)
    #expect(permits.freePermits == 1)
  }

  @Test func `a request for a permit that another thread cancels leaves the line in the next run`() {
    let permits = Semaphore(on: loop, permits: 0, "permits")
    let turn = permits.acquire { note("\($0)") }
    loop.schedule(after: .milliseconds(3)) { onAnotherThread { turn.cancel() } }
    let report = loop.run()
    #expect(report.escapes.map(\.label) == ["cancellation of acquire permits"])
    #expect(log.value.isEmpty)
    #expect(permits.waiterCount == 1)
    #expect(loop.run().leftovers.isEmpty)
    #expect(log.value == ["failure(Swift.CancellationError()) at 3ms"])
  }

  @Test func `a handle whose deinitialiser uses the scope may be replaced`() async {
    await #expect(processExitsWith: .success) {
      let loop = VirtualEventLoop()
      let scope = CancellationScope(on: loop)
      scope.replace(with: Token { _ = scope.isCancelled })
      scope.replace(with: Uncancellable())
      scope.add(Token { _ = scope.isCancelled })
      scope.cancel()
    }
  }

  /// A handle that does something when it is released.
  private final class Token: Cancellable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    func cancel() {}
    deinit { body() }
  }
}

/// Runs `body` on a thread of its own, to its end.
private func onAnotherThread(_ body: @escaping @Sendable () -> Void) {
  let done = DispatchSemaphore(value: 0)
  Thread.detachNewThread {
    body()
    done.signal()
  }
  done.wait()
}
