// An actor with properties of several kinds, one of which depends on the order of two tasks.

import Synchronization

private actor Shelf {
  enum State { case closed, open(Int) }

  let books = ["c": 3, "a": 1, "b": 2]
  let isLocked = Mutex(false)
  var state = State.closed
  var label: String?
  var waiter: CheckedContinuation<Void, Never>?

  func open(_ new: String) {
    state = .open(2)
    if label == nil { label = new }
  }
}

/// The label of a shelf that two tasks open.
public func fillsShelf() async -> String {
  let shelf = Shelf()
  let tasks = ["first", "second"].map { label in Task { await shelf.open(label) } }
  for task in tasks { await task.value }
  return await shelf.label ?? ""
}
