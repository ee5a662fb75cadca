// One handle for several calls.

import Callbacks
import EventLoops
import Testing

@Suite("Cancellation scopes")
struct CancellationScopeTests {
  /// A handle that notes its cancellation.
  private struct Handle: Cancellable {
    let name: String
    let log: LoopConfined<[String]>

    func cancel() {
      log.withValue { $0.append(name) }
    }
  }

  private let loop = VirtualEventLoop()
  private let log: LoopConfined<[String]>
  private let scope: CancellationScope

  init() {
    log = LoopConfined([], on: loop)
    scope = CancellationScope(on: loop)
  }

  private func add(_ names: String...) {
    for name in names { scope.add(Handle(name: name, log: log)) }
  }

  @Test(arguments: 0...7)
  func `cancelling a scope cancels its calls, the latest first, whatever their number`(count: Int) {
    let names = (0..<count).map { "call \($0)" }
    for name in names { add(name) }
    #expect(log.value.isEmpty)
    scope.cancel()
    #expect(log.value == names.reversed())
  }

  @Test
  func `a scope cancels each of its calls once`() {
    add("one")
    scope.cancel()
    scope.cancel()
    #expect(log.value == ["one"])
  }

  @Test
  func `a call that is added after the cancellation is cancelled at once`() {
    scope.cancel()
    add("late")
    #expect(log.value == ["late"])
  }

  @Test
  func `a cancelled scope reports its cancellation, and throws from checkCancellation`() throws {
    #expect(scope.isCancelled == false)
    try scope.checkCancellation()
    scope.cancel()
    #expect(scope.isCancelled)
    #expect(throws: CancellationError.self) { try scope.checkCancellation() }
  }

  @Test
  func `of a call that answers at once, both its successor and itself are kept`() {
    /// Answers in the call, which makes the successor's call and adds its handle first.
    func answerAtOnce(_ answer: () -> Void) -> any Cancellable {
      answer()
      return Handle(name: "answered", log: log)
    }
    scope.add(answerAtOnce { add("successor") })
    scope.cancel()
    #expect(log.value == ["answered", "successor"])
  }

  @Test
  func `of calls that replace each other, the last one is cancelled`() {
    for name in ["first", "second", "third"] { scope.replace(with: Handle(name: name, log: log)) }
    scope.cancel()
    #expect(log.value == ["third"])
    scope.replace(with: Handle(name: "too late", log: log))
    #expect(log.value == ["third", "too late"])
  }

  @Test
  func `a call that replaces several others comes before those that are added after it`() {
    add("one", "two", "three")
    scope.replace(with: Handle(name: "four", log: log))
    add("five", "six")
    scope.cancel()
    #expect(log.value == ["six", "five", "four"])
  }

  @Test
  func `a call may be added to one that has replaced none`() {
    scope.replace(with: Handle(name: "one", log: log))
    add("two")
    scope.cancel()
    #expect(log.value == ["two", "one"])
  }

  @Test
  func `of calls that replace each other, only the last one is kept`() {
    final class Witness: Cancellable {
      func cancel() {}
    }
    weak var first: Witness?
    weak var second: Witness?
    do {
      let handles = (Witness(), Witness())
      (first, second) = handles
      scope.replace(with: handles.0)
      scope.replace(with: handles.1)
    }
    #expect(first == nil)
    #expect(second != nil)
  }

  @Test
  func `a handle may touch its scope while it is being cancelled`() {
    struct Reentrant: Cancellable {
      let scope: CancellationScope
      func cancel() { scope.cancel() }
    }
    add("one")
    scope.add(Reentrant(scope: scope))
    scope.cancel()
    #expect(log.value == ["one"])
  }

  @Test
  func `timers and tasks are handles too, and work that is over does nothing`() {
    let timer = loop.schedule(after: .seconds(1)) { log.withValue { $0.append("timer") } }
    let task = loop.spawn("sleeper") { try await loop.sleep(for: .seconds(1)) }
    scope.add(timer)
    scope.add(task)
    scope.add(Uncancellable())
    loop.schedule(after: .milliseconds(10)) { scope.cancel() }
    #expect(loop.run().isClean)
    #expect(loop.now == .milliseconds(10))
    #expect(log.value.isEmpty)
  }
}
