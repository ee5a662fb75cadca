// Success and failure as a pair, and the guard that counts calls.

import Callbacks
import EventLoops
import Testing

@Suite("Completions")
struct CompletionTests {
  @Test
  func `the completion of a pair calls the half that the result is for, at once`() {
    let loop = VirtualEventLoop()
    let log = LoopConfined<[String]>([], on: loop)
    let pair: Completion<Int> = makeCompletion(
      success: { value in log.withValue { $0.append("success \(value)") } },
      failure: { error in log.withValue { $0.append("failure \(error)") } })
    pair(.success(42))
    pair(.failure(Refusal()))
    #expect(log.value == ["success 42", "failure refusal"])
  }

  @Test
  func `a guarded completion gets the first result, in the call that brings it`() {
    let loop = VirtualEventLoop()
    let log = LoopConfined<[String]>([], on: loop)
    let reply = OnceGuard<Int>(on: loop, "reply") { result in log.withValue { $0.append(words(for: result)) } }
    loop.schedule(after: .milliseconds(10)) {
      reply(.success(42))
      log.withValue { $0.append("after the call") }
    }
    #expect(loop.run().isClean)
    #expect(log.value == ["value 42", "after the call"])
  }

  @Test
  func `a second call changes nothing and is recorded with the site of the guard`() {
    let loop = VirtualEventLoop()
    let log = LoopConfined<[String]>([], on: loop)
    let reply = OnceGuard<Int>(on: loop, "reply", fileID: "Library/Reply.swift", line: 7) { result in
      log.withValue { $0.append(words(for: result)) }
    }
    reply(.failure(Refusal()))
    loop.schedule(after: .milliseconds(10)) { reply(.success(42)) }
    let report = loop.run()
    #expect(log.value == ["error refusal"])
    #expect(
      report.violations.map(\.description)
        == ["'reply' was called twice at 10ms; it was created at Library/Reply.swift:7"])
    #expect(report.leftovers.isEmpty)
  }

  @Test
  func `a call from inside the completion counts as the second`() {
    let loop = VirtualEventLoop()
    let reply = LoopConfined<OnceGuard<Int>?>(nil, on: loop)
    let calls = LoopConfined(0, on: loop)
    let once = OnceGuard<Int>(on: loop, "reply") { result in
      calls.withValue { $0 += 1 }
      reply.value?(result)
    }
    reply.value = once
    once(.success(1))
    #expect(calls.value == 1)
    #expect(loop.run().violations.map(\.kind) == [.calledTwice])
  }

  @Test
  func `a call that never comes is left over, at the site of the guard`() {
    let loop = VirtualEventLoop()
    let reply = OnceGuard<Int>(on: loop, "reply", fileID: "Library/Reply.swift", line: 7) { _ in }
    let report = loop.run()
    #expect(report.ending == .deadlocked)
    #expect(report.leftovers.map(\.description) == ["completion 'reply', created at Library/Reply.swift:7 at 0ms"])
    reply(.success(42))
    #expect(loop.run().isClean)
  }
}
