// The issue of a failing schedule, and the token that replays it.

import ScheduleTesting
import Testing

@Suite("The smallest failing schedule and its token") struct ReplayTests {
  private static func race() async { #expect(await Register.race() == "ab") }

  private static func token(in issue: Issue?) throws -> String {
    let comment = try #require(issue?.comments.last).rawValue
    let match = try #require(comment.firstMatch(of: /@Test\(\.everySchedule\(replaying: "([^"]+)"\)\)/))
    return String(match.1)
  }

  @Test func `the comments name one change of the plain order, and the schedule without it passes`() async throws {
    let issues = try await Inner.issues(.everySchedule) { await Self.race() }
    let text = try #require(issues.first).comments.map(\.rawValue).joined(separator: "\n")
    #expect(issues.count == 1)
    #expect(text.contains("the plain order with one change:\n"), "\(text)")
    #expect(text.contains("test.2' before "), "\(text)")
    #expect(text.contains("the same one without it"), "\(text)")
  }

  @Test func `a task with a name is called by it`() async throws {
    let issues = try await Inner.issues(.everySchedule) {
      let register = Register()
      let first = Task(name: "first") { await register.add("a") }
      let second = Task(name: "second") { await register.add("b") }
      await first.value
      await second.value
      #expect(await register.names == "ab")
    }
    let text = issues.flatMap(\.comments).map(\.rawValue).joined(separator: "\n")
    #expect(text.contains("second' before "), "\(text)")
    #expect(!text.contains("test.1"), "\(text)")
  }

  @Test func `the token in the comments replays the failure`() async throws {
    let token = try Self.token(in: try await Inner.issues(.everySchedule) { await Self.race() }.first)
    let issues = try await Inner.issues(.everySchedule(replaying: token)) { await Self.race() }
    #expect(issues.count == 1)
    #expect(issues.first?.isFailure == true)
  }

  @Test func `a token of a test that has become correct passes with a warning`() async throws {
    let token = try Self.token(in: try await Inner.issues(.everySchedule) { await Self.race() }.first)
    let issues = try await Inner.issues(.everySchedule(replaying: token)) { _ = await Register.race() }
    #expect(issues.map(\.severity) == [.warning])
  }

  @Test func `a text that is no token is an issue`() async throws {
    let issues = try await Inner.issues(.everySchedule(replaying: "braid2.x")) { await Self.race() }
    #expect(issues.map(\.isFailure) == [true])
    #expect("\(issues)".contains("the token cannot be read"))
  }

  @Test func `a search that its budget ends is a warning`() async throws {
    let issues = try await Inner.issues(.everySchedule(budget: 3)) { _ = await Register.race() }
    #expect(issues.map(\.severity) == [.warning])
    #expect("\(issues)".contains("by the budget of 3"), "\(issues)")
  }
}
