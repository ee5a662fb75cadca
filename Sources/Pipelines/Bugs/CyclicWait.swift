// Cyclic wait: two transfers lock two accounts in opposite orders.

import Callbacks
import Comparison
import EventLoops
import Promises

extension ClassicBug {
  /// Each holds what the other one waits for.
  static let cyclicWait = ClassicBug(
    "cyclic-wait", "two transfers lock two accounts in opposite orders",
    under: Plan(), right: ["\"done\""],
    symptoms: [.callback: "no result", .future: "no result", .async: "no result"]
  ) { isFixed, context, completion in
    let (locks, left) = (Locks(context), context.cell(2))
    for order in Locks.orders(isFixed) {
      locks.lock(order[0]) {
        locks.lock(order[1]) {
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
    let transfers = Locks.orders(isFixed).map { order in
      locks.locked(order[0]).flatMap { locks.locked(order[1]) }.map {
        locks.unlock(order[1])
        locks.unlock(order[0])
      }
    }
    return Future.all(transfers, on: context.loop).map { _ in "done" }
  } async: { isFixed, context in
    let locks = Locks(context)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for order in Locks.orders(isFixed) {
        group.addTask {
          try await locks.lock(order[0])
          try await locks.lock(order[1])
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
  }

  static func orders(_ isFixed: Bool) -> [[Int]] { isFixed ? [[0, 1], [0, 1]] : [[0, 1], [1, 0]] }

  /// Calls `body` in a later event, when the lock is free.
  func lock(_ index: Int, _ body: @escaping @Sendable () -> Void) {
    let isFree = locks[index].withValue { lock in
      if lock.isHeld { lock.waiters.append(body) }
      defer { lock.isHeld = true }
      return !lock.isHeld
    }
    if isFree { context.loop.post("lock", body) }
  }

  func locked(_ index: Int) -> Future<Void> {
    let promise = Promise<Void>(on: context.loop, "lock")
    lock(index) { promise.succeed(()) }
    return promise.future
  }

  func lock(_ index: Int) async throws {
    try await suspend(on: context.loop, "lock") { (suspension: Suspension<Void>) in
      lock(index) { suspension.resume(with: .success(())) }
    }
  }

  func unlock(_ index: Int) {
    let next = locks[index].withValue { lock in
      if lock.waiters.isEmpty { lock.isHeld = false }
      return lock.waiters.isEmpty ? nil : lock.waiters.removeFirst()
    }
    if let next { context.loop.post("lock", next) }
  }
}
