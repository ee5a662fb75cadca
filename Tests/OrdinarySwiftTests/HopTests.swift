// Each hop of an ordinary task is an event of its own: between two of them, other tasks run.
//
// The first segment of an immediate task belongs to the event of its creator, calls of free actors included.

import Exploration
import Testing

/// Hops between actors, and what other tasks do in between.
@Suite("Hops of ordinary tasks")
struct HopTests {
  private actor Counter {
    var value = 0
    func set(_ new: Int) { value = new }
  }

  @MainActor
  private final class Model {
    var value = 0
    func set(_ new: Int) { value = new }
    nonisolated init() {}
  }

  /// Adds one in two calls of an actor.
  private static func increment(_ counter: Counter) async {
    let seen = await counter.value
    await counter.set(seen + 1)
  }

  /// A way to run an operation twice side by side, by name.
  private struct Pair: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let run: @Sendable (@escaping @Sendable () async -> Void) async -> Void

    init(_ name: String, _ run: @escaping @Sendable (@escaping @Sendable () async -> Void) async -> Void) {
      (testDescription, self.run) = (name, run)
    }
  }

  private static let pairs = [
    Pair("tasks") { body in
      let tasks = [Task { await body() }, Task { await body() }]
      for task in tasks { await task.value }
    },
    Pair("detached tasks") { body in
      let tasks = [Task.detached { await body() }, Task.detached { await body() }]
      for task in tasks { await task.value }
    },
    Pair("async let") { body in
      async let first: Void = body()
      async let second: Void = body()
      _ = await (first, second)
    },
    Pair("async let in a task") { body in
      await Task {
        async let first: Void = body()
        async let second: Void = body()
        _ = await (first, second)
      }.value
    },
    Pair("a group in a task") { body in
      await Task {
        await withTaskGroup { group in for _ in 0..<2 { group.addTask { await body() } } }
      }.value
    },
    Pair("a group in an immediate task") { body in
      await Task.immediate {
        await withTaskGroup { group in for _ in 0..<2 { group.addTask { await body() } } }
      }.value
    },
    Pair("tasks of the main actor") { body in
      let tasks = [Task { @MainActor in await body() }, Task { @MainActor in await body() }]
      for task in tasks { await task.value }
    },
  ]

  @Test(arguments: pairs)
  private func `An update in two calls of an actor is lost under some schedule`(_ pair: Pair) {
    let subject = Subject("two updates") {
      let counter = Counter()
      await pair.run { await Self.increment(counter) }
      return "\(await counter.value)"
    }
    let exploration = ScheduleExploration(of: subject, Effort(runs: 300))
    #expect(exploration.outcomes.outcomes == ["1", "2"], "\(exploration)")
  }

  @Test(arguments: pairs)
  private func `An update in two calls of the main actor is lost under some schedule`(_ pair: Pair) {
    let subject = Subject("two updates") {
      let model = Model()
      await pair.run {
        let seen = await model.value
        await model.set(seen + 1)
      }
      return "\(await model.value)"
    }
    let exploration = ScheduleExploration(of: subject, Effort(runs: 300))
    #expect(exploration.outcomes.outcomes == ["1", "2"], "\(exploration)")
  }

  @Test func `Other tasks run before and after a call of an actor`() {
    let subject = Subject("around a call") {
      let counter = Counter()
      let log = WordLog()
      let caller = Task {
        log.add("before")
        await counter.set(1)
        log.add("after")
      }
      let other = Task { log.add("other") }
      _ = await (caller.value, other.value)
      return log.text
    }
    let exploration = ScheduleExploration(of: subject)
    #expect(exploration.outcomes.outcomes == ["before after other", "before other after", "other before after"])
    #expect(exploration.extent == .everyOrder)
  }

  @Test func `An immediate task runs in the place of its creator up to its first suspension`() {
    let subject = Subject("immediate") {
      let log = WordLog()
      @Sendable func call() async { log.add("1") }
      let immediate = Task.immediate {
        await call()
        log.add("2")
        await Task.yield()
        log.add("3")
      }
      log.add("creator")
      await immediate.value
      return log.text
    }
    let exploration = ScheduleExploration(of: subject)
    #expect(exploration.outcomes.outcomes == ["1 2 creator 3"])
  }
}
