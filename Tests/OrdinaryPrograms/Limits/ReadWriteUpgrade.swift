// Two readers wait for each other to let go, so that they can write.

extension OrdinaryProgram {
  /// Both keep their read lock while they wait for the write lock.
  package static let readWriteUpgrade = OrdinaryProgram("read-write upgrade") { isFixed in
    let lock = ReadWriteLock()
    let readers = (0..<2).map { _ in
      Task {
        await lock.read()
        await Task.yield()
        if isFixed { await lock.endReading() }
        let isWriting = await lock.write(asReader: !isFixed)
        if isWriting { await lock.endWriting(asReader: !isFixed) }
        if !isFixed { await lock.endReading() }
        return isWriting
      }
    }
    try await Task.sleep(for: .seconds(1))
    await lock.close()
    var isWhole = true
    for reader in readers { isWhole = await reader.value && isWhole }
    return isWhole ? nil : "both readers wait for the other one to end"
  }
}

private actor ReadWriteLock {
  private var readers = 0
  private var isWriting = false
  private var readersToBe: [CheckedContinuation<Void, Never>] = []
  private var waiters: [(most: Int, continuation: CheckedContinuation<Bool, Never>)] = []

  func read() async {
    while isWriting { await withCheckedContinuation { readersToBe.append($0) } }
    readers += 1
  }

  /// Waits until no other reader is left.
  func write(asReader isReader: Bool) async -> Bool {
    let most = isReader ? 1 : 0
    if readers <= most, !isWriting {
      isWriting = true
      return true
    }
    return await withCheckedContinuation { waiters.append((most, $0)) }
  }

  func endReading() {
    readers -= 1
    wake()
  }

  func endWriting(asReader isReader: Bool) {
    isWriting = false
    for reader in readersToBe { reader.resume() }
    readersToBe = []
    wake()
  }

  func close() {
    for waiter in waiters { waiter.continuation.resume(returning: false) }
    waiters = []
  }

  private func wake() {
    guard !isWriting, let index = waiters.firstIndex(where: { readers <= $0.most }) else { return }
    isWriting = true
    waiters.remove(at: index).continuation.resume(returning: true)
  }
}
