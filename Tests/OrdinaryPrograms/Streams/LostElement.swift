// A consumer is cancelled between taking an element and receiving it.

extension OrdinaryProgram {
  /// The consumer looks for a cancellation when it has the element in its hand.
  package static let lostElement = OrdinaryProgram("lost element") { isFixed in
    let queue = ElementQueue([1])
    let received = Box([Int]())
    let consumer = Task {
      guard let element = await queue.take() else { return }
      if Task.isCancelled {
        if isFixed { await queue.putBack(element) }
        return
      }
      await received.set([element])
    }
    let canceller = Task { consumer.cancel() }
    _ = await (consumer.value, canceller.value)
    let (left, taken) = await (queue.elements, received.value)
    return left + taken == [1] ? nil : "an element was neither received nor left"
  }
}

private actor ElementQueue {
  private(set) var elements: [Int]

  init(_ elements: [Int]) { self.elements = elements }

  func take() -> Int? { elements.isEmpty ? nil : elements.removeFirst() }
  func putBack(_ element: Int) { elements.insert(element, at: 0) }
}
