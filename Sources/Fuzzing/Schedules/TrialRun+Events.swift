// What the statements do that any event can run.

import Callbacks
import EventLoops
import Promises
import Synchronization

extension TrialRun {
  /// Runs a body that never suspends.
  func perform(_ body: [TrialStatement], in log: Int) {
    for statement in body { perform(statement, in: log) }
  }

  /// Runs a statement that never suspends.
  func perform(_ statement: TrialStatement, in log: Int) {
    switch statement.kind {
    case .read(let cell): self.log("\(value(of: cell))", in: log)
    case .write(let cell, let value): change(cell) { $0 = value }
    case .add(let cell, let value): change(cell) { $0 += value }
    case .when(let cell, let value): if self.value(of: cell) == value { perform(statement.blocks[0], in: log) }
    case .choose: self.log("\(loop.choose(.fault, among: 2))", in: log)
    case .post: loop.post(statement.name) { self.perform(statement.blocks[0], in: self.log(of: statement)) }
    case .timer(let after):
      let timer = loop.schedule(statement.name, after: .milliseconds(after)) {
        self.perform(statement.blocks[0], in: self.log(of: statement))
      }
      setHandle(of: statement, to: .timer(timer))
    case .now: self.log("\(loop.now)", in: log)
    case .block(let duration): loop.block(for: .milliseconds(duration))
    case .start(let start): setHandle(of: statement, to: .task(begin(start, statement)))
    case .lock(let index, let use):
      switch use {
      case .read: self.log("\(locks[index].value.withLock { $0 })", in: log)
      case .write(let value): locks[index].value.withLock { $0 = value }
      case .add: locks[index].value.withLock { $0 += 1 }
      }
    case .spawn:
      let task = loop.spawn(statement.name) { try await self.run(statement, 0) }
      setHandle(of: statement, to: .task(task))
    case .cancel(let id): cancel(id, in: log)
    case .flag(let id): logFlag(of: id, in: log)
    case .scopeAdd(let scope):
      scopes[scope].add(
        startTask(
          on: loop, statement.name, { self.logEnd($0, in: self.log(of: statement)) },
          from: {
            try await self.run(statement, 0)
            return statement.id
          }))
    case .scopeCancel(let scope): scopes[scope].cancel()
    case .scopeFlag(let scope): self.log("\(scopes[scope].isCancelled)", in: log)
    case .acquire(let semaphore):
      setHandle(of: statement, to: .work(semaphores[semaphore].acquire(useOfPermit(statement, semaphore))))
    case .acquireInTime(let semaphore, let limit):
      let work = withTimeout(
        after: .milliseconds(limit), on: loop, { self.semaphores[semaphore].acquire($0) },
        completion: useOfPermit(statement, semaphore))
      setHandle(of: statement, to: .work(work))
    case .permits(let semaphore):
      self.log("\(semaphores[semaphore].freePermits)/\(semaphores[semaphore].waiterCount)", in: log)
    case .yield(let stream, let value):
      if case .terminated = streams[stream].source.yield(value) { self.log("terminated", in: log) }
    case .finish(let stream): streams[stream].source.finish()
    case .resume(let id):
      switch takeHandle(of: id) {
      case .checked(let continuation): continuation.resume()
      case .suspension(let suspension): suspension.resume(with: .success(()))
      default: self.log("nothing to resume", in: log)
      }
    default: performOnFutures(statement, in: log)
    }
  }

