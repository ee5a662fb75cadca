// A debounced search shows its result although the field was cleared while the result was on its way.

extension OrdinaryProgram {
  /// A field searches for its text after a pause; clearing it forgets the pause and not the search behind it.
  package static let debounceAfterClear = OrdinaryProgram("debounce after clear") { isFixed in
    let field = await Field(isFixed: isFixed)
    await field.type("swift")
    let user = Task { @MainActor in
      try await Task.sleep(for: .milliseconds(300))
      field.clear()
    }
    _ = try await user.value
    try await Task.sleep(for: .seconds(1))
    return await field.results.isEmpty ? nil : "results are shown in an empty field"
  }
}

@MainActor
private final class Field {
  private(set) var results: [String] = []
  private let isFixed: Bool
  private var text = ""
  private var pending: Task<Void, any Error>?

  init(isFixed: Bool) { self.isFixed = isFixed }

  func type(_ new: String) {
    text = new
    pending?.cancel()
    pending = Task {
      try await Task.sleep(for: .milliseconds(300))
      let found = await search(new)
      if isFixed, text != new { return }
      results = found
    }
  }

  func clear() {
    text = ""
    pending?.cancel()
    results = []
  }

  private nonisolated func search(_ text: String) async -> [String] {
    await Task.yield()
    return [text]
  }
}
