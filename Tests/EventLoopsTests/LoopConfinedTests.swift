// State that is confined to a loop: accessible to its events, checked for all other callers.

import EventLoops
import Testing

@Suite("Loop-confined state")
struct LoopConfinedTests {
  @Test(arguments: LoopSetup.all)
  func `it is accessible to events of the loop, and to the thread that holds the idle loop`(setup: LoopSetup) async {
    let loop = setup.makeLoop()
    let total = LoopConfined(1, on: loop)
    loop.post { total.value += 10 }
    loop.schedule(after: .milliseconds(1)) { total.withValue { $0 += 100 } }
    loop.spawn { total.value += 1_000 }
    total.value += 2
    #expect(total.value == 3)
    _ = loop.run()
    onAnotherThread { total.withValue { $0 += 10_000 } }
    #expect(total.value == 11_113)
    #expect(total.loop === loop)
  }

  @Test func `changing it in place returns what the change returns, or throws what it throws`() {
    let list = LoopConfined([1, 2, 3], on: VirtualEventLoop())
    #expect(list.withValue { $0.removeLast() } == 3)
    #expect(throws: LegalProgram.Failure.self) {
      try list.withValue { list in
        list.append(9)
        throw LegalProgram.Failure()
      }
    }
    #expect(list.value == [1, 2, 9])
  }

  @Test(arguments: LoopSetup.all)
  func `what is given up to a change becomes a part of the content`(setup: LoopSetup) async {
    let loop = setup.makeLoop()
    let parts = LoopConfined([String](), on: loop)
    // An access from outside ends, or the loop could not run.
    parts.withValue(giving: "a") { $0.append($1) }
    loop.post {
      let count = parts.withValue(giving: "b") { parts, part in
        parts.append(part)
        return parts.count
      }
      parts.withValue(giving: count) { $0.append("\($1)") }
    }
    _ = loop.run()
    #expect(parts.value == ["a", "b", "2"])
  }

  @Test func `a link is taken once, and only then the content is changed`() {
    let loop = VirtualEventLoop()
    let box = LinkedLoopConfined(1, on: loop, link: "link")
    var (first, second) = ("", "")
    #expect(box.takeLink(into: &first, inEvent: false) { $0 += 10 })
    #expect(!box.takeLink(into: &second, inEvent: false) { $0 += 100 })
    #expect((first, second) == ("link", ""))
    #expect(box.value == 11)
    #expect(loop.run().ending == .quiescent)
  }

  @Test func `reading it from another thread while the loop runs stops the program with a message`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let loop = VirtualEventLoop(name: "main")
      let total = LoopConfined(0, on: loop)
      loop.post { onAnotherThread { _ = total.value } }
      _ = loop.run()
    }
    let message = try #require(result).standardErrorContent
    #expect(
      String(decoding: message, as: UTF8.self).contains(
        "state of loop 'main' was touched by another thread while the loop runs; touch it in the loop's events"))
  }

  @Test func `touching it while it is being changed in place stops the program with a message`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let total = LoopConfined(0, on: VirtualEventLoop(name: "main"))
      total.withValue { $0 += total.value }
    }
    let message = try #require(result).standardErrorContent
    #expect(
      String(decoding: message, as: UTF8.self).contains(
        "state of loop 'main' was touched while it was being changed in place"))
    await #expect(processExitsWith: .failure) {
      let total = LoopConfined(0, on: VirtualEventLoop())
      total.withValue(giving: 1) { $0 += $1 + total.value }
    }
  }

  @Test func `changing it from another thread while the loop runs stops the program too`() async {
    await #expect(processExitsWith: .failure) {
      let loop = VirtualEventLoop(recording: .nothing)
      let total = LoopConfined(0, on: loop)
      loop.post { onAnotherThread { total.withValue { $0 += 1 } } }
      _ = loop.run()
    }
  }
}
