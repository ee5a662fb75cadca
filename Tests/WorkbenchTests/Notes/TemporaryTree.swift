// A small repository in a temporary folder, for tests of the notes; it goes when the test ends.

import Foundation

@testable import Workbench

/// The word that begins a region, kept apart from its comment so that no fixture is a region of this repository.
let begin = "region"
/// The word that ends a region.
let end = "endregion"

/// A folder with the given files.
final class TemporaryTree {
  let root: String

  init(_ files: KeyValuePairs<String, String>) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("notes-\(UUID().uuidString)")
    root = folder.path
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (path, text) in files { try write(text, to: path) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: root)
  }

  func write(_ text: String, to path: String) throws {
    try write(bytes: Array(text.utf8), to: path)
  }

  func write(bytes: [UInt8], to path: String) throws {
    let place = URL(fileURLWithPath: root + "/" + path)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: place)
  }

  func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: root + "/" + path, withDestinationPath: target)
  }

  func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: root + "/" + path)), as: UTF8.self)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: root + "/" + path)
  }

  /// Replaces `old`, which must be there, by `new` in the file at `path`.
  func edit(_ path: String, _ old: String, _ new: String) throws {
    let before = try text(path)
    let after = before.replacing(old, with: new)
    guard before != after else { throw NothingReplaced(text: old) }
    try write(after, to: path)
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

struct NothingReplaced: Error {
  let text: String
}

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
}
