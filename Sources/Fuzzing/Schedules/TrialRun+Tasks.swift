// What the statements do that only a task can run.

import Callbacks
import EventLoops
import Promises

extension TrialRun {
  /// Runs a body of a statement that has a log of its own, and notes there if an error ends it.
  func run(_ statement: TrialStatement, _ block: Int) async throws {
    let log = log(of: statement, block)
    do {
      try await run(statement.blocks[block], in: log)
    } catch {
      self.log("! \(Self.name(of: error))", in: log)
      throw error
    }
  }

  /// Runs a statement's only body on the main actor, but for what is awaited.
  @MainActor
  func runOnMain(_ statement: TrialStatement) async throws {
    let log = log(of: statement)
    do {
      for part in statement.blocks[0] {
        if part.isAsync { try await run([part], in: log) } else { perform(part, in: log) }
      }
    } catch {
      self.log("! \(Self.name(of: error))", in: log)
      throw error
    }
  }

  /// Runs a body.
  func run(_ body: [TrialStatement], in log: Int) async throws {
    for statement in body {
      switch statement.kind {
      case .sleep(let duration, throwing: true): try await loop.sleep(for: .milliseconds(duration))
      case .sleep(let duration, throwing: false):
        let isCut = (try? await loop.sleep(for: .milliseconds(duration))) == nil
        self.log(isCut ? "cut" : "slept", in: log)
      case .nap(let duration):
        let isCut = (try? await Task.sleep(for: .milliseconds(duration))) == nil
        self.log(isCut ? "cut" : "slept", in: log)
      case .onMain: await MainActor.run { perform(statement.blocks[0], in: log) }
      case .pause: await Task.yield()
      case .value(let id):
        guard case .task(let task) = handle(of: id) else { continue }
        self.log((try? await task.value) == nil ? "failed" : "ended", in: log)
      case .when(let cell, let value):
        if self.value(of: cell) == value { try await run(statement.blocks[0], in: log) }
      case .group(let group): try await run(group, statement, in: log)
      case .asyncLet(let awaited): try await runAsyncLet(statement, awaited, in: log)
      case .ownFlag: self.log("\(Task.isCancelled)", in: log)
      case .fail: throw Failure()
      case .check: try Task.checkCancellation()
      case .handler:
        try await withTaskCancellationHandler {
          try await run(statement.blocks[0], in: log)
        } onCancel: {
          let log = self.log(of: statement, 1)
          self.log("cancelled", in: log)
          self.perform(statement.blocks[1], in: log)
        }
      default: try await runWait(statement, in: log)
      }
    }
  }

  private func runWait(_ statement: TrialStatement, in log: Int) async throws {
    switch statement.kind {
    case .withPermit(let semaphore):
      await logEnd(in: log) {
        try await self.semaphores[semaphore].withPermit { try await self.run(statement.blocks[0], in: log) }
      }
    case .withTimeout(let limit):
      await logEnd(in: log) {
        try await withTimeout(after: .milliseconds(limit), on: self.loop) { try await self.run(statement, 0) }
      }
    case .get(let promise):
      do {
        logEnd(.success(try await promises[promise].future.get()), in: log)
      } catch {
        logEnd(.failure(error), in: log)
      }
    case .forAwait(let stream, let most):
      var count = 0
      for await value in streams[stream].values {
        self.log("\(value)", in: log)
        count += 1
        if count == most { break }
      }
      self.log("end", in: log)
    case .actor(let actor, let call):
      switch call {
      case .add: self.log("\(await actors[actor].add())", in: log)
      case .read: self.log("\(await actors[actor].read())", in: log)
      case .slowAdd: self.log("\(await actors[actor].slowAdd())", in: log)
      case .transfer: self.log("\(await actors[actor].transfer(to: actors[1 - actor]))", in: log)
      }
    case .actorTasks(let actor):
      await actors[actor].start(
        statement.blocks.indices.map { block in
          { total in
            let log = self.log(of: statement, block)
            self.log("\(total)", in: log)
            self.perform(statement.blocks[block], in: log)
          }
        })
    case .suspend(.checked):
      await withCheckedContinuation { continuation in
        setHandle(of: statement, to: .checked(continuation))
        if case nil = handle(of: statement.id) { continuation.resume() }
      }
      self.log("resumed", in: log)
    case .suspend(.braid):
      await logEnd(in: log) {
        try await suspend(on: self.loop, statement.name) { self.setHandle(of: statement, to: .suspension($0)) }
      }
    case .suspend(.checkedPosted):
      await withCheckedContinuation { continuation in loop.post { continuation.resume() } }
    case .suspend(.braidPosted):
      try await suspend(on: loop, statement.name) { suspension in
        loop.post { suspension.resume(with: .success(())) }
      }
    default: perform(statement, in: log)
    }
  }

  private func logEnd(in log: Int, _ body: @Sendable () async throws -> Void) async {
    do {
      try await body()
      self.log("done", in: log)
    } catch {
      self.log("! \(Self.name(of: error))", in: log)
    }
  }
}

extension TrialRun {
  private func run(_ group: TrialStatement.Group, _ statement: TrialStatement, in log: Int) async throws {
    let children = statement.blocks.indices.dropLast()
    let body = statement.blocks[children.endIndex]
    switch group {
    case .next, .first, .waitForAll, .cancelAll:
      await withTaskGroup(of: Int.self) { tasks in
        for child in children {
          tasks.addTask {
            try? await self.run(statement, child)
            return child
          }
        }
        try? await self.run(body, in: log)
        switch group {
        case .next: for await child in tasks { self.log("child \(child)", in: log) }
        case .first:
          if let child = await tasks.next() { self.log("child \(child)", in: log) }
          tasks.cancelAll()
        case .cancelAll:
          tasks.cancelAll()
          await tasks.waitForAll()
        default: await tasks.waitForAll()
        }
      }
    case .discarding:
      await withDiscardingTaskGroup { tasks in
        for child in children { tasks.addTask { try? await self.run(statement, child) } }
        try? await self.run(body, in: log)
      }
    case .throwing, .throwingOut:
      do {
        try await withThrowingTaskGroup(of: Int.self) { tasks in
          for child in children {
            tasks.addTask {
              try await self.run(statement, child)
              return child
            }
          }
          try await self.run(body, in: log)
          if group == .throwingOut { throw Failure() }
          for try await child in tasks { self.log("child \(child)", in: log) }
        }
      } catch {
        self.log("! \(Self.name(of: error))", in: log)
      }
    }
  }

  private func runAsyncLet(_ statement: TrialStatement, _ awaited: Bool, in log: Int) async throws {
    let body = statement.blocks[statement.blocks.count - 1]
    if statement.blocks.count == 2 {
      async let one: Void = run(statement, 0)
      try await run(body, in: log)
      if awaited { self.log((try? await one) == nil ? "0 failed" : "0 ended", in: log) }
    } else {
      async let one: Void = run(statement, 0)
      async let other: Void = run(statement, 1)
      try await run(body, in: log)
      if awaited {
        self.log((try? await one) == nil ? "0 failed" : "0 ended", in: log)
        self.log((try? await other) == nil ? "1 failed" : "1 ended", in: log)
      }
    }
  }
}
