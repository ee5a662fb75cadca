// Small programs of structured and spawned tasks that stay on their loop, with the lines that they log.

import EventLoops
import Testing

/// A program that does nothing a loop could not drive, and what it logs when ready events keep their order.
struct LegalProgram: Sendable, CustomTestStringConvertible {
  var name: String
  var lines: [String]
  var body: @Sendable (VirtualEventLoop, Log) async throws -> Void

  var testDescription: String { name }

  init(
    _ name: String, logs lines: [String], _ body: @escaping @Sendable (VirtualEventLoop, Log) async throws -> Void
  ) {
    self.name = name
    self.lines = lines
    self.body = body
  }

  static let all = children + actors + waits + executors

  struct Failure: Error {}

  /// A call that takes its time.
  static func number(_ number: Int, after delay: Duration, on loop: VirtualEventLoop) async throws -> Int {
    try await loop.sleep(for: delay)
    return number
  }

  actor Account {
    private(set) var balance = 0

    func deposit(_ amount: Int) { balance += amount }

    /// Another task may enter while this one sleeps.
    func depositSlowly(_ amount: Int, on loop: VirtualEventLoop, _ log: Log) async throws {
      let before = balance
      try await loop.sleep(for: .milliseconds(amount))
      log.stamp("balance was \(before), is \(balance)")
      balance += amount
    }
  }

  enum Locals {
    @TaskLocal static var name = "none"
  }
}

