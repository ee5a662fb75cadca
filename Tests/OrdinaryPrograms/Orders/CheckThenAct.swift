// Two callers find no token, and both fetch one.

extension OrdinaryProgram {
  /// The session looks for a token, awaits a new one, and stores it.
  package static let checkThenAct = OrdinaryProgram("check then act") { isFixed in
    let session = Session(isFixed: isFixed)
    let callers = (0..<2).map { _ in Task { await session.token() } }
    for caller in callers { _ = await caller.value }
    return await session.fetches == 1 ? nil : "the token was fetched twice"
  }
}

private actor Session {
  private(set) var fetches = 0
  private let isFixed: Bool
  private var current: String?
  private var refresh: Task<String, Never>?

  init(isFixed: Bool) { self.isFixed = isFixed }

  func token() async -> String {
    if let current { return current }
    if isFixed {
      let refresh = refresh ?? Task { await fetch() }
      self.refresh = refresh
      return await refresh.value
    }
    let token = await fetch()
    current = token
    return token
  }

  private func fetch() async -> String {
    fetches += 1
    await Task.yield()
    current = "token"
    return "token"
  }
}
