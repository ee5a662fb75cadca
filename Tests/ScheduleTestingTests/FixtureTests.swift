// What the runner of Swift Testing prints for explored tests beside ordinary ones.

import Foundation
import Testing

#if os(Linux)
  @Suite("Explored tests in a runner") struct FixtureTests {
    /// The lines that a run of the fixtures prints.
    private static func lines(
      of suites: String = "ScheduleFixtures|TrackerFixtures|InstrumentedFixtures|OrdinaryFixtures",
      _ which: String = "1"
    )
      throws -> [String]
    {
      let process = Process()
      process.executableURL = URL(
        fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      process.arguments = ["--testing-library", "swift-testing", "--filter", suites]
      process.environment = ProcessInfo.processInfo.environment.merging(
        [Fixtures.variable: which, "SCHEDULE_TESTING_VERBOSE": "1", "NO_COLOR": "1"]
      ) { _, new in new }
      let output = Pipe()
      process.standardOutput = output
      process.standardError = output
      process.standardInput = FileHandle.nullDevice
      try process.run()
      let data = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return String(decoding: data, as: UTF8.self).replacing(/\u{1B}\[[0-9;]*m/, with: "").split(separator: "\n").map(
        String.init)
    }

    @Test func `each failing fixture has one issue, and no other test has any`() throws {
      let lines = try Self.lines()
      func issues(of name: String) -> [String] {
        lines.filter { $0.hasPrefix("✘ Test \"\(name)\" recorded an issue") }
      }
      let text = lines.joined(separator: "\n")
      #expect(issues(of: "fixture that races").count == 1, "\(text)")
      #expect(issues(of: "fixture that races").first?.contains(/Fixtures.swift:\d+:/) == true)
      #expect(issues(of: "fixture with arguments").count == 2)
      #expect(issues(of: "nested fixture that races").count == 1)
      #expect(issues(of: "nested fixture that never ends").count == 1)
      #expect(lines.count { $0.contains("recorded an issue") } == 7)
      #expect(lines.contains { $0.contains("'test' waits for a continuation") })
      #expect(lines.contains { $0.contains("fixture that races") && $0.hasPrefix("⎙ Attached 'schedule.txt'") })
      #expect(lines.contains { $0.hasPrefix("note: `fixture that passes`(): ") && $0.contains("all there are") })
      #expect(lines.contains { $0.contains("nested fixture with a budget of its own") && $0.contains("warning") })
      #expect(lines.contains { $0.contains("\"fixture that is cancelled\"") && $0.contains("cancelled") })
      #expect(lines.contains { $0.hasPrefix("✔ Test \"fixture with a time limit\" passed") })
      #expect(lines.contains { $0.hasPrefix("✔ Test \"ordinary fixture\"") && $0.contains("passed") })
      try Self.compare(Self.report(of: "the log has the events in their order", in: lines), with: "failing-test.txt")
      let instrumented = Self.report(of: "the instrumented log has the events in their order", in: lines)
      try Self.compare(instrumented, with: "failing-instrumented-test.txt")
    }

    @Test func `where schedules cannot be explored, one line says so, and a test fails only by its own issues`() throws
    {
      let lines = try Self.lines(of: "UnavailableFixtures")
      let text = lines.joined(separator: "\n")
      #expect(lines.count { $0.hasPrefix("note: schedules are not explored") } == 1, "\(text)")
      #expect(
        lines.contains { $0.hasPrefix("✔ Test \"fixture that is not explored\" with 3 test cases passed") }, "\(text)")
      #expect(lines.count { $0.contains("recorded an issue") } == 1, "\(text)")
    }

    @Test func `a hundred explored tests run beside ordinary ones, and one of them fails`() throws {
      let lines = try Self.lines(of: "ParallelFixtures", "many")
      let text = lines.joined(separator: "\n")
      #expect(lines.count { $0.contains("recorded an issue") } == 1, "\(text)")
      #expect(lines.contains { $0.contains("recorded an issue") && $0.contains("50") }, "\(text)")
      #expect(lines.count { $0.hasPrefix("note: `explored beside others") && $0.contains("all there are") } == 99)
      #expect(
        lines.contains { $0.hasPrefix("✔ Test \"ordinary beside explored ones\" with 50 test cases passed") }, "\(text)"
      )
    }

    @Test(.disabled(if: Fixtures.areWatched, "a sanitizer keeps freed memory"))
    func `the memory of a search does not grow from its 2,000th run to its 10,000th`() throws {
      let lines = try Self.lines(of: "LongFixtures", "many")
      let sizes = lines.compactMap { $0.firstMatch(of: /^resident after \d+ runs: (\d+)/).flatMap { Int($0.1) } }
      try #require(sizes.count == 2, "\(lines.joined(separator: "\n"))")
      #expect(sizes[0] > 1_000 && sizes[1] - sizes[0] < 4_096, "\(sizes) KiB")
    }

    /// All lines of a test's issue.
    private static func report(of name: String, in lines: [String]) -> String {
      let rest = lines.drop { !$0.hasPrefix("✘ Test \"\(name)\" recorded") }
      let comments = rest.dropFirst().prefix { $0.hasPrefix("↳") || $0.hasPrefix(" ") }
      return (rest.prefix(1) + comments).joined(separator: "\n") + "\n"
    }

    /// Compares a report with the one that the guide shows; with `BRAID_RECORD` in the environment it is written anew.
    private static func compare(_ report: String, with name: String) throws {
      let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: name)
      if ProcessInfo.processInfo.environment["BRAID_RECORD"] != nil {
        try report.write(to: file, atomically: true, encoding: .utf8)
      }
      #expect(try String(contentsOf: file, encoding: .utf8) == report)
    }
  }
#endif
