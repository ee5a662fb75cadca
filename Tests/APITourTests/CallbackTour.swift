// A tour of callbacks: time limits, handles that are stored, trying again.

import Callbacks
import EventLoops
import Testing

@Suite("API tour: callbacks")
struct CallbackTour {
  let loop = VirtualEventLoop()
  let log: LoopConfined<[String]>

  init() { log = LoopConfined([], on: loop) }

  private func load(_ name: String, _ completion: @escaping Completion<String>) -> any Cancellable {
    let timer = loop.schedule("reply", after: .seconds(1)) { completion(.success(name)) }
    return CancellationHandle {
      if timer.cancel() { loop.post { completion(.failure(CancellationError())) } }
    }
  }

  @Test func `a time limit reads as two closures with a name`() {
    withTimeout(after: .milliseconds(20), on: loop) { done in
      load("page", done)
    } completion: { result in
      log.withValue { $0.append("\(result)") }
    }
    #expect(loop.run().isClean)
    #expect(log.value == ["failure(timed out after 20ms)"])
  }

  @Test func `handles are stored in a model, whatever they cancel`() {
    /// A view model that calls its work off together.
    final class Page {
      var loads: Set<CancellationHandle> = []

      func disappear() {
        for load in loads { load.cancel() }
        loads = []
      }
    }
    let page = Page()
    load("user") { result in log.withValue { $0.append("user \(result)") } }.store(in: &page.loads)
    loop.scheduleRepeated(every: .seconds(1)) { _ in }.store(in: &page.loads)
    CancellationHandle { log.withValue { $0.append("closed") } }.store(in: &page.loads)
    loop.advance(by: .milliseconds(500))
    page.disappear()
    #expect(loop.run().isClean)
    #expect(log.value.sorted() == ["closed", "user failure(Swift.CancellationError())"])
  }

  @Test func `an operation is tried again`() {
    struct Refusal: Error {}
    let attempts = LoopConfined(0, on: loop)
    loop.retry(RetryPolicy(attempts: 2)) { completion in
      attempts.value += 1
      return attempts.value == 1 ? load("first") { _ in completion(.failure(Refusal())) } : load("second", completion)
    } completion: { result in
      log.withValue { $0.append("\(result)") }
    }
    #expect(loop.run().isClean)
    #expect(log.value == [#"success("second")"#])
  }
}
