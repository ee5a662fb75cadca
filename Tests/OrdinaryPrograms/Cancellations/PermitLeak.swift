// A permit is handed to a waiter that is being cancelled, and is lost.

extension OrdinaryProgram {
  /// A task takes a permit and throws before it comes to the line that gives it back.
  package static let permitLeak = OrdinaryProgram("permit leak") { isFixed in
    let pool = Pool(permits: 1)
    let holder = Task {
      if await pool.take() { await pool.giveBack() }
    }
    let waiter = Task {
      guard await pool.take() else { return }
      if !isFixed, Task.isCancelled { return }
      await pool.giveBack()
    }
    let canceller = Task { waiter.cancel() }
    try await Task.sleep(for: .seconds(1))
    await pool.close()
    _ = await (holder.value, waiter.value, canceller.value)
    return await pool.free == 1 ? nil : "a permit is lost"
  }
}
