// Code that is not instrumented beside code that is: a search may not take it for code that touches nothing.

import InstrumentedPrograms
import Testing
import UninstrumentedPrograms

@testable import EventLoops
@testable import Exploration

@Suite("Code that is not instrumented", .enabled(if: VirtualEventLoop.canNoteMemory)) struct UnseenCodeTests {
  private typealias Program = @Sendable () async -> Int

  private static let programs: [(name: String, body: Program)] = [
    ("comes back from an actor", changesAfterActor),
    ("comes back from a wait for a task", changesBetweenWaits),
    ("is a closure that instrumented code calls", changesInCallbacks),
    ("calls an instrumented function", changesBesideCalls),
    ("is awaited by an instrumented task", changesInAwaitedFunctions),
    ("is called by an instrumented task", changesInInstrumentedTasks),
    ("is alone", changesAlone),
    ("has a class that instrumented code uses", { await changes(of: PlainCounter()) }),
    ("has a lock that instrumented code uses", { await changesUnderLock(PlainLockedCounter()) }),
  ]

  @Test(arguments: 0..<9)
  func `both orders of its changes are met, although nothing reports them`(number: Int) {
    let program = Self.programs[number]
    let result = OrdinaryProgram(program.name) { "\(await program.body())" }.search(runs: 4_000)
    #expect(result.outcomeSet.isSuperset(of: ["3", "4"]) || !result.isComplete, "\(program.name): \(result)")
    #expect(result.outcomeSet.isSuperset(of: ["3", "4"]) && result.problems.isEmpty, "\(program.name): \(result)")
  }

  @Test(arguments: Suspension.all)
  private func `a suspension shows which functions continue after it`(suspension: Suspension) throws {
    let run = OrdinaryProgram {
      await suspension.suspend()
      return "done"
    }.subject.run(FIFOScheduler(), Effort.quick.limits, .everything)
    let continued = try #require(run.record).steps.filter { $0.previous >= 0 }
    let areSeen = continued.map(\.continuesSeenCode)
    #expect(run.verdict.outcome == "done" && !areSeen.isEmpty)
    #expect(!areSeen.contains(false), "\(areSeen)")
  }

  @Test func `the report names it beside the code that is instrumented`() {
    let result = OrdinaryProgram { "\(await changes(of: PlainCounter()))" }.search(runs: 4_000)
    let text = "\(result)"
    #expect(
      text.contains("but for `PlainCounter`,") && text.contains("`PlainCounter.add()` (PlainCounter.swift:14)"),
      "\(text)")
    #expect(result.isComplete && result.problems.isEmpty, "\(text)")
    let cut = OrdinaryProgram { "\(await changes(of: PlainCounter()))" }.search(runs: 2)
    #expect("\(cut)".contains("is not instrumented, so that its events conflict with all others"), "\(cut)")
    let seen = OrdinaryProgram { "\(await changes(of: SeenObject()))" }.search()
    #expect(seen.isComplete && !"\(seen)".contains("but for"), "\(seen)")
  }
}

/// Adds one to a counter of another module and doubles it, in tasks of this one.
private func changes(of counter: PlainCounter) async -> Int {
  await twoTasks({ counter.add() }, { counter.double() })
  return counter.value
}

private func changesUnderLock(_ counter: PlainLockedCounter) async -> Int {
  await twoTasks({ counter.add() }, { counter.double() })
  return counter.value
}

private final class SeenObject: @unchecked Sendable {
  var value = 1
}

private func changes(of object: SeenObject) async -> Int {
  await twoTasks({ object.value += 1 }, { object.value *= 2 })
  return object.value
}

/// A way in which a task is suspended.
private struct Suspension: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let suspend: @Sendable () async -> Void

  static let all: [Suspension] = [
    Suspension(testDescription: "yield") { await Task.yield() },
    Suspension(testDescription: "sleep") { try? await Task.sleep(for: .seconds(1)) },
    Suspension(testDescription: "sleep of a clock") { try? await ContinuousClock().sleep(for: .seconds(1)) },
    Suspension(testDescription: "actor") { await Stop().count() },
    Suspension(testDescription: "main actor") { await MainActor.run {} },
    Suspension(testDescription: "value of a task") { await Task { await Task.yield() }.value },
    Suspension(testDescription: "result of a task") { _ = await Task { await Task.yield() }.result },
    Suspension(testDescription: "async let") {
      async let number = Task { 1 }.value
      _ = await number
    },
    Suspension(testDescription: "group") {
      await withTaskGroup(of: Void.self) { group in for _ in 0..<2 { group.addTask { await Task.yield() } } }
    },
    Suspension(testDescription: "next of a group") {
      await withTaskGroup(of: Int.self) { group in
        for number in 0..<2 { group.addTask { number } }
        for await _ in group { await Task.yield() }
      }
    },
    Suspension(testDescription: "discarding group") {
      await withDiscardingTaskGroup { group in group.addTask { await Task.yield() } }
    },
    Suspension(testDescription: "stream") {
      let (stream, writer) = AsyncStream.makeStream(of: Int.self)
      Task {
        writer.yield(1)
        await Task.yield()
        writer.finish()
      }
      for await _ in stream {}
    },
    Suspension(testDescription: "continuation") {
      await withCheckedContinuation { continuation in Task { continuation.resume() } }
    },
    Suspension(testDescription: "continuation without a check") {
      await withUnsafeContinuation { continuation in Task { continuation.resume() } }
    },
    Suspension(testDescription: "cancellation handler") {
      await withTaskCancellationHandler {
        await Task.yield()
      } onCancel: {
      }
    },
  ]
}
