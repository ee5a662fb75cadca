// An account and a counter whose updates may be lost: over an `await`, or between two uses of a lock.

import Synchronization

/// A balance that is read before and written after an `await`: an update may be lost.
final class Account: @unchecked Sendable {
  var balance = 0

  func deposit(_ amount: Int) async {
    let before = balance
    await Task.yield()
    balance = before + amount
  }
}

/// Two deposits into one account.
public func twoDeposits() async -> Int {
  let account = Account()
  let first = Task {
    await account.deposit(1)
  }
  let second = Task {
    for _ in 0..<2 { await Task.yield() }
    await account.deposit(2)
  }
  await first.value
  await second.value
  return account.balance
}

/// A counter behind a lock that is taken twice: for looking, and for writing.
private final class Guarded: Sendable {
  let count = Mutex(0)

  func looksAndAdds() {
    let seen = count.withLock { $0 }
    count.withLock { $0 = seen + 1 }
  }

  func adds() {
    count.withLock { $0 += 1 }
  }
}

/// Two tasks that add to a counter under a lock.
///
/// - Parameter looksFirst: Whether they look at the counter under the same lock before.
public func countsUnderLock(looksFirst: Bool) async -> Int {
  let guarded = Guarded()
  let tasks = (0..<2).map { _ in Task { if looksFirst { guarded.looksAndAdds() } else { guarded.adds() } } }
  for task in tasks { await task.value }
  return guarded.count.withLock { $0 }
}
