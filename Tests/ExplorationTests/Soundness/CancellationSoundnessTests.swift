// Cancelling a task is an access to the task's flag, wherever the task is and however it is cancelled.

import Callbacks
import Comparison
import EventLoops
import Testing

@testable import Exploration

/// Cancellation of tasks as the search sees it.
@Suite("Cancellation in the search") struct CancellationSoundnessTests {
  @Test("A cancellation before the first segment of a task conflicts with the segment.")
  func beforeTheFirstSegment() {
    let search = CompleteSearch { loop in
      let x = LoopConfined("", on: loop)
      let task = loop.spawn { x.value = Task.isCancelled ? "cancelled" : "saved" }
      loop.post { task.cancel() }
      return { x.value }
    }
    #expect(search.outcomes == ["cancelled", "saved"])
    #expect(search.isComplete && search.classes == 2)
  }

  @Test("A task that cancels another one conflicts with each segment of it.")
  func betweenTwoSegments() {
    let search = CompleteSearch { loop in
      let log = SharedLog(on: loop)
      let other = LoopConfined<Task<Void, any Error>?>(nil, on: loop)
      loop.spawn("a") {
        other.withValueUnobserved { $0 }?.cancel()
        try await loop.sleep(for: .milliseconds(1))
        log.add("a")
      }
      let task = loop.spawn("b") {
        try await loop.sleep(for: .zero)
        log.add("1")
        try await loop.sleep(for: .zero)
        log.add("2")
      }
      other.withValueUnobserved { $0 = task }
      return { log.text }
    }
    #expect(search.outcomes == ["1 2 a", "1 a", "a"])
    #expect(search.isComplete)
  }

  @Test("A cancellation after the last segment of a task conflicts with a look at the handle.")
  func afterTheLastSegment() {
    let search = CompleteSearch { loop in
      let seen = LoopConfined(false, on: loop)
      let task = loop.spawn {}
      loop.schedule(after: .milliseconds(1)) { task.cancel() }
      loop.schedule(after: .milliseconds(1)) { seen.value = task.isCancelled }
      return { "\(seen.value)" }
    }
    #expect(search.outcomes == ["false", "true"])
    #expect(search.isComplete)
  }

  @Test("A scope that cancels a bridged task conflicts with the task.")
  func scopeOfABridgedTask() {
    let search = CompleteSearch { loop in
      let seen = LoopConfined("", on: loop)
      let scope = CancellationScope(on: loop)
      loop.post { scope.cancel() }
      scope.add(startTask(on: loop, "work", { _ in }, from: { seen.value = "\(Task.isCancelled)" }))
      return { seen.value }
    }
    #expect(search.outcomes == ["false", "true"])
  }

  @Test("A child task is cancelled with its parent, also before its first segment.")
  func childOfACancelledTask() {
    let search = CompleteSearch { loop in
      let seen = LoopConfined("", on: loop)
      let parent = loop.spawn("parent") {
        async let child: Void = { seen.value = "\(Task.isCancelled)" }()
        _ = await child
      }
      loop.post { parent.cancel() }
      return { seen.value }
    }
    #expect(search.outcomes == ["false", "true"])
  }

  @Test("A failing task of a discarding group cancels the others.")
  func failureInADiscardingGroup() {
    let search = CompleteSearch { loop in
      let seen = LoopConfined("", on: loop)
      loop.spawn("owner") {
        try await withThrowingDiscardingTaskGroup { group in
          group.addTask { throw CancellationError() }
          group.addTask { seen.value = "\(Task.isCancelled)" }
        }
      }
      return { seen.value }
    }
    #expect(search.outcomes == ["false", "true"])
  }

  @Test("A task that wakes and only waits for a child conflicts with the cancellation of its sleep.")
  func cancelledSleepBeforeAWait() {
    let search = CompleteSearch { loop in
      let log = SharedLog(on: loop)
      let sleeper = LoopConfined<Task<Void, any Error>?>(nil, on: loop)
      let task = loop.spawn {
        async let child: Void = {
          async let _ = sleeper.withValueUnobserved { $0 }?.cancel()
        }()
        if (try? await loop.sleep(for: .zero)) == nil { log.addUnobserved("cut") }
        await child
      }
      sleeper.withValueUnobserved { $0 = task }
      return { log.text }
    }
    #expect(search.outcomes == ["", "cut"])
  }

  @Test("The end of a cancellation handler conflicts with the cancellation, though the task only waits after it.")
  func endOfAHandlerBeforeAWait() {
    let search = CompleteSearch { loop in
      let log = SharedLog(on: loop)
      let handled = LoopConfined<Task<Void, any Error>?>(nil, on: loop)
      let task = loop.spawn {
        async let child: Void? = handled.withValueUnobserved { $0 }?.cancel()
        await withTaskCancellationHandler {
          await Task.yield()
        } onCancel: {
          log.addUnobserved("cancelled")
        }
        _ = await child
      }
      handled.withValueUnobserved { $0 = task }
      return { log.text }
    }
    #expect(search.outcomes == ["", "cancelled"])
    #expect(search.isComplete)
  }

  @Test("An error that leaves a group cancels the tasks of the group.")
  func errorThatLeavesAGroup() {
    let search = CompleteSearch { loop in
      let written = LoopConfined(0, on: loop)
      loop.spawn("owner") {
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask {
            try await loop.sleep(for: .milliseconds(5))
            written.value += 1
            try await loop.sleep(for: .milliseconds(5))
            written.value += 1
          }
          group.addTask {
            try await loop.sleep(for: .milliseconds(10))
            throw CancellationError()
          }
          for try await _ in group {}
        }
      }
      return { "\(written.value)" }
    }
    #expect(search.outcomes == ["1", "2"])
  }

  @Test("A program that cancels after twelve hops is found out by a quick exploration.")
  func lateCancellation() {
    let subject = Subject("late cancellation") { loop in
      let saved = LoopConfined("", on: loop)
      let victim = loop.spawn("victim") {
        for _ in 0..<12 { try? await loop.sleep(for: .zero) }
        saved.value = Task.isCancelled ? "cancelled" : "saved"
      }
      loop.spawn("canceller") {
        for _ in 0..<12 { try? await loop.sleep(for: .zero) }
        victim.cancel()
      }
      return { _ in Verdict(saved.value, findings: saved.value == "saved" ? [] : ["cancelled"]) }
    }
    let exploration = ScheduleExploration(of: subject, .quick)
    #expect(exploration.failures.count == 1)
    #expect(exploration.failures.allSatisfy { $0.firstRun <= 20 })
  }

  @Test("A cancellation that a plan requests at the start conflicts with the first segment.")
  func cancellationByAPlan() {
    let program = ComparedProgram("looks at its flag").async { context in
      context.note(Task.isCancelled ? "cancelled" : "not cancelled")
      return ""
    }
    var plan = Plan()
    plan.cancellations = [Cancellation(at: .beforeStart)]
    let subjects = program.versions.map { Subject(program, $0, under: plan, oracles: []) }
    let effort = Effort(runs: 10_000, reversals: nil, seededRuns: 0, auditRuns: 0)
    let outcomes = subjects.map { ScheduleExploration(of: $0, effort).outcomes.outcomes }
    #expect(outcomes == [["\"\"; cancelled"]])
  }
}
