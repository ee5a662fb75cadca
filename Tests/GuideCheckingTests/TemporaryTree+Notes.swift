// A small repository of notes in a temporary folder, and the checks of it.

import TemporaryFiles

@testable import GuideChecking

/// The word that begins a region, kept apart from its comment so that no fixture is a region of this repository.
let begin = "region"
/// The word that ends a region.
let end = "endregion"

extension TemporaryTree {
  /// A tree with which nothing is wrong.
  static func valid() throws -> TemporaryTree {
    try TemporaryTree([
      "README.md": "# Braid\n\nRead [the guide](notes/guide.md#the-first-run) first.\n",
      "notes/guide.md": """
      # Guide

      ## The first run

      The scenario `Scenarios/first.scenario` runs `Sources/A/Steps.swift#steps`, see [above](#guide).

      ```swift source=Sources/A/Steps.swift#steps
      first()
        second()
      ```

      ```console
      $ braid run first
      0ms  sent

      30ms  replied
      $ braid run 'no such'
      error: unknown
      [exit 66]
      ```

      ~~~text source=Scenarios/first.scenario
      title First
      ~~~

      Then run `swift test --filter StepTests`.

      ```console illustrative
      $ swift test --filter 'it steps'
      passed
      ```

      """,
      "Sources/A/Steps.swift": """
      func steps() {
        // \(begin) steps
        first()
          second()
        // \(end)
      }

      """,
      "Tests/ATests/StepTests.swift": """
      import Testing

      @Suite("The steps")
      struct StepTests {
        @Test func `it steps`() {}
      }

      """,
      "Scenarios/first.scenario": "title First\n",
    ])
  }

  func context(_ rules: NotesRules = NotesRules()) -> NotesContext {
    NotesContext(root: root, rules: rules, run: Self.run)
  }

  func check(_ checks: NotesChecks = .all, _ rules: NotesRules = NotesRules()) -> NotesChecker.Report {
    NotesChecker(root: root, rules: rules, run: Self.run).check(checks)
  }

  func rewrite() -> NotesWriter.Report {
    NotesWriter(root: root, run: Self.run).write()
  }

  /// A small `braid`: it runs two scenarios and knows nothing else.
  static func run(_ words: [String]) -> (output: String, exitCode: Int) {
    switch words {
    case ["run", "first"]: ("0ms  sent\n\n30ms  replied\n", 0)
    case ["run", "two words"]: ("two words\n", 0)
    case ["run", "prompt"]: ("$ braid\n", 0)
    case ["run", "return"]: ("one\r\n", 0)
    case ["run", "fence"]: ("```\n", 0)
    case ["run", "silent"]: ("", 0)
    default: ("error: unknown\n", 66)
    }
  }
}
