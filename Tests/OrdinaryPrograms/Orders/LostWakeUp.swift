// A signal comes between a look at a flag and the registration of the waiter.

import Synchronization

extension OrdinaryProgram {
  /// A waiter looks whether the gate is open and registers in a second call of the actor. The waiter counts its waits in
  /// between: with nothing there, the compiler stays on the actor for both calls.
  package static let lostWakeUp = OrdinaryProgram("lost wake-up") { isFixed in
    let gate = Gate()
    let waits = Mutex(0)
    let waiter = Task {
      if isFixed { return await gate.wait() }
      if await gate.isOpen { return }
      waits.withLock { $0 += 1 }
      await gate.register()
    }
    let signal = Task { await gate.open() }
    await signal.value
    try await Task.sleep(for: .seconds(1))
    let isLeft = await gate.releaseAll()
    await waiter.value
    return isLeft ? "the waiter was not woken" : nil
  }
}

private actor Gate {
  private(set) var isOpen = false
  private var waiters: [CheckedContinuation<Void, Never>] = []

  func open() {
    isOpen = true
    _ = releaseAll()
  }

  func register() async {
    await withCheckedContinuation { waiters.append($0) }
  }

  func wait() async {
    if isOpen { return }
    await withCheckedContinuation { waiters.append($0) }
  }

  /// Resumes all waiters; returns whether there were any.
  func releaseAll() -> Bool {
    defer { waiters = [] }
    for waiter in waiters { waiter.resume() }
    return !waiters.isEmpty
  }
}
