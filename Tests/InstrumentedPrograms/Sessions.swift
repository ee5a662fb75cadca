// A session that refreshes its token, with an actor or with two.

/// A session that refreshes its token once too often if two callers ask for it at the same time.
private actor Session {
  private var token: String?
  private(set) var refreshes = 0
  private let isShared: Bool
  private var refreshing: Task<String, Never>?

  init(isShared: Bool) { self.isShared = isShared }

  func currentToken() async -> String {
    if let token { return token }
    if isShared, let refreshing { return await refreshing.value }
    let task = Task { await self.refresh() }
    refreshing = task
    return await task.value
  }

  private func refresh() async -> String {
    try? await Task.sleep(for: .seconds(30))
    refreshes += 1
    token = "token \(refreshes)"
    return "token \(refreshes)"
  }
}

/// Two callers of one session; returns how often it refreshed its token.
///
/// - Parameter isShared: Whether the second caller waits for the refresh of the first one.
public func twoCallers(isShared: Bool) async -> Int {
  let session = Session(isShared: isShared)
  async let first = session.currentToken()
  async let second = session.currentToken()
  _ = await (first, second)
  return await session.refreshes
}
