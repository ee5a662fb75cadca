// Cyclic wait: two transfers lock two accounts in opposite orders.

import Callbacks
import Comparison
import EventLoops
import Promises

private let waits = "a transfer waits for the other one"

extension ClassicBug {
  /// Each holds what the other one waits for.
  static let cyclicWait = ClassicBug(
    "cyclic-wait", "two transfers lock two accounts in opposite orders",
    under: Plan(), right: ["\"done\""], meeting: BugSituation(waits),
    symptoms: [.callback: "first waits for B", .future: "first waits for B", .async: "first waits for B"]
  ) { isFixed, context, completion in
    let (locks, left) = (Locks(context), context.cell(2))
    for (order, owner) in Locks.orders(isFixed) {
      locks.lock(order[0], for: owner) {
        locks.lock(order[1], for: owner) {
          locks.unlock(order[1])
          locks.unlock(order[0])
          left.value -= 1
          if left.value == 0 { completion(.success("done")) }
        }
      }
    }
    return Uncancellable()
  } future: { isFixed, context in
    let locks = Locks(context)
    let transfers = Locks.orders(isFixed).map { order, owner in
      locks.locked(order[0], for: owner).flatMap { locks.locked(order[1], for: owner) }.map {
        locks.unlock(order[1])
        locks.unlock(order[0])
      }
    }
    return Future.all(transfers, on: context.loop).map { _ in "done" }
  } async: { isFixed, context in
    let locks = Locks(context)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (order, owner) in Locks.orders(isFixed) {
        group.addTask {
          try await locks.lock(order[0], for: owner)
          try await locks.lock(order[1], for: owner)
          locks.unlock(order[1])
          locks.unlock(order[0])
        }
      }
      try await group.waitForAll()
    }
    return "done"
  }
}

/// Two locks that hand themselves to the waiters in their order.
private struct Locks: Sendable {
  private let context: ProgramContext
  private let locks: [Cell<(isHeld: Bool, waiters: [@Sendable () -> Void])>]

  init(_ context: ProgramContext) {
    self.context = context
    locks = [context.cell((false, [])), context.cell((false, []))]
    // Each waiter for a lock keeps both locks alive.
    context.whenOver { [locks] in for lock in locks { Self.clear(lock) } }
  }

  /// In which order each of the two transfers takes the locks.
  // region cyclic-wait
  static func orders(_ isFixed: Bool) -> [(order: [Int], owner: String)] {
    [([0, 1], "first"), (isFixed ? [0, 1] : [1, 0], "second")]
  }
  // endregion

  private static func name(_ index: Int) -> String { index == 0 ? "A" : "B" }

  /// Calls `body` in a later event, when the lock is free.
  func lock(_ index: Int, for owner: String, _ body: @escaping @Sendable () -> Void) {
    let graph = context.waits
    let acquire: @Sendable () -> Void = {
      graph.acquires(owner, Self.name(index))
      context.loop.post("lock", body)
    }
    let isFree = locks[index].withValue { lock in
      if lock.isHeld { lock.waiters.append(acquire) }
      defer { lock.isHeld = true }
      return !lock.isHeld
    }
    if isFree { return acquire() }
    graph.waits(owner, for: Self.name(index))
    context.reached(waits)
  }

  func locked(_ index: Int, for owner: String) -> Future<Void> {
    let promise = Promise<Void>(on: context.loop, "lock")
    lock(index, for: owner) { promise.succeed(()) }
    return promise.future
  }

  func lock(_ index: Int, for owner: String) async throws {
    try await suspend(on: context.loop, "lock") { (suspension: Suspension<Void>) in
      lock(index, for: owner) { suspension.resume(with: .success(())) }
    }
  }

  /// Removes the waiters of a lock.
  private static func clear(_ lock: Cell<(isHeld: Bool, waiters: [@Sendable () -> Void])>) {
    let waiters = lock.withValue { lock in
      defer { lock.waiters = [] }
      return lock.waiters
    }
    // Released out here: that may run a deinitialiser that touches the lock.
    _ = waiters
  }

  func unlock(_ index: Int) {
    context.waits.releases(Self.name(index))
    let next = locks[index].withValue { lock in
      if lock.waiters.isEmpty { lock.isHeld = false }
      return lock.waiters.isEmpty ? nil : lock.waiters.removeFirst()
    }
    next?()
  }
}
