// A race in an ordinary actor, found by the trait that is under test.

import Testing

@testable import ScheduleTesting

/// A session that refreshes its token once too often if two callers ask for it at the same time.
private actor Session {
  private var token: String?
  private(set) var refreshes = 0
  private let isShared: Bool
  private var refreshing: Task<String, any Error>?

  init(isShared: Bool) { self.isShared = isShared }

  func currentToken() async throws -> String {
    if let token { return token }
    if isShared, let refreshing { return try await refreshing.value }
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
  private static func refresh(_ session: Session) async throws {
    async let first = session.currentToken()
    async let second: String = {
      try await Task.sleep(for: .seconds(30))
      return try await session.currentToken()
    }()
    _ = try await (first, second)
    #expect(await session.refreshes == 1)
  }

  @Test func `a race in an actor is reported as one issue at the line of the expectation`() async throws {
    let issues = try await Inner.issues(.everySchedule) { try await Self.refresh(Session(isShared: false)) }
    let issue = try #require(issues.first)
    #expect(issues.count == 1)
    #expect(issue.sourceLocation?.line == 40)
    #expect(issue.comments.contains { $0.rawValue.contains(" runs fail") })
    if case .expectationFailed = issue.kind {} else { Issue.record("the kind is \(issue.kind)") }
  }

  // region every-schedule
  @Test(.everySchedule) func `two callers share one refresh`() async throws {
    let session = Session(isShared: true)
    async let first = session.currentToken()
    async let second = session.currentToken()
    _ = try await (first, second)
    #expect(await session.refreshes == 1)
  }
  // endregion

  @Test(.everySchedule) func `the corrected actor passes under every schedule`() async throws {
    try await Self.refresh(Session(isShared: true))
  }
}
