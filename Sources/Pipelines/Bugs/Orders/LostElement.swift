// Lost element: a consumer is cancelled after it has taken an element and before it has it.

import Callbacks
import Comparison
import EventLoops
import Promises

private let onItsWay = "a consumer is cancelled when its element is on its way"

extension ClassicBug {
  /// The element has left the queue and never arrives.
  static let lostElement = ClassicBug(
    "lost-element", "a consumer is cancelled between taking an element and receiving it",
    under: Plan(), right: ["\"1 element\""], meeting: BugSituation(onItsWay)
  ) { isFixed, context, completion in
    let queue = Queue(context)
    let isCancelled = context.shared("cancelled", false)
    context.loop.post("consumer") {
      queue.take { element in
        guard isCancelled.value else { return queue.received() }
        context.reached(onItsWay)
        if isFixed { queue.putBack(element) }
      }
    }
    context.loop.post("cancel") { isCancelled.value = true }
    return context.atTheEnd(completion) { queue.text }
  } future: { isFixed, context in
    let queue = Queue(context)
    context.loop.post("consumer") {
      let promise = Promise<Int>(on: context.loop, "element")
      queue.take { promise.succeed($0) }
      // With the bug, a cancelled future passes nothing on, and the element was on its way through it.
      let element = isFixed ? promise.future : promise.future.map(\.self)
      element.whenSuccess { _ in queue.received() }
      context.loop.post("cancel") {
        if isFixed, !element.isSettled { context.reached(onItsWay) }
        element.cancel()
      }
    }
    return context.atTheEnd { queue.text }
  } async: { isFixed, context in
    let queue = Queue(context)
    let consumer = context.loop.spawn("consumer") {
      let element = try await suspend(on: context.loop, "element") { (suspension: Suspension<Int>) in
        queue.take { suspension.resume(with: .success($0)) }
      }
      if Task.isCancelled {
        context.reached(onItsWay)
        if isFixed { queue.putBack(element) }
        throw CancellationError()
      }
      queue.received()
    }
    context.loop.post("cancel") { consumer.cancel() }
    try await context.theEnd()
    return queue.text
  }
}

/// A queue of one element, and whether it was received.
private struct Queue: Sendable {
  private let context: ProgramContext
  private let elements: SharedState<[Int]>
  private let count: SharedState<Int>

  init(_ context: ProgramContext) {
    self.context = context
    elements = context.shared("in the queue", [7])
    count = context.shared("received", 0)
  }

  /// Takes the element out and delivers it in a later event.
  func take(_ body: @escaping @Sendable (Int) -> Void) {
    let element = elements.withValue { $0.removeFirst() }
    context.loop.post("element") { body(element) }
  }

  func putBack(_ element: Int) {
    elements.withValue { $0.insert(element, at: 0) }
  }

  func received() {
    count.value += 1
  }

  /// The elements that are still there, or with the consumer.
  var text: String {
    let known = elements.value.count + count.value
    return known == 1 ? "1 element" : "\(known) elements"
  }
}
