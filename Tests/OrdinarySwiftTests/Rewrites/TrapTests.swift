// A program under test that traps: a finding of its run, and no end of the process.
// swift-format-ignore-file: NeverForceUnwrap, NeverUseForceTry

import Callbacks
import Comparison
import EventLoops
import Exploration
import OrdinaryPrograms
import Synchronization
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite("A program that traps", .enabled(if: Flaw.isSupported))
struct TrapTests {
  /// A way to trap, and what is said of it.
  struct Way: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let trap: @Sendable (Int) -> Int

    init(_ name: String, _ reason: String, line: UInt = #line, _ trap: @escaping @Sendable (Int) -> Int) {
      (testDescription, self.trap) = (name, trap)
      text = "at TrapTests.swift:\(line)" + (reason.isEmpty ? "" : ": \(reason)")
    }

    init(_ name: String, saying text: String, _ trap: @escaping @Sendable (Int) -> Int) {
      (testDescription, self.text, self.trap) = (name, text, trap)
    }
  }

  static let ways = [
    Way("nil is unwrapped", "Unexpectedly found nil while unwrapping an Optional value") { [$0].first { $0 < 0 }! },
    Way("an index is out of range", "Index out of range") { [$0][$0] },
    Way("a precondition fails", "not negative") { (precondition($0 < 0, "not negative"), $0).1 },
    Way("a fatal error", "the number is 3") { fatalError("the number is \($0)") },
    Way("a fatal error without a text", "fatal error") { _ in fatalError() },
    Way("a cast that fails", "Could not cast value of type 'Swift.Int' to 'Swift.String'.", line: #line + 1) {
      ($0 as Any as! String).count
    },
    Way(
      "an error of try!", "'try!' expression unexpectedly raised an error: OrdinaryPrograms.ServerError.missing",
      line: #line + 2
    ) { number in
      try! fail(number)
    },
    Way("a key that is there twice", "Duplicate values for key: '3'", line: #line + 1) {
      Dictionary(uniqueKeysWithValues: [($0, 1), ($0, 2)]).count
    },
    Way("memory that is not there", "") { UnsafePointer<Int>(bitPattern: 8 * $0)!.pointee },
    Way("an overflow", saying: "in `a closure in") { Int.max - 1 + $0 },
    Way("an endless recursion", saying: "at TrapTests.swift:") { endless($0) },
  ]

  private static func fail(_ number: Int) throws -> Int { throw ServerError.missing }

  /// The original returns 3, and the rewrite traps once it has its reply.
  private static func program(_ name: String = "number", trap: @escaping @Sendable (Int) -> Int) -> ComparedProgram {
    ComparedProgram(name)
      .callback { context, done in context.after(.milliseconds(10)) { done(.success(3)) } }
      .async { context in
        try await Task.sleep(for: .milliseconds(10))
        return trap(3)
      }
  }

  @Test(arguments: ways)
  func `a comparison names the line, and the other version has its result`(_ way: Way) throws {
    let comparison = Self.program(trap: way.trap).compare()
    let report = comparison.runs[1].report
    #expect(report.violations.map(\.kind) == [.trapped])
    #expect(comparison.runs[0].outcomes == [.value("3")] && comparison.runs[1].outcomes == [nil])
    let text = try #require(comparison.runs[1].report.violations.first).description
    #expect(text.hasPrefix("'number' trapped at 10ms, \(way.text)"), "\(text)")
    #expect(comparison.unexplained.map(\.aspect) == [.outcome, .leftovers], "\(comparison)")
  }

  @Test func `a trap is said of the version that traps, and the others are checked as ever`() {
    let line = #line + 1
    let program = Self.program { [0][$0] }.async(variant: "right") { context in
      try await Task.sleep(for: .milliseconds(10))
      return 3
    }
    let check = RewriteCheck(of: program)
    #expect(!check.isEquivalent)
    #expect(
      check.differences.contains {
        $0.contains(#"async: trapped in "number" at TrapTests.swift:\#(line): Index out of range"#)
      }, "\(check)")
    #expect(check.differences.allSatisfy { !$0.contains("async (right): trapped") }, "\(check)")
    let right = ComparedProgram("number").async { _ in 3 }.async(variant: "again") { _ in 3 }
    #expect(RewriteCheck(of: right).isEquivalent)
  }

  @Test func `a trap in some orders is found with all other outcomes, and its token replays it`() throws {
    let program = ComparedProgram("race").async { context in
      let numbers = Numbers()
      let first = Task { numbers.add(1) }
      let second = Task { numbers.add(2) }
      let reader = Task { numbers.first }
      let found = await reader.value
      await first.value
      await second.value
      return found
    }
    let subject = Subject(program, program.versions[0])
    let exploration = ScheduleExploration(of: subject, Effort(runs: 5_000, reversals: nil, seededRuns: 0, auditRuns: 5))
    let trap = #"trapped in "race.3" at TrapTests.swift:\#(Numbers.line): Index out of range"#
    #expect(Set(exploration.outcomes.outcomes) == ["1", "2", trap], "\(exploration)")
    #expect(exploration.isComplete, "\(exploration.coverage)")
    let row = try #require(exploration.outcomes.rows.first { $0.verdict.outcome == trap })
    #expect(row.verdict.findings == [trap])
    let example = Counterexample(row, in: exploration)
    #expect(example.reproduced == Counterexample.replays)
    #expect(Replay(example.token, on: subject).verdict == row.verdict)
  }

  @Test func `events that would come after a trap are tried before it`() {
    let subject = Subject("cells", sharing: .notedState, capturing: .everything) { loop in
      let cell = LoopConfined(0, on: loop)
      loop.post("reader") { _ = [0][1 - min(cell.value, 1)] }
      loop.post("writer") { loop.post("second") { cell.value += 1 } }
      return { _ in Verdict("\(cell.value)") }
    }
    let exploration = ScheduleExploration(of: subject, Effort(runs: 100, reversals: nil, seededRuns: 0, auditRuns: 0))
    #expect(exploration.outcomes.outcomes.contains("1") && exploration.outcomes.outcomes.count == 2, "\(exploration)")
    #expect(exploration.isComplete, "\(exploration.coverage)")
  }

  @Test func `both sweeps find a trap`() {
    let program = ComparedProgram("careful")
      .callback { context, done in context.after(.milliseconds(10)) { done(.success(3)) } }
      .async { context in
        do { try await Task.sleep(for: .milliseconds(10)) } catch { fatalError("cancelled") }
        return 3
      }
    let sweep = CancellationSweep(of: program)
    #expect(
      sweep.findings.contains { $0.version == "async" && $0.text.hasPrefix(#"trapped in "careful""#) }, "\(sweep)")
    let failing = ComparedProgram("failing").async { context in
      try! await context.api.call("hello", "world")
    }
    let faults = DisturbanceSweep(.fault, of: failing, failing.versions[0])
    #expect(faults.failures.contains { $0.exploration.failures.contains { "\($0)".contains("trapped") } }, "\(faults)")
  }

  @Test func `other loops use the main actor after a trap on it`() throws {
    let comparison = ComparedProgram("main").async { _ in try await onMain { [Int]()[$0] } }
      .async(variant: "right") { _ in try await onMain { $0 } }.compare()
    #expect(comparison.runs[0].report.violations.map(\.kind) == [.trapped])
    #expect(comparison.runs[1].outcomes == [.value("1")])
  }

  @Test func `state that was being changed at a trap is not read afterwards`() {
    let subject = Subject("cell", capturing: .everything) { loop in
      let cell = LoopConfined([0], on: loop)
      loop.post { cell.withValue { $0[$0[0] + 1] += 1 } }
      return { _ in Verdict("\(cell.value)") }
    }
    let exploration = ScheduleExploration(of: subject, Effort(runs: 10, reversals: nil, seededRuns: 0, auditRuns: 5))
    #expect(exploration.outcomes.outcomes.count == 1)
    #expect(exploration.outcomes.outcomes[0].contains("at TrapTests.swift:"), "\(exploration)")
  }

  @Test func `a trap outside of the events of a loop ends the process`() async {
    _ = await #expect(processExitsWith: .failure) {
      _ = TrapTests.program { $0 }.compare()
      _ = TrapTests.ways[1].trap(1)
    }
  }

  @Test func `a trap in an initial value ends the process, which no later run could read`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = TrapTests.program { $0 + Unmade.value }.compare()
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("while it made the initial value of a global or static property"))
  }
}

private enum Unmade {
  static let value = [1].firstIndex(of: 2)!
}

private func endless(_ number: Int) -> Int { number > 0 ? endless(number + 1) + endless(number + 2) : 0 }

@MainActor private func onMain(_ body: @MainActor (Int) -> Int) async throws -> Int {
  try await Task.sleep(for: .seconds(1))
  return body(1)
}

/// A list whose first element is expected to be there.
private final class Numbers: Sendable {
  private let state = Mutex<[Int]>([])

  func add(_ number: Int) { state.withLock { $0.append(number) } }
  static let line = #line + 1
  var first: Int { state.withLock { $0[0] } }
}
