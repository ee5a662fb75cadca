// A race in an ordinary actor, found by the trait that is under test.

import Testing

@testable import ScheduleTesting

/// A session that refreshes its token once too often if two callers ask for it at the same time.
actor Session {
  private var token: String?
  private(set) var refreshes = 0
  private let isFixed: Bool
  private var refreshing: Task<String, any Error>?

  init(isFixed: Bool = false) { self.isFixed = isFixed }

  func currentToken() async throws -> String {
    if let token { return token }
    if isFixed, let refreshing { return try await refreshing.value }
    let task = Task { try await self.refresh() }
    refreshing = task
    return try await task.value
  }

  private func refresh() async throws -> String {
    try await Task.sleep(for: .seconds(30))
    refreshes += 1
    token = "token \(refreshes)"
    return "token \(refreshes)"
  }
}

@Suite("Every schedule of ordinary Swift") struct RefreshTests {
  /// The second caller asks when the first one's refresh may just have ended.
  private static func refresh(_ session: Session) async throws {
    async let first = session.currentToken()
    async let second: String = {
      try await Task.sleep(for: .seconds(30))
      return try await session.currentToken()
    }()
    _ = try await (first, second)
    #expect(await session.refreshes == 1)
  }

  @Test func `a race is reported as one issue with its smallest schedule`() async throws {
    let issues = try await Inner.issues(.everySchedule) { try await Self.refresh(Session()) }
    print(issues)
    #expect(issues.count == 1)
  }

  @Test(.everySchedule) func `the corrected session passes under every schedule`() async throws {
    try await Self.refresh(Session(isFixed: true))
  }
}
