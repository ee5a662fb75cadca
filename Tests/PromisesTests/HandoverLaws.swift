// The laws of handing over at the end of a time limit: nothing is lost between two events of one instant.

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

      /// Waits for a future for so long, and tells what comes of it.
      func wait<Value>(
        for limit: Duration, on loop: any EventLoop, _ work: @escaping @Sendable () -> Future<Value>,
        _ completion: @escaping Completion<Value>
      ) {
        switch self {
        case .callback:
          withTimeout(
            after: limit, on: loop,
            { done in
              let future = work()
              future.whenComplete(done)
              return future
            }, completion)
        case .future: work().timeout(after: limit).whenComplete(completion)
        case .async:
          callBack(on: loop, "limited", completion) {
            try await withTimeout(after: limit, on: loop) { try await work().get() }
          }
        }
      }
    }

    private static let limit = Duration.milliseconds(10)

    @Test(arguments: Form.allCases)
    func `a permit that was given back before the limit's event is had, and not lost`(form: Form) {
      let loop = VirtualEventLoop()
      let slots = Semaphore(on: loop, permits: 1, "slots")
      let log = LoopConfined<[String]>([], on: loop)
      _ = slots.acquire { _ in loop.schedule(after: Self.limit) { slots.release() } }
      loop.post {
        form.wait(for: Self.limit, on: loop, { slots.acquire() }) { result in
          log.withValue { $0.append(words(for: result)) }
          if case .success = result { slots.release() }
        }
      }
      let report = loop.run()
      #expect(report.isClean, "\(report)")
      #expect(log.value == ["value ()"])
      #expect(slots.freePermits == 1)
    }

    @Test(arguments: Form.allCases, [0, 1, 5])
    func `an item that was handed over before the limit's event arrives, through a few steps too`(
      form: Form, steps: Int
    ) {
      let loop = VirtualEventLoop()
      let item = Promise<Int>(on: loop, "item")
      let log = LoopConfined<[String]>([], on: loop)
      loop.schedule(after: Self.limit) { item.succeed(42) }
      form.wait(
        for: Self.limit, on: loop,
        {
          var future = item.future
          for _ in 0..<steps { future = future.map { $0 } }
          return future
        }
      ) { result in log.withValue { $0.append(words(for: result)) } }
      #expect(loop.run().isClean)
      #expect(log.value == ["value 42"])
    }

    @Test(arguments: Form.allCases)
    func `what comes in an event behind the limit's is late`(form: Form) {
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

    @Test(arguments: Form.allCases)
    func `events without an end put a limit off by a few turns only`(form: Form) {
      let loop = VirtualEventLoop(limits: .init(steps: 1_000))
      let item = Promise<Int>(on: loop, "item")
      item.onCancel { item.fail(CancellationError()) }
      let log = LoopConfined<[String]>([], on: loop)
      @Sendable func goOn() {
        if log.value.isEmpty { loop.post { goOn() } }
      }
      loop.schedule(after: Self.limit) { goOn() }
      form.wait(for: Self.limit, on: loop, { item.future }) { result in
        log.withValue { $0.append(words(for: result)) }
      }
      #expect(loop.run().isClean)
      #expect(log.value == ["error timed out after 10ms"])
      #expect(loop.now == .milliseconds(10))
    }
  }
}
