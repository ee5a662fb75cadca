// The answer to an older question replaces that to a newer one.

extension OrdinaryProgram {
  /// A search field shows every answer that comes.
  package static let staleOverwrite = OrdinaryProgram("stale overwrite") { isFixed in
    let search = await Search(isFixed: isFixed)
    let older = await search.ask("a")
    let newer = await search.ask("ab")
    _ = await (older.value, newer.value)
    return await search.shown == "ab" ? nil : "the older answer is shown"
  }
}

@MainActor
private final class Search {
  private(set) var shown = ""
  private let isFixed: Bool
  private var latest = ""

  init(isFixed: Bool) { self.isFixed = isFixed }

  func ask(_ question: String) -> Task<Void, Never> {
    latest = question
    return Task {
      let answer = await answer(to: question)
      if isFixed, question != latest { return }
      shown = answer
    }
  }

  /// Leaves the main actor, so that two answers come in either order.
  private nonisolated func answer(to question: String) async -> String { question.lowercased() }
}
