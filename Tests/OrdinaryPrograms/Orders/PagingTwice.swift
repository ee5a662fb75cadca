// Two scroll events load the same page.

extension OrdinaryProgram {
  /// The number of the next page is raised when the page has come.
  package static let pagingTwice = OrdinaryProgram("paging twice") { isFixed in
    let list = await PagedList(isFixed: isFixed)
    let scrolls = (0..<2).map { _ in Task { @MainActor in await list.loadMore() } }
    for scroll in scrolls { await scroll.value }
    return await list.rows == Array(Set(list.rows)).sorted() ? nil : "a page is shown twice"
  }
}

@MainActor
private final class PagedList {
  private(set) var rows: [Int] = []
  private let isFixed: Bool
  private var nextPage = 0
  private var isLoading = false

  init(isFixed: Bool) { self.isFixed = isFixed }

  func loadMore() async {
    if isFixed, isLoading { return }
    isLoading = true
    rows += await fetch(nextPage)
    nextPage += 1
    isLoading = false
  }

  private nonisolated func fetch(_ page: Int) async -> [Int] { [2 * page, 2 * page + 1] }
}
