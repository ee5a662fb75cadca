// A failing sibling cancels a write between its two halves.

extension OrdinaryProgram {
  /// The write looks for a cancellation after its first half; fixed, it runs in a task that no sibling cancels.
  package static let tornWrite = OrdinaryProgram("torn write") { isFixed in
    let file = TwoHalves()
    _ = try? await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        if isFixed {
          try await Task { try await file.write() }.value
        } else {
          try await file.write()
        }
      }
      group.addTask {
        await Task.yield()
        throw CancellationError()
      }
      for try await _ in group {}
    }
    return await file.first == file.second ? nil : "the write is torn"
  }
}

private actor TwoHalves {
  private(set) var first = 0
  private(set) var second = 0

  func write() async throws {
    first = 1
    await Task.yield()
    try Task.checkCancellation()
    second = 1
  }
}
