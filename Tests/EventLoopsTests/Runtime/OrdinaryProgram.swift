// Async code as one writes it without a thought of Braid: real sleeps, unstructured tasks, actors, the main actor.

/// What a program has done, line by line, kept by an actor, as unmodified code would keep it.
private actor Diary {
  private(set) var lines: [String] = []

  func add(_ line: String) { lines.append(line) }
}

/// A counter that takes its time, inside of its actor.
private actor SlowCounter {
  private var count = 0

  func next() async throws -> Int {
    try await Task.sleep(for: .seconds(1))
    count += 1
    return count
  }
}

@MainActor
private final class Screen {
  private(set) var text = ""

  func show(_ part: String) async throws {
    MainActor.assertIsolated()
    text += part
    try await Task.sleep(for: .milliseconds(500))
    MainActor.assertIsolated()
    text += "."
  }
}

/// A program that knows nothing of loops.
struct OrdinaryProgram: Sendable {
  let name: String
  /// The virtual time at which it ends.
  let end: Duration
  let lines: [String]
  let body: @Sendable () async throws -> [String]

  static let all = [
    OrdinaryProgram(name: "a sleep", end: .seconds(3_600), lines: ["slept"]) {
      try await Task.sleep(for: .seconds(3_600))
      return ["slept"]
    },
    OrdinaryProgram(name: "clocks", end: .nanoseconds(1_803_000_001), lines: ["ended"]) {
      try await ContinuousClock().sleep(for: .seconds(1))
      try await SuspendingClock().sleep(until: .now + .milliseconds(800), tolerance: .seconds(1))
      try await Task.sleep(nanoseconds: 1)
      try await Task.sleep(until: .now.advanced(by: .milliseconds(3)), clock: .continuous)
      try await Task.sleep(for: .zero)
      try await Task.sleep(until: .now - .seconds(9), clock: .continuous)
      return ["ended"]
    },
    OrdinaryProgram(name: "a ticker that keeps its beat", end: .seconds(4), lines: ["1", "2", "3", "4"]) {
      let start = ContinuousClock.now
      var lines: [String] = []
      for tick in 1...4 {
        try await Task.sleep(until: start + .seconds(tick), clock: .continuous)
        lines.append("\(start.duration(to: .now).components.seconds)")
      }
      return lines
    },
    OrdinaryProgram(name: "unstructured tasks", end: .seconds(3), lines: ["second", "first", "first's child", "7"]) {
      let diary = Diary()
      let first = Task {
        try await Task.sleep(for: .seconds(2))
        await diary.add("first")
        try await Task {
          try await Task.sleep(for: .seconds(1))
          await diary.add("first's child")
        }.value
      }
      let second = Task.detached {
        await Task.yield()
        try await Task.sleep(for: .seconds(1))
        await diary.add("second")
        return 7
      }
      try await first.value
      await diary.add("\(try await second.value)")
      return await diary.lines
    },
    OrdinaryProgram(name: "an immediate task", end: .seconds(5), lines: ["begun", "started", "woken"]) {
      let diary = Diary()
      await diary.add("begun")
      let task = Task.immediate {
        await Task.yield()
        await diary.add("started")
        try await Task.sleep(for: .seconds(5))
        await diary.add("woken")
      }
      try await task.value
      return await diary.lines
    },
    OrdinaryProgram(name: "structured children", end: .seconds(3), lines: ["2", "1", "0", "3"]) {
      async let early: Void = Task.sleep(for: .seconds(2))
      let order = try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<3 {
          group.addTask {
            try await Task.sleep(for: .seconds(3 - number))
            return number
          }
        }
        return try await group.reduce(into: [Int]()) { $0.append($1) }
      }
      try await early
      return order.map { "\($0)" } + ["\(order.reduce(0, +))"]
    },
    OrdinaryProgram(name: "an actor that sleeps", end: .seconds(1), lines: ["[1, 2, 3]"]) {
      let counter = SlowCounter()
      async let one = counter.next()
      async let two = Task { try await counter.next() }.value
      async let three = Task.detached { try await counter.next() }.value
      return ["\(try await [one, two, three].sorted())"]
    },
    OrdinaryProgram(name: "the main actor", end: .milliseconds(2_500), lines: ["a.b.c."]) {
      let screen = Screen()
      try await screen.show("a")
      try await Task { @MainActor in
        try await Task.sleep(for: .seconds(1))
        try await screen.show("b")
      }.value
      try await MainActor.run { Task { try await screen.show("c") } }.value
      return [await screen.text]
    },
    OrdinaryProgram(name: "the global executor", end: .seconds(1), lines: ["returned"]) {
      try await withTaskExecutorPreference(globalConcurrentExecutor) { try await Task.sleep(for: .seconds(1)) }
      return ["returned"]
    },
    OrdinaryProgram(name: "a time limit", end: .seconds(2), lines: ["cancelled", "in time"]) {
      let diary = Diary()
      let answer = try await withThrowingTaskGroup(of: String.self) { group in
        group.addTask {
          do {
            try await Task.sleep(for: .seconds(3_600))
            return "too late"
          } catch {
            await diary.add("cancelled")
            throw error
          }
        }
        group.addTask {
          try await Task { try await Task.sleep(for: .seconds(2)) }.value
          return "in time"
        }
        let answer = try await group.next() ?? "nothing"
        group.cancelAll()
        return answer
      }
      return await diary.lines + [answer]
    },
  ]
}
