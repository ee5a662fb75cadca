// Two transfers lock two accounts in opposite orders.

extension OrdinaryProgram {
  /// Each transfer keeps the lock of its first account while it waits for that of its second one.
  package static let cyclicWait = OrdinaryProgram("cyclic wait") { isFixed in
    let locks = [Pool(permits: 1), Pool(permits: 1)]
    let orders = [[0, 1], isFixed ? [0, 1] : [1, 0]]
    let transfers = orders.map { order in
      Task {
        guard await locks[order[0]].take() else { return false }
        let isDone = await locks[order[1]].take()
        if isDone { await locks[order[1]].giveBack() }
        await locks[order[0]].giveBack()
        return isDone
      }
    }
    try await Task.sleep(for: .seconds(1))
    for lock in locks { await lock.close() }
    var isWhole = true
    for transfer in transfers { isWhole = await transfer.value && isWhole }
    return isWhole ? nil : "each transfer waits for a lock that the other one has"
  }
}
