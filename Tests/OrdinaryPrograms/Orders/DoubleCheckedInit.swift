// Two callers find no value, and both make one.

extension OrdinaryProgram {
  /// The second check is made before the value is awaited and not after it.
  package static let doubleCheckedInit = OrdinaryProgram("double-checked init") { isFixed in
    let store = Store(isFixed: isFixed)
    async let first = store.value()
    async let second = store.value()
    let (one, other) = await (first, second)
    return one == other ? nil : "two callers have different values"
  }
}

private actor Store {
  private let isFixed: Bool
  private var made = 0
  private var current: Int?
  private var making: Task<Int, Never>?

  init(isFixed: Bool) { self.isFixed = isFixed }

  func value() async -> Int {
    if let current { return current }
    if isFixed {
      let task = making ?? Task { await make() }
      making = task
      return await task.value
    }
    let value = await make()
    current = value
    return value
  }

  private func make() async -> Int {
    await Task.yield()
    made += 1
    current = made
    return made
  }
}
