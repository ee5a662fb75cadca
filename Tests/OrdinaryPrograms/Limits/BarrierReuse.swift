// A barrier that is used twice lets a fast task through its second round with the first.

extension OrdinaryProgram {
  /// The count of arrivals is set back by the last task that leaves, which may be after the first one has come again.
  package static let barrierReuse = OrdinaryProgram("barrier reuse") { isFixed in
    let barrier = Barrier(parties: 2, isFixed: isFixed)
    let parties = (0..<2).map { _ in
      Task {
        await barrier.arrive()
        await barrier.arrive()
      }
    }
    try await Task.sleep(for: .seconds(1))
    let isLeft = await barrier.releaseAll()
    for party in parties { await party.value }
    return isLeft ? "a task never leaves the barrier" : nil
  }
}

private actor Barrier {
  private let parties: Int
  private let isFixed: Bool
  private var arrived = 0
  private var left = 0
  private var waiters: [CheckedContinuation<Void, Never>] = []

  init(parties: Int, isFixed: Bool) { (self.parties, self.isFixed) = (parties, isFixed) }

  func arrive() async {
    arrived += 1
    if arrived == parties {
      if isFixed { arrived = 0 }
      _ = releaseAll()
    } else {
      await withCheckedContinuation { waiters.append($0) }
    }
    if isFixed { return }
    left += 1
    if left == parties { (arrived, left) = (0, 0) }
  }

  /// Resumes all that wait; returns whether there were any.
  func releaseAll() -> Bool {
    defer { waiters = [] }
    for waiter in waiters { waiter.resume() }
    return !waiters.isEmpty
  }
}
