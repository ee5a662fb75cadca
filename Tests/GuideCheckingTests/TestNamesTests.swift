// How the names of tests are read from their sources.

import TemporaryFiles
import Testing

@testable import GuideChecking

struct `Test names` {
  @Test func `identifiers are those that the test runner selects by`() throws {
    let tree = try TemporaryTree([
      "Tests/ATests/Some.swift": """
      import Testing

      @Suite("Shown", .serialized)
      struct Plain {
        @Test("shown, too", arguments: [1])
        func one(_ number: Int) {}
        func helper() {}
        @Test func `two words`() {}
        struct Inner {
          @Test(.disabled()) func deep() async throws {}
        }
      }

      @MainActor final class `Raw suite` {
        @Test static func three() {}
      }
      extension Plain {
        @Test func later() {}
      }
      @Test func top() {}
      """
    ])
    let names = try TestNames(in: tree.context())
    #expect(
      names.identifiers == [
        "ATests.Plain/one()/Some.swift:", "ATests.Plain/`two words`()/Some.swift:",
        "ATests.Plain/Inner/deep()/Some.swift:", "ATests.`Raw suite`/three()/Some.swift:",
        "ATests.Plain/later()/Some.swift:", "ATests.top()/Some.swift:",
      ])
    #expect(names.shown.map { "\($0.name) is \($0.identifier)" } == ["Shown is Plain", "shown, too is one"])
  }
}
