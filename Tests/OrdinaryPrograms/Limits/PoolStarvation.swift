// Tasks that hold all permits of a pool wait for tasks that need one.

extension OrdinaryProgram {
  /// Two parents take the two permits, and their children find none; fixed, a parent gives its permit back first.
  package static let poolStarvation = OrdinaryProgram("pool starvation") { isFixed in
    let pool = Pool(permits: 2)
    let parents = (0..<2).map { _ in
      Task {
        guard await pool.take() else { return false }
        if isFixed { await pool.giveBack() }
        let child = await pool.take()
        await pool.giveBack()
        if !isFixed { await pool.giveBack() }
        return child
      }
    }
    try await Task.sleep(for: .seconds(1))
    await pool.close()
    var isWhole = true
    for parent in parents { isWhole = await parent.value && isWhole }
    return isWhole ? nil : "both parents wait for a permit that the other one has"
  }
}

/// A pool of permits; a waiter gets none when it is closed.
actor Pool {
  private(set) var free: Int
  private var waiters: [CheckedContinuation<Bool, Never>] = []

  init(permits: Int) { free = permits }

  func take() async -> Bool {
    if free > 0 {
      free -= 1
      return true
    }
    return await withCheckedContinuation { waiters.append($0) }
  }

  func giveBack() {
    if waiters.isEmpty { free += 1 } else { waiters.removeFirst().resume(returning: true) }
  }

  func close() {
    for waiter in waiters { waiter.resume(returning: false) }
    waiters = []
  }
}
