// The laws of handing over at the end of a time limit: a value that is not delivered is closed, and nothing is lost.

import Callbacks
import EventLoops
import Promises
import Testing

extension PromiseLaws {
  @Suite("11. Handing over when the time is up")
  struct HandoverLaws {
    /// A limit on time in each of the styles.
    enum Form: String, CaseIterable, CustomTestStringConvertible {
      case callback, future, async
      var testDescription: String { rawValue }

      /// Waits for a future with a limit, and passes its result on; `closing` gets a value that comes too late.
      func wait<Value>(
        for limit: Duration, on loop: any EventLoop, _ work: @escaping @Sendable () -> Future<Value>,
        closing: (@Sendable (Value) -> Void)? = nil, _ completion: @escaping Completion<Value>
      ) {
        switch self {
        case .callback:
          withTimeout(
            after: limit, on: loop, closing: closing,
            { done in
              let future = work()
              future.whenComplete(done)
              return future
            }, completion: completion)
        case .future: work().timeout(after: limit, closing: closing).whenComplete(completion)
        case .async:
          startTask(on: loop, "limited", completion) {
            try await withTimeout(after: limit, on: loop, closing: { closing?($0) }) { try await work().get() }
          }
        }
      }
    }

    private static let limit = Duration.milliseconds(10)

    @Test(arguments: Form.allCases, 0..<8 as Range<UInt64>)
    func `A permit that is granted at the instant of the limit is delivered or closed, in every order`(
      form: Form, seed: UInt64
    ) {
      let loop = VirtualEventLoop(policy: seed == 0 ? .fifo : .seeded(seed))
      let slots = Semaphore(on: loop, permits: 1, "slots")
      let answers = LoopConfined(0, on: loop)
      _ = slots.acquire { _ in loop.schedule(after: Self.limit) { slots.release() } }
      loop.post {
        form.wait(for: Self.limit, on: loop, { slots.acquire() }, closing: { slots.release() }) { result in
          answers.value += 1
          if case .success = result { slots.release() }
        }
      }
      let report = loop.run()
      #expect(report.isClean, "\(report)")
      #expect(answers.value == 1)
      #expect(slots.freePermits == 1)
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `withPermit inside a limit gives the permit back, in every order`(seed: UInt64) {
      let loop = VirtualEventLoop(policy: seed == 0 ? .fifo : .seeded(seed))
      let slots = Semaphore(on: loop, permits: 1, "slots")
      _ = slots.acquire { _ in loop.schedule(after: Self.limit) { slots.release() } }
      loop.spawn {
        _ = try? await withTimeout(after: Self.limit, on: loop) { try await slots.withPermit { 1 } }
      }
      let report = loop.run()
      #expect(report.isClean, "\(report)")
      #expect(slots.freePermits == 1)
    }

    @Test(arguments: Form.allCases)
    func `What comes in an event behind the limit's is late`(form: Form) {
      let loop = VirtualEventLoop()
      let item = Promise<Int>(on: loop, "item")
      let log = LoopConfined<[String]>([], on: loop)
      loop.post {
        form.wait(for: Self.limit, on: loop, { item.future }) { result in
          log.withValue { $0.append(words(for: result)) }
        }
        // The limit of a task is set in its first event, behind this one.
        loop.post { loop.post { loop.post { loop.schedule(after: Self.limit) { item.succeed(42) } } } }
      }
      #expect(loop.run().isClean)
      #expect(log.value == ["error timed out after 10ms"])
    }
  }
}
