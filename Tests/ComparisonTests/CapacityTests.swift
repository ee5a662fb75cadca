// An API of bounded capacity, and one that fails at random: how both treat the calls of all styles alike.

import Callbacks
import Comparison
import EventLoops
import Promises
import Testing

/// Five calls sent at once, in three styles; the result is how many were answered.
private enum FiveCalls {
  static let names = ["a", "b", "c", "d", "e"]

  static let program = ComparedProgram("five-calls")
    .callback { (context, completion: @escaping Completion<Int>) in
      let scope = CancellationScope(on: context.loop)
      let missing = LoopConfined(names.count, on: context.loop)
      for name in names {
        scope.add(
          context.api.call("\(name)", name) { _ in
            missing.value -= 1
            if missing.value == 0 { completion(.success(names.count)) }
          })
      }
      return scope
    }
    .future { context in
      Future.all(names.map { context.api.call("\($0)", $0).recover { _ in "" } }, on: context.loop).map(\.count)
    }
    .async { context in
      await withTaskGroup(of: String?.self) { group in
        for name in names { group.addTask { try? await context.api.call("\(name)", name) } }
        return await group.reduce(into: 0) { count, _ in count += 1 }
      }
    }
}

@Suite("An API of bounded capacity")
struct CapacityTests {
  private static func answers(_ run: StyleRun) -> [String] {
    run.events.compactMap { event in
      switch event.kind {
      case .replied(let call, _): "\(event.instant) \(call)"
      case .failed(let call, let error): "\(event.instant) \(call) \(error)"
      default: nil
      }
    }
  }

  private static let latency = Duration.milliseconds(10)...Duration.milliseconds(10)

  @Test(arguments: FiveCalls.program.versions)
  func `calls beyond the capacity wait, first come, first served`(version: ComparedProgram.Version) {
    let run = FiveCalls.program.run(version, under: Plan(latency: Self.latency, capacity: 2))
    #expect(Self.answers(run) == ["10ms a", "10ms b", "20ms c", "20ms d", "30ms e"])
    #expect(run.report.leftovers.isEmpty)
  }

  @Test(arguments: FiveCalls.program.versions.filter { $0.style == .callback })
  func `a call that is answered twice frees one place`(version: ComparedProgram.Version) {
    let twice = CallBehaviour.returns("a", after: .milliseconds(10)).twice
    let plan = Plan(calls: ["a": twice], latency: Self.latency, capacity: 1)
    let run = FiveCalls.program.run(version, under: plan)
    #expect(Self.answers(run) == ["10ms a", "10ms a", "20ms b", "30ms c", "40ms d", "50ms e"])
  }

  @Test(arguments: FiveCalls.program.versions)
  func `without a capacity no call waits`(version: ComparedProgram.Version) {
    let run = FiveCalls.program.run(version, under: Plan(latency: Self.latency))
    #expect(Self.answers(run) == ["10ms a", "10ms b", "10ms c", "10ms d", "10ms e"])
  }

  @Test(arguments: FiveCalls.program.versions)
  func `a cancelled call frees its place, also while it waits`(version: ComparedProgram.Version) {
    var plan = Plan(latency: Self.latency, capacity: 2, pipelines: 2, interval: .milliseconds(1))
    plan.cancellations = [Cancellation(pipeline: 1, at: .at(Instant.zero.advanced(by: .milliseconds(5))))]
    let run = FiveCalls.program.run(version, under: plan)
    #expect(Self.answers(run) == ["15ms a", "15ms b", "25ms c", "25ms d", "35ms e"])
    #expect(run.report.leftovers.isEmpty)
  }

  @Test(arguments: FiveCalls.program.versions)
  func `a call that is never answered keeps its place`(version: ComparedProgram.Version) {
    let plan = Plan(calls: ["a": CallBehaviour(answer: .never)], latency: Self.latency, capacity: 1)
    let run = FiveCalls.program.run(version, under: plan)
    #expect(Self.answers(run) == [])
    #expect(!run.report.leftovers.isEmpty)
  }

  @Test(arguments: [UInt64(1), 2, 4])
  func `random failures fall on the same calls in every style`(seed: UInt64) {
    let faults = RandomFaults(oneIn: 2, APIError(status: 503, reason: "Busy"))
    let plan = Plan(latency: Self.latency, faults: faults, seed: seed)
    let failures = FiveCalls.program.versions.map { version in
      FiveCalls.program.run(version, under: plan).events.compactMap { event in
        if case .failed(let call, _) = event.kind { call } else { nil }
      }.sorted()
    }
    #expect(Set(failures).count == 1)
    #expect(!failures[0].isEmpty && failures[0].count < 5)
  }

  @Test func `without a seed nothing fails`() {
    let plan = Plan(faults: RandomFaults(oneIn: 2, APIError(status: 503, reason: "Busy")))
    for version in FiveCalls.program.versions {
      #expect(Self.answers(FiveCalls.program.run(version, under: plan)).count == 5)
    }
  }

  @Test func `one in one always fails`() {
    let plan = Plan(faults: RandomFaults(oneIn: 1, APIError(status: 503, reason: "Busy")))
    let run = FiveCalls.program.run(FiveCalls.program.versions[0], under: plan)
    #expect(Self.answers(run).first == "0ms a 503 \"Busy\"")
  }
}
