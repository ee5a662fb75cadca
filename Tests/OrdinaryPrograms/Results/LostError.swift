// One of two loads fails, and the result looks whole.

extension OrdinaryProgram {
  /// The errors of the loads are dropped one by one.
  package static let lostError = OrdinaryProgram("lost error") { isFixed in
    do {
      let loaded = try await loadAll(isFixed: isFixed)
      return loaded.count == 2 ? nil : "the result lacks a part, and no error says so"
    } catch {
      return nil
    }
  }
}

private struct LoadError: Error {}

private func loadAll(isFixed: Bool) async throws -> [Int] {
  try await withThrowingTaskGroup(of: Int?.self) { group in
    for part in 0..<2 {
      group.addTask {
        if isFixed { return try await load(part) }
        return try? await load(part)
      }
    }
    var parts: [Int] = []
    for try await part in group { if let part { parts.append(part) } }
    return parts
  }
}

private func load(_ part: Int) async throws -> Int {
  if part == 1 { throw LoadError() }
  return part
}