extension LegalProgram {
  static let children = [
    LegalProgram("async let", logs: ["20ms 1 2"]) { loop, log in
      async let one = number(1, after: .milliseconds(10), on: loop)
      async let two = number(2, after: .milliseconds(20), on: loop)
      log.stamp("\(try await one) \(try await two)")
    },
    LegalProgram("an async let that is not awaited", logs: ["0ms child cancelled", "0ms end"]) { loop, log in
      do {
        async let unused: Void = {
          do { try await loop.sleep(for: .seconds(1)) } catch { log.stamp("child cancelled") }
        }()
      }
      log.stamp("end")
    },
    LegalProgram("a group, by time", logs: ["10ms 1", "20ms 2", "30ms 3"]) { loop, log in
      try await withThrowingTaskGroup(of: Int.self) { group in
        for value in [3, 1, 2] {
          group.addTask { try await number(value, after: .milliseconds(10 * value), on: loop) }
        }
        for try await value in group { log.stamp("\(value)") }
      }
    },
    LegalProgram("a group, by order", logs: ["0ms 1", "0ms 2", "0ms 3"]) { _, log in
      await withTaskGroup(of: Int.self) { group in
        for number in 1...3 { group.addTask { number } }
        for await number in group { log.stamp("\(number)") }
      }
    },
    LegalProgram(
      "a group with a child that fails", logs: ["10ms failed", "10ms sibling cancelled", "10ms group over"]
    ) { loop, log in
      do {
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask {
            do { try await loop.sleep(for: .seconds(5)) } catch { log.stamp("sibling cancelled") }
          }
          group.addTask {
            try await loop.sleep(for: .milliseconds(10))
            log.stamp("failed")
            throw Failure()
          }
          try await group.next()
        }
      } catch {
        log.stamp("group over")
      }
    },
    LegalProgram("cancelAll", logs: ["10ms 1 true", "10ms 2 true", "10ms over"]) { loop, log in
      await withTaskGroup(of: Void.self) { group in
        for number in 1...2 {
          group.addTask {
            try? await loop.sleep(for: .seconds(1))
            log.stamp("\(number) \(Task.isCancelled)")
          }
        }
        try? await loop.sleep(for: .milliseconds(10))
        group.cancelAll()
      }
      log.stamp("over")
    },
    LegalProgram("a discarding group", logs: ["1ms 1", "2ms 2", "2ms over"]) { loop, log in
      try await withThrowingDiscardingTaskGroup { group in
        for number in 1...2 {
          group.addTask {
            try await loop.sleep(for: .milliseconds(number))
            log.stamp("\(number)")
          }
        }
      }
      log.stamp("over")
    },
    LegalProgram("an immediate child", logs: ["0ms child", "0ms parent", "1ms child"]) { loop, log in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addImmediateTask {
          log.stamp("child")
          try await loop.sleep(for: .milliseconds(1))
          log.stamp("child")
        }
        log.stamp("parent")
        try await group.waitForAll()
      }
    },
    LegalProgram("task-locals", logs: ["0ms async let: Ada", "0ms group: Ada", "0ms spawned: Ada", "0ms none"]) {
      loop, log in
      await Locals.$name.withValue("Ada") {
        async let child: Void = log.stamp("async let: \(Locals.name)")
        await child
        await withTaskGroup(of: Void.self) { $0.addTask { log.stamp("group: \(Locals.name)") } }
        _ = await loop.spawn { log.stamp("spawned: \(Locals.name)") }.result
      }
      log.stamp(Locals.name)
    },
  ]

  static let actors = [
    LegalProgram("an actor", logs: ["0ms 10"]) { _, log in
      let account = Account()
      await withTaskGroup(of: Void.self) { group in
        for amount in 1...4 { group.addTask { await account.deposit(amount) } }
      }
      log.stamp("\(await account.balance)")
    },
    LegalProgram("a reentrant actor", logs: ["1ms balance was 0, is 0", "2ms balance was 0, is 1", "2ms 3"]) {
      loop, log in
      let account = Account()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for amount in 1...2 { group.addTask { try await account.depositSlowly(amount, on: loop, log) } }
        try await group.waitForAll()
      }
      log.stamp("\(await account.balance)")
    },
  ]

  static let waits = [
    LegalProgram("an async stream", logs: ["10ms 1", "20ms 2", "30ms 3", "30ms end"]) { loop, log in
      let (stream, source) = AsyncStream.makeStream(of: Int.self)
      loop.spawn {
        for number in 1...3 {
          try await loop.sleep(for: .milliseconds(10))
          source.yield(number)
        }
        source.finish()
      }
      for await number in stream { log.stamp("\(number)") }
      log.stamp("end")
    },
    LegalProgram("a throwing async stream", logs: ["0ms 1", "5ms failed"]) { loop, log in
      let (stream, source) = AsyncThrowingStream.makeStream(of: Int.self)
      loop.post { source.yield(1) }
      loop.schedule(after: .milliseconds(5)) { source.finish(throwing: Failure()) }
      do {
        for try await number in stream { log.stamp("\(number)") }
      } catch {
        log.stamp("failed")
      }
    },
    LegalProgram("yielding", logs: ["0ms a1", "0ms b1", "0ms a2", "0ms b2", "0ms a3", "0ms b3"]) { loop, log in
      let tasks = ["a", "b"].map { name in
        loop.spawn {
          for number in 1...3 {
            log.stamp("\(name)\(number)")
            await Task.yield()
          }
        }
      }
      for task in tasks { try await task.value }
    },
    LegalProgram("checked and unsafe continuations", logs: ["5ms 1", "5ms 2", "6ms failed"]) { loop, log in
      let one = await withCheckedContinuation { continuation in
        _ = loop.schedule(after: .milliseconds(5)) { continuation.resume(returning: 1) }
      }
      log.stamp("\(one)")
      log.stamp("\(await withUnsafeContinuation { $0.resume(returning: 2) })")
      do {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
          _ = loop.schedule(after: .milliseconds(1)) { continuation.resume(throwing: Failure()) }
        }
      } catch {
        log.stamp("failed")
      }
    },
    LegalProgram("suspend", logs: ["3ms timer", "3ms answer", "3ms at once", "3ms failed"]) { loop, log in
      let answer = try await suspend(on: loop, "answer") { suspension in
        _ = loop.schedule(after: .milliseconds(3)) {
          log.stamp("timer")
          suspension.resume(with: .success("answer"))
        }
      }
      log.stamp(answer)
      log.stamp(try await suspend(on: loop, "at once") { $0.resume(with: .success("at once")) })
      do {
        try await suspend(on: loop, "failure") { (it: Suspension<Void>) in it.resume(with: .failure(Failure())) }
      } catch {
        log.stamp("failed")
      }
    },
    LegalProgram("the values of other tasks", logs: ["7ms 7", "7ms 7", "7ms failed"]) { loop, log in
      let slow = loop.spawn { try await number(7, after: .milliseconds(7), on: loop) }
      let waiters = (1...2).map { _ in loop.spawn { log.stamp("\(try await slow.value)") } }
      for waiter in waiters { try await waiter.value }
      let failing = loop.spawn { throw Failure() }
      if case .failure = await failing.result { log.stamp("failed") }
    },
    LegalProgram("a cancellation handler", logs: ["4ms handler", "4ms cancel returned", "4ms woken"]) { loop, log in
      let task = loop.spawn {
        await withTaskCancellationHandler {
          try? await loop.sleep(for: .seconds(1))
          log.stamp("woken")
        } onCancel: {
          log.stamp("handler")
        }
      }
      try await loop.sleep(for: .milliseconds(4))
      task.cancel()
      log.stamp("cancel returned")
      try await task.value
    },
    LegalProgram("priorities, which do not count", logs: ["0ms low", "0ms high", "0ms background"]) { loop, log in
      let tasks = [("low", TaskPriority.low), ("high", .high), ("background", .background)].map { name, priority in
        Task(executorPreference: loop, priority: priority) { log.stamp(name) }
      }
      for task in tasks { await task.value }
    },
  ]

  static let executors = [
    LegalProgram("a preference for the loop", logs: ["0ms inside", "1ms after"]) { loop, log in
      try await withTaskExecutorPreference(loop) {
        log.stamp("inside")
        try await loop.sleep(for: .milliseconds(1))
      }
      log.stamp("after")
    },
    LegalProgram("tasks created with a preference", logs: ["1ms task", "2ms detached"]) { loop, log in
      let task = Task(executorPreference: loop) {
        try await loop.sleep(for: .milliseconds(1))
        log.stamp("task")
      }
      let detached = Task.detached(executorPreference: loop) {
        try await loop.sleep(for: .milliseconds(2))
        log.stamp("detached")
      }
      try await task.value
      try await detached.value
    },
    LegalProgram("an immediate task with a preference", logs: ["0ms first", "0ms spawner", "1ms second"]) { loop, log in
      let task = Task.immediate(executorPreference: loop) {
        log.stamp("first")
        try await loop.sleep(for: .milliseconds(1))
        log.stamp("second")
      }
      log.stamp("spawner")
      try await task.value
    },
  ]
}
