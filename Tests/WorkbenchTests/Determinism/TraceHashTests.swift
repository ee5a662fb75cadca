// Every run of a scenario is the run that was recorded, event by event, however often and in whatever build.

import Comparison
import Foundation
import Pipelines
import Testing
import Workbench

@Suite("A run")
struct TraceHashTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let table = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("trace-hashes.txt")
  /// Set to 1, the table is written anew; look at the difference before you commit it.
  private static let recordsAnew = ProcessInfo.processInfo.environment["BRAID_RECORD_HASHES"] == "1"

  private static func scenarios() throws -> [Scenario] {
    let folder = root.appendingPathComponent("Scenarios").path
    let files = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix(".scenario") }
    return try files.map { try Scenario(contentsOf: folder + "/" + $0) }
  }

  @Test func `of each scenario in each version is the one whose trace was recorded`() throws {
    let lines = try Self.scenarios().flatMap { TraceHash.lines(of: ScenarioRunner.run($0)) }.sorted()
    if Self.recordsAnew {
      try (lines.joined(separator: "\n") + "\n").write(to: Self.table, atomically: true, encoding: .utf8)
    }
    let recorded = try String(contentsOf: Self.table, encoding: .utf8).split(separator: "\n").map(String.init)
    for change in lines.difference(from: recorded) {
      switch change {
      case .insert(_, let line, _): Issue.record("ran: \(line)")
      case .remove(_, let line, _):
        Issue.record("recorded: \(line); if it is right to change, test with BRAID_RECORD_HASHES=1")
      }
    }
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