  private func performOnFutures(_ statement: TrialStatement, in log: Int) {
    switch statement.kind {
    case .settle(let promise, let value?): promises[promise].succeed(value)
    case .settle(let promise, nil): promises[promise].fail(Failure())
    case .react(let promise): react(to: promises[promise].future, statement)
    case .isSettled(let promise): self.log("\(promises[promise].future.isSettled)", in: log)
    case .cancelPromise(let promise): promises[promise].future.cancel()
    case .joint(let joint):
      let both = promises[0...1].map(\.future)
      switch joint {
      case .race: keep(.race(both, on: loop), statement)
      case .cancellingRace: keep(.race(both, on: loop, cancelsOthers: true), statement)
      case .any: keep(.any(both, on: loop), statement)
      case .all: keep(Future.all(both, on: loop).map { $0.reduce(0, +) }, statement)
      }
    case .map(let promise): keep(promises[promise].future.map { $0 + 10 }, statement)
    case .chain(let promise, let next):
      keep(promises[promise].future.flatMap { _ in self.promises[next].future }, statement)
    case .inTime(let promise, let limit):
      keep(promises[promise].future.timeout(after: .milliseconds(limit)), statement)
    case .asyncFuture:
      let future = Future(on: loop, statement.name) {
        try await self.run(statement, 0)
        return statement.id
      }
      setHandle(of: statement, to: .future(future))
      future.whenComplete { self.logEnd($0, in: self.log(of: statement)) }
    case .futurePermit(let semaphore, let promise):
      keep(semaphores[semaphore].withPermit { self.promises[promise].future }, statement)
    default: preconditionFailure("a statement for tasks was reached outside of one")
    }
  }

  /// Starts a task as ordinary code does.
  private func begin(_ start: TrialStatement.Start, _ statement: TrialStatement) -> Task<Void, any Error> {
    switch start {
    case .task: Task { try await self.run(statement, 0) }
    case .detached: Task.detached { try await self.run(statement, 0) }
    case .main: Task { @MainActor in try await self.runOnMain(statement) }
    case .immediate: Task.immediate { try await self.run(statement, 0) }
    }
  }

  func value(of cell: Int) -> Int {
    hidesCells ? cells[cell].withValueUnobserved { $0 } : cells[cell].value
  }

  private func change(_ cell: Int, _ body: (inout Int) -> Void) {
    if hidesCells { cells[cell].withValueUnobserved { body(&$0) } } else { cells[cell].withValue { body(&$0) } }
  }

  private func cancel(_ id: Int, in log: Int) {
    switch handle(of: id) {
    case .timer(let timer): self.log(timer.cancel() ? "in time" : "too late", in: log)
    case .task(let task): task.cancel()
    case .work(let work): work.cancel()
    case .future(let future): future.cancel()
    case .checked, .suspension, nil: break
    }
  }

  private func logFlag(of id: Int, in log: Int) {
    switch handle(of: id) {
    case .task(let task): self.log("\(task.isCancelled)", in: log)
    case .future(let future): self.log("\(future.isSettled)", in: log)
    default: self.log("nil", in: log)
    }
  }

  /// Logs how something ended.
  func logEnd(_ result: Result<Int, any Error>, in log: Int) {
    switch result {
    case .success(let value): self.log("= \(value)", in: log)
    case .failure(let error): self.log("! \(Self.name(of: error))", in: log)
    }
  }

  static func name(of error: any Error) -> String {
    switch error {
    case is CancellationError: "cancelled"
    case is TimeoutError: "timed out"
    case is Failure: "failed"
    default: "other"
    }
  }

  private func useOfPermit(_ statement: TrialStatement, _ semaphore: Int) -> Completion<Void> {
    { turn in
      let log = self.log(of: statement)
      switch turn {
      case .success:
        self.log("permit", in: log)
        self.perform(statement.blocks[0], in: log)
        self.semaphores[semaphore].release()
      case .failure(let error): self.log("! \(Self.name(of: error))", in: log)
      }
    }
  }

  private func keep(_ future: Future<Int>, _ statement: TrialStatement) {
    setHandle(of: statement, to: .future(future))
    react(to: future, statement)
  }

  private func react(to future: Future<Int>, _ statement: TrialStatement) {
    future.whenComplete { result in
      let log = self.log(of: statement)
      self.logEnd(result, in: log)
      self.perform(statement.blocks[0], in: log)
    }
  }
}
