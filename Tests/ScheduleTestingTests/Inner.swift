// Runs a body as a test with traits, and collects the issues that its user would see.

import ScheduleTesting
import Synchronization
import Testing

/// Inner tests: bodies in the scope of a trait.
enum Inner {
  /// The issues that a body with a trait comes to; an error that it throws is one as well.
  static func issues(
    _ trait: ScheduleTrait, _ body: @Sendable () async throws -> Void
  ) async throws -> [Issue] {
    let test = try #require(Test.current)
    let issues = Mutex<[Issue]>([])
    try await IssueHandlingTrait.compactMapIssues { issue in
      issues.withLock { $0.append(issue) }
      return nil
    }.provideScope(for: test, testCase: Test.Case.current) {
      do {
        try await trait.provideScope(for: test, testCase: Test.Case.current, performing: body)
      } catch {
        Issue.record(error)
      }
    }
    return issues.withLock { $0 }
  }
}
