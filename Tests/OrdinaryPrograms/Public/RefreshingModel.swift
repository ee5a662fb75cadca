// A view model that is refreshed by a pull and by a timer, and whose spinner is hidden by whichever ends first.

extension OrdinaryProgram {
  /// After the list models of many samples: a flag says that the list is loading.
  package static let refreshingModel = OrdinaryProgram("refreshing model") { isFixed in
    let model = await ListModel(isFixed: isFixed)
    let pull = Task { @MainActor in await model.refresh() }
    let timer = Task { @MainActor in await model.refresh() }
    _ = await (pull.value, timer.value)
    return await model.wasWrong ? "the spinner is hidden while a refresh is under way" : nil
  }
}

@MainActor
private final class ListModel {
  private(set) var wasWrong = false
  private let isFixed: Bool
  private var isLoading = false
  private var loads = 0

  init(isFixed: Bool) { self.isFixed = isFixed }

  func refresh() async {
    loads += 1
    isLoading = true
    await load()
    loads -= 1
    isLoading = isFixed && loads > 0
    if loads > 0, !isLoading { wasWrong = true }
  }

  private nonisolated func load() async {}
}
