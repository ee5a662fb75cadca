// A tour of futures: several at once, folding, handing on, waiting, trying again.

import EventLoops
import Promises
import Testing

@Suite("API tour: futures")
struct FutureTour {
  struct Refusal: Error {}

  let loop = VirtualEventLoop()

  private func work<Value: Sendable>(_ value: Value, takes duration: Duration = .seconds(1)) -> Future<Value> {
    let promise = Promise<Value>(on: loop, "work")
    let timer = loop.schedule(after: duration) { promise.succeed(value) }
    promise.onCancel { if timer.cancel() { promise.fail(CancellationError()) } }
    return promise.future
  }

  private func failure(after duration: Duration) -> Future<Int> { work(()).flatMap { throw Refusal() } }

  @Test func `values of several types come as a tuple`() throws {
    let page = Future.all(work("user"), work(42), work([1.5]))
    try loop.run {
      let (name, count, prices) = try await page.get()
      #expect(name == "user" && count == 42 && prices == [1.5])
    }
    let both = work("a").and(work(1)).map { name, number in name + "\(number)" }
    #expect(try loop.run { try await both.get() } == "a1")
  }

  @Test func `the first error of several ends them`() {
    let both = Future.all(work("slow", takes: .seconds(60)), failure(after: .seconds(1)), cancelsOthers: true)
    loop.run()
    #expect(throws: Refusal.self) { try both.result() }
    #expect(loop.now == .seconds(1))
  }

  @Test func `values are folded and reduced`() throws {
    let numbers = (1...4).map { work($0, takes: .seconds(5 - $0)) }
    let sum = Future.reduce(0, numbers, on: loop, +)
    let text = work("").fold(numbers) { text, number in work(text + "\(number)") }
    loop.run()
    #expect(try sum.result() == 10)
    #expect(try text.result() == "1234")
  }

  @Test func `every result is seen, whatever it is`() throws {
    let all = Future.allSettled([work(1), failure(after: .seconds(1))], on: loop)
    loop.run()
    let results = try all.result()
    #expect(try results[0].get() == 1)
    #expect(throws: Refusal.self) { try results[1].get() }
  }

  @Test func `a result keeps a promise of another part of the program`() throws {
    let promise = Promise<Int>(on: loop, "from outside")
    work(42).cascade(to: promise)
    loop.run()
    #expect(try promise.future.result() == 42)
  }

  @Test func `a result is held back`() {
    work(1).delay(by: .milliseconds(500)).whenSuccess { _ in }
    #expect(loop.run().isClean)
    #expect(loop.now == .milliseconds(1_500))
  }

  @Test func `an operation is tried again, with pauses that grow`() throws {
    let attempts = LoopConfined(0, on: loop)
    let page = Future.retry(RetryPolicy(attempts: 3, pause: .seconds(1), factor: 2), on: loop) {
      attempts.value += 1
      return attempts.value < 3 ? failure(after: .seconds(1)) : work(42)
    }
    loop.run()
    #expect(try page.result() == 42)
    #expect(loop.now == .seconds(6))
  }
}
