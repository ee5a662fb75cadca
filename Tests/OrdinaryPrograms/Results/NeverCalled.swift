// The branch for errors forgets the completion.

extension OrdinaryProgram {
  /// A bridge from a callback resumes its continuation for a result only.
  package static let neverCalled = OrdinaryProgram("never called") { isFixed in
    let caller = Task { await reply(of: failingLoad, isFixed: isFixed) }
    return await caller.value == "no answer" ? "the caller never continues" : nil
  }
}

private func failingLoad(_ completion: @escaping @Sendable (String?) -> Void) {
  Task { completion(nil) }
}

/// The reply of a load; "no answer" after a second.
private func reply(
  of load: (@escaping @Sendable (String?) -> Void) -> Void, isFixed: Bool
) async -> String {
  let (results, source) = AsyncStream.makeStream(of: String.self)
  load { result in
    if let result { source.yield(result) } else if isFixed { source.yield("failed") }
  }
  let limit = Task {
    try await Task.sleep(for: .seconds(1))
    source.yield("no answer")
  }
  defer { limit.cancel() }
  for await result in results { return result }
  return "no answer"
}
