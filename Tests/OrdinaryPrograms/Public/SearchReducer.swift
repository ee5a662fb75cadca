// A reducer whose search effect is cancelled when the text changes, and whose answer comes all the same.

extension OrdinaryProgram {
  /// After the search sample of a composable architecture: actions go through a reducer, which returns effects. An effect
  /// that has its answer already sends it although the text was cleared in the meantime.
  package static let searchReducer = OrdinaryProgram("search reducer") { isFixed in
    let store = await SearchStore(isFixed: isFixed)
    await store.send(.textChanged("a"))
    let user = Task { @MainActor in store.send(.textChanged("")) }
    await user.value
    await store.finish()
    return await store.state.answers.isEmpty ? nil : "answers are shown below an empty text"
  }
}

private struct SearchState {
  var text = ""
  var answers: [String] = []
}

private enum SearchAction {
  case textChanged(String)
  case answered([String])
}

@MainActor
private final class SearchStore {
  private(set) var state = SearchState()
  private let isFixed: Bool
  private var search: Task<Void, Never>?
  private var effects: [Task<Void, Never>] = []

  init(isFixed: Bool) { self.isFixed = isFixed }

  func send(_ action: SearchAction) {
    switch action {
    case .textChanged(let text):
      state.text = text
      state.answers = []
      search?.cancel()
      if !text.isEmpty { run(text) }
    case .answered(let answers): state.answers = answers
    }
  }

  func finish() async {
    for effect in effects { await effect.value }
  }

  private func run(_ text: String) {
    let effect = Task {
      let answers = await find(text)
      if isFixed, Task.isCancelled { return }
      send(.answered(answers))
    }
    search = effect
    effects.append(effect)
  }

  private nonisolated func find(_ text: String) async -> [String] { [text] }
}
