// Every run of a scenario is the run that was recorded, event by event, however often and in whatever build.

import Comparison
import Foundation
import Pipelines
import Testing
import Workbench

@Suite("A run")
struct TraceHashTests {
  private static let table = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("trace-hashes.txt")
  /// The command that writes the table anew.
  private static let remedy =
    "swift run braid run Scenarios --hashes | LC_ALL=C sort > Tests/WorkbenchTests/Determinism/trace-hashes.txt"

  private static func scenarios() throws -> [Scenario] {
    try ProjectFiles.scenarioPaths.map { try Scenario(contentsOf: $0) }
  }

  @Test func `of each scenario in each version is the one whose trace was recorded`() throws {
    let lines = try Self.scenarios().flatMap { TraceHash.lines(of: ScenarioRunner.run($0)) }.sorted()
    let recorded = try String(contentsOf: Self.table, encoding: .utf8).split(separator: "\n").map(String.init)
    let changes = lines.difference(from: recorded)
    for change in changes {
      switch change {
      case .insert(_, let line, _): Issue.record("not in the table: \(line)")
      case .remove(_, let line, _): Issue.record("only in the table: \(line)")
      }
    }
    if !changes.isEmpty { Issue.record("if the change is meant, record the hashes: \(Self.remedy)") }
  }

  @Test func `is the same ten thousand times`() throws {
    let scenario = try #require(try Self.scenarios().first { $0.name == "cancelled-at-the-reply" })
    let program = try #require(Catalog.program(named: scenario.program))
    let version = try #require(program.versions.last)
    var hashes: Set<TraceHash> = []
    for _ in 0..<10_000 { hashes.insert(TraceHash(of: program.run(version, under: scenario.plan))) }
    #expect(version.style == .async)
    #expect(hashes.count == 1)
  }

  @Test func `that differs in anything has another hash`() throws {
    let hashes = try Self.scenarios().flatMap { ScenarioRunner.run($0).comparison.runs.map(TraceHash.init) }
    // Only versions that are written in one style may do the same, event by event, under names of their own.
    #expect(Set(hashes).count > hashes.count * 3 / 4)
  }
}
