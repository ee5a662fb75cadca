// The sweeps: cancellations at every instant, and every fault of every call.

import Comparison
import EventLoops
import Exploration
import Pipelines
import Synchronization
import Testing

struct SweepTests {
  @Test(arguments: ThreeStages.program.versions.map(\.label))
  func `the three stages keep every rule wherever they are cancelled`(_ label: String) throws {
    let version = try #require(ThreeStages.program.versions.first { $0.label == label })
    let plan = Plan(latency: .milliseconds(10) ... .milliseconds(10))
    let sweep = DisturbanceSweep(.cancel, of: ThreeStages.program, version, under: plan)
    #expect(
      sweep.trials.map(\.disturbance.description) == [
        "cancel 1 0ms", "cancel 1 10ms", "cancel 1 20ms", "cancel 1 30ms",
      ])
    #expect(sweep.trials.allSatisfy { $0.exploration.isComplete })
    #expect(sweep.failures.flatMap { $0.exploration.failures.map(\.verdict) } == [])
  }

  @Test func `a chain that loses its cancellation is caught, and the token brings it back`() throws {
    let program = ClassicBugShelf.lostCancellation.buggy
    let version = try #require(program.versions.first)
    let plan = ClassicBugShelf.lostCancellation.plan
    let sweep = DisturbanceSweep(.cancel, of: program, version, under: plan)
    let failure = try #require(sweep.failures.first)
    let example = try #require(failure.counterexamples.first)
    #expect(example.token.disturbance == failure.disturbance.code)
    let subject = Subject(program, version, under: failure.disturbance.applied(to: plan))
    #expect(Replay(try ReplayToken(example.token.description), on: subject).verdict == example.verdict)
  }

  @Test func `the fault sweep distinguishes a lost failure from one that surfaces`() throws {
    let bug = ClassicBugShelf.lostError
    for (program, isLost) in [(bug.buggy, true), (bug.fixed, false)] {
      for version in program.versions {
        let sweep = DisturbanceSweep(.fault, of: program, version, under: bug.plan)
        let wrong = sweep.trials.filter {
          if case .fault("right", .fails, nil) = $0.disturbance {
            !$0.exploration.outcomes.outcomes.allSatisfy { $0.hasPrefix("failed") }
          } else {
            false
          }
        }
        #expect(wrong.isEmpty == !isLost, "\(program.name) \(version)")
      }
    }
  }

  @Test func `a call that hangs leaves no result, and one that is answered at the time limit has both outcomes`() throws
  {
    let bug = ClassicBugShelf.calledTwice
    let version = try #require(bug.fixed.versions.first)
    let sweep = DisturbanceSweep(.fault, of: bug.fixed, version, under: bug.plan)
    let byFault = Dictionary(
      uniqueKeysWithValues: sweep.trials.map { ($0.disturbance.description, $0.exploration.outcomes.outcomes) })
    #expect(byFault["fault fetch hangs"] == ["failed \"timed out\""])
    #expect(byFault["fault fetch takes 9ms"] == ["\"fetch\""])
    #expect(byFault["fault fetch takes 10ms"] == ["\"fetch\"", "failed \"timed out\""])
    #expect(byFault["fault fetch takes 11ms"] == ["failed \"timed out\""])
  }

  @Test
  func `where a time limit, a failure and a cancellation meet at one instant, any of them may be the outcome`() {
    var plan = Plan(latency: .milliseconds(10) ... .milliseconds(10), timeout: .milliseconds(10))
    plan.calls["1"] = CallBehaviour(
      latency: plan.latency, answer: .fails(APIError(status: 503, reason: "Service Unavailable")))
    let sweep = CancellationSweep(of: ThreeStages.program, under: plan)
    #expect(sweep.findings == [])
    let outcomes = Set(sweep.runs.filter { $0.run.style == .async }.map { "\($0.run.outcomes)" })
    #expect(outcomes.count == 3)
  }

  @Test func `an outcome that neither the limit nor the answer explains is still a finding`() throws {
    let program = ComparedProgram("stubborn").async { context in
      do {
        return try await context.api.call(1, "a")
      } catch is CancellationError {
        return "made up"
      }
    }
    let plan = Plan(latency: .milliseconds(10) ... .milliseconds(10), timeout: .milliseconds(10))
    #expect(CancellationSweep(of: program, under: plan).findings.contains { $0.text.contains("made up") })
  }

  private final class Count: Sendable {
    let value = Atomic(0)
  }

  @Test func `a program that only its time limit ends is not run far beyond it`() {
    let frames = Count()
    let program = ComparedProgram("endless").async { context -> String in
      while true {
        frames.value.add(1, ordering: .relaxed)
        try await context.loop.sleep(for: .milliseconds(1))
      }
    }
    let sweep = CancellationSweep(of: program, under: Plan(timeout: .milliseconds(20)))
    #expect(sweep.findings == [])
    #expect((20...1_000).contains(frames.value.load(ordering: .relaxed)))
  }

  /// Sends a call again when it fails, up to three times.
  static let retrying = ComparedProgram("retrying").async { context in
    for attempt in 1...3 {
      do { return try await context.api.call("load", "a") } catch { if attempt == 3 { throw error } }
    }
    return ""
  }

  @Test func `a fault of a call that is sent again is also tried on each occasion by itself`() throws {
    let version = try #require(Self.retrying.versions.first)
    let sweep = DisturbanceSweep(.fault, of: Self.retrying, version)
    let outcomes = Dictionary(
      uniqueKeysWithValues: sweep.trials.map { ($0.disturbance.description, $0.exploration.outcomes.outcomes) })
    #expect(outcomes["fault load fails"] == ["failed 500 \"Injected Fault\""])
    #expect(outcomes["fault load fails only time 1"] == ["\"a\""])
    #expect(outcomes["fault load fails only time 3"] == ["\"a\""])
    #expect(outcomes["fault load fails only time 4"] == nil)
    #expect(outcomes["fault load hangs only time 1"] == nil)
  }

  @Test func `in pairs, each fault meets those of the other calls and each cancellation`() throws {
    let version = try #require(ThreeStages.program.versions.first)
    let plan = Plan(latency: .milliseconds(10) ... .milliseconds(10))
    let single = DisturbanceSweep.disturbances(.fault, of: ThreeStages.program, version, under: plan)
    let cancellations = DisturbanceSweep.disturbances(.cancel, of: ThreeStages.program, version, under: plan)
    let all = DisturbanceSweep.disturbances(.fault, of: ThreeStages.program, version, under: plan, inPairs: true)
    // Three calls with five faults each.
    #expect(single.count == 15)
    #expect(all.count == 15 + 3 * 25 + 15 * cancellations.count)
    #expect(Set(all.map(\.code)).count == all.count)
    #expect(all.contains { $0.description == "fault 1 hangs and cancel 1 10ms" })
  }

  @Test(arguments: [
    (DisturbanceSweep.Selection.awaitsOnly, ["0ms", "10ms"]),
    (.window(.zero.advanced(by: .milliseconds(5)) ... .zero.advanced(by: .milliseconds(40))), ["10ms", "40ms"]),
    (.last(1), ["40ms"]),
  ])
  func `a strategy picks the cancellations that are tried`(
    _ selection: DisturbanceSweep.Selection, _ instants: [String]
  )
    throws
  {
    let program = ComparedProgram("call and wait").async { context in
      let reply = try await context.api.call("load", "a")
      try await context.loop.sleep(for: .milliseconds(30))
      return reply
    }
    let version = try #require(program.versions.first)
    let plan = Plan(latency: .milliseconds(10) ... .milliseconds(10))
    let sweep = DisturbanceSweep(.cancel, of: program, version, under: plan, selecting: selection)
    #expect(sweep.possible == 3)
    #expect(sweep.trials.map(\.disturbance.description) == instants.map { "cancel 1 \($0)" })
  }

  @Test func `a sample is as large as it was asked for, and says so`() throws {
    let version = try #require(ThreeStages.program.versions.first)
    let sweep = DisturbanceSweep(.fault, of: ThreeStages.program, version, selecting: .sample(4))
    #expect(sweep.trials.count == 4)
    #expect(sweep.coverage.hasPrefix("4 of 15 disturbances tried"))
  }
}

/// Bugs of the catalogue by name.
enum ClassicBugShelf {
  static func bug(_ name: String) -> ClassicBug {
    guard let bug = BugCatalog.bug(named: name) else { preconditionFailure("no bug '\(name)'") }
    return bug
  }

  static let lostCancellation = bug("lost-cancellation")
  static let lostError = bug("lost-error")
  static let calledTwice = bug("called-twice")
}
