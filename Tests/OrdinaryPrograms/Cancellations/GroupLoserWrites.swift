// The slower of two requests writes its result although the faster one has won.

extension OrdinaryProgram {
  /// The loser of a race is cancelled, and does not look.
  package static let groupLoserWrites = OrdinaryProgram("group loser writes") { isFixed in
    let cache = WinnerCache()
    await withTaskGroup(of: Int.self) { group in
      for mirror in 1...2 {
        group.addTask {
          await Task.yield()
          if isFixed { await cache.writeOnce(mirror) } else if !Task.isCancelled { await cache.write(mirror) }
          return mirror
        }
      }
      _ = await group.next()
      group.cancelAll()
    }
    return await cache.writes == 1 ? nil : "the loser has written, too"
  }
}

private actor WinnerCache {
  private(set) var writes = 0
  private var value: Int?

  func write(_ new: Int) {
    value = new
    writes += 1
  }

  func writeOnce(_ new: Int) {
    if value == nil { write(new) }
  }
}
