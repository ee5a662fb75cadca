// Each change for the worse to a copy of the guide as it is makes the check of the notes fail, and says where.

import CommandLineInterface
import Foundation
import GuideChecking
import Synchronization
import Testing

@Suite("The guide, changed for the worse")
struct GuideMutationTests {
  /// A change to one file of the repository, and its expected mistakes.
  struct Mutation: Sendable {
    let name: String
    let path: String
    let change: Change
    let checks: NotesChecks
    /// The file that has to be named.
    let place: String
    /// What has to be said of it.
    let message: String

    /// Whether `mistake` reports the change.
    func isTold(by mistake: NotesMistake) -> Bool { mistake.path == place && mistake.message.contains(message) }
  }

  /// What is done to a file.
  enum Change: Sendable {
    /// A text, which has to be there, becomes another one.
    case replacing(String, with: String)
    /// A text is written at the end; the file need not be there.
    case appending(String)
    /// The file is removed.
    case removing
  }

  private static let step = "let request2 = try context.step(1, reply1)"
  private static let otherStep = "let request2 = try context.step(2, reply1)"
  private static let source = "Sources/Pipelines/ThreeStages/ThreeStages+Async.swift"
  /// The marks of a region, kept apart from their comment so that this file has none.
  private static let region = "\n// " + "region not-quoted\n// " + "endregion\n"

  /// A name that no source has, this one included.
  private static let unknown = "Cancelation" + "Scope"

  static let mutations = [
    Mutation(
      name: "a line of quoted code", path: "notes/async-await.md", change: .replacing(step, with: otherStep),
      checks: .fences, place: "notes/async-await.md", message: "out of date with \(source)#three-stages-async"),
    Mutation(
      name: "a line of the source that is quoted", path: source, change: .replacing(step, with: otherStep),
      checks: .fences, place: "notes/async-await.md", message: "out of date with \(source)#three-stages-async"),
    Mutation(
      name: "a figure of a command's output", path: "notes/exploration.md",
      change: .replacing("56 runs, 2 classes", with: "57 runs, 2 classes"), checks: .fences,
      place: "notes/exploration.md", message: "what 'braid explore forgotten-await -s callback -s async' prints"),
    Mutation(
      name: "an exit code", path: "notes/exploration.md", change: .replacing("[exit 1]", with: "[exit 2]"),
      checks: .fences, place: "notes/exploration.md",
      message: "what 'braid explore forgotten-await -s callback -s async' prints"),
    Mutation(
      name: "a dead link", path: "notes/README.md", change: .replacing("(timelines.md)", with: "(timeline.md)"),
      checks: .links, place: "notes/README.md", message: "'notes/timeline.md', which does not exist"),
    Mutation(
      name: "a chapter that is linked and gone", path: "notes/timelines.md", change: .removing, checks: .links,
      place: "notes/README.md", message: "'notes/timelines.md', which does not exist"),
    Mutation(
      name: "a filter for no test", path: "notes/README.md",
      change: .replacing("--filter Lesson09Ordering", with: "--filter Lesson08Odering"), checks: .links,
      place: "notes/README.md", message: "Lesson08Odering"),
    Mutation(
      name: "an unknown symbol", path: "notes/exercises.md",
      change: .replacing("`CancellationScope`", with: "`\(unknown)`"), checks: .symbols,
      place: "notes/exercises.md", message: unknown),
    Mutation(
      name: "a scenario that no chapter mentions", path: "Scenarios/three-stages/nobody-tells-it.scenario",
      change: .appending("title Not mentioned in a chapter\n"), checks: .scenarioMentions,
      place: "Scenarios/three-stages/nobody-tells-it.scenario", message: "no note mentions"),
    Mutation(
      name: "a region that no chapter quotes", path: source, change: .appending(region), checks: .regionUsage,
      place: source, message: "no note quotes the region 'not-quoted'"),
    Mutation(
      name: "a fence of one edition only", path: "notes/ko/async-await.md", change: .replacing(step, with: otherStep),
      checks: .editions, place: "notes/ko/async-await.md", message: "holds something else than the one at"),
    Mutation(
      name: "a heading of one edition only", path: "notes/async-await.md",
      change: .appending("\n## One more\n\nText.\n"), checks: .editions, place: "notes/ko/async-await.md",
      message: "no heading follows here"),
    Mutation(
      name: "a chapter without its translation", path: "notes/ko/async-await.md", change: .removing,
      checks: .editions, place: "notes/async-await.md", message: "has no translation"),
  ]

  /// What the one command prints whose transcript is changed; the others, of which nothing is asked, print nothing here.
  private static let explored = Mutex<(output: String, exitCode: Int)?>(nil)

  private static func run(_ words: [String]) -> (output: String, exitCode: Int) {
    guard words == ["explore", "forgotten-await", "-s", "callback", "-s", "async"] else { return ("", 0) }
    return explored.withLock { known in
      let result = known ?? GuideConsole.run(words)
      known = result
      return result
    }
  }

  @Test func `each change is found and reported with its place`() throws {
    let copy = FileManager.default.temporaryDirectory.appendingPathComponent("guide-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: copy) }
    try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
    for name in ["README.md", "notes", "Sources", "Tests", "Scenarios"] {
      try FileManager.default.copyItem(
        atPath: GuideTests.root + "/" + name, toPath: copy.appendingPathComponent(name).path)
    }
    let checker = NotesChecker(root: copy.path, run: Self.run)
    var unchanged: [NotesChecks.RawValue: [NotesMistake]] = [:]
    for mutation in Self.mutations {
      let checks = mutation.checks
      let before = unchanged[checks.rawValue] ?? checker.check(checks).mistakes
      unchanged[checks.rawValue] = before
      #expect(!before.contains(where: mutation.isTold), "\(mutation.name) is found without the change")
      let place = copy.appendingPathComponent(mutation.path)
      let text = try? Data(contentsOf: place)
      try change(place, as: mutation)
      let after = checker.check(checks).mistakes
      #expect(after.contains(where: mutation.isTold), "\(mutation.name) was not found")
      if let text { try text.write(to: place) } else { try FileManager.default.removeItem(at: place) }
    }
  }

  private func change(_ place: URL, as mutation: Mutation) throws {
    let text = (try? String(contentsOf: place, encoding: .utf8)) ?? ""
    switch mutation.change {
    case .replacing(let old, let new):
      try #require(text.contains(old), "'\(mutation.path)' no longer has '\(old)', which \(mutation.name) changes")
      try text.replacing(old, with: new).write(to: place, atomically: true, encoding: .utf8)
    case .appending(let more):
      try (text + more).write(to: place, atomically: true, encoding: .utf8)
    case .removing:
      try FileManager.default.removeItem(at: place)
    }
  }
}
