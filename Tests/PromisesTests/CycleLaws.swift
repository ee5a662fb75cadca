// Futures that would wait for themselves fail, instead of waiting forever unseen.

import EventLoops
import Promises
import Testing

@Suite("Futures that wait for themselves")
struct CycleLaws {
  /// A place for a future that is known later.
  private func place(on loop: any EventLoop) -> LoopConfined<Future<Int>?> { LoopConfined(nil, on: loop) }

  @Test func `a future that is to follow itself fails`() {
    let loop = VirtualEventLoop()
    let place = place(on: loop)
    let start = Future.succeeded(1, on: loop)
    let future = start.flatMap { _ in place.value ?? start }
    place.value = future
    #expect(loop.run().isClean)
    #expect(ending(of: future) == "error \(FutureError.waitsForItself)")
  }

  @Test(arguments: [2, 3, 10, 64])
  func `futures that are to follow each other in a circle fail`(count: Int) {
    let loop = VirtualEventLoop()
    let places = (0..<count).map { _ in place(on: loop) }
    let start = Future.succeeded(1, on: loop)
    let futures = (0..<count).map { k in start.flatMap { _ in places[(k + 1) % count].value ?? start } }
    for (place, future) in zip(places, futures) { place.value = future }
    #expect(loop.run().isClean)
    for future in futures { #expect(ending(of: future) == "error \(FutureError.waitsForItself)") }
  }

  @Test func `a future that is to follow one derived from itself fails, and so does that one`() {
    let loop = VirtualEventLoop()
    let place = place(on: loop)
    let start = Future.succeeded(1, on: loop)
    let future = start.flatMap { _ in place.value ?? start }
    let derived = future.map { "\($0)" }
    place.value = derived.map { $0.count }
    #expect(loop.run().isClean)
    #expect(ending(of: future) == "error \(FutureError.waitsForItself)")
    #expect(ending(of: derived) == "error \(FutureError.waitsForItself)")
  }

  @Test func `a turn that is the loop of turns itself fails`() {
    let loop = VirtualEventLoop()
    let place = place(on: loop)
    let first = Future<Int?>.succeeded(nil, on: loop)
    let isFirst = LoopConfined(true, on: loop)
    let whole = Future<Int>.repeating(on: loop) {
      if isFirst.value {
        isFirst.value = false
        return first
      }
      return place.value?.map { $0 } ?? first
    }
    place.value = whole
    #expect(loop.run().isClean)
    #expect(ending(of: whole) == "error \(FutureError.waitsForItself)")
  }

  @Test func `futures that share what they wait for are no circle`() {
    let loop = VirtualEventLoop()
    let promise = Promise<Int>(on: loop, "answer")
    let start = Future.succeeded(1, on: loop)
    let one = start.flatMap { _ in promise.future }
    let other = start.flatMap { _ in one }
    loop.schedule(after: .milliseconds(1)) { promise.succeed(42) }
    #expect(loop.run().isClean)
    #expect([one, other].map { ending(of: $0) } == ["value 42", "value 42"])
  }
}
