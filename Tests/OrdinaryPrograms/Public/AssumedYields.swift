// A test yields a number of times, and takes it that another task has come to rest by then.

extension OrdinaryProgram {
  /// After `Task.megaYield` of swift-concurrency-extras: a number of detached tasks that yield, one after another.
  package static let assumedYields = OrdinaryProgram("assumed yields") { isFixed in
    let counter = Box(0)
    let work = Task { await counter.set(1) }
    for _ in 0..<2 { await Task.detached { await Task.yield() }.value }
    if isFixed { await work.value }
    let seen = await counter.value
    await work.value
    return seen == 1 ? nil : "the work has not begun after all the yields"
  }
}
