// The text of a small concurrent program, as one would write it in Swift.

extension TrialProgram: CustomStringConvertible {
  /// The program as Swift-like source. Each `log` appends to the log of the innermost labelled body.
  var description: String {
    let names = Dictionary(statements.map { ($0.id, $0.name) }) { first, _ in first }
    return roots.flatMap { $0.lines(names) }.joined(separator: "\n")
  }
}

extension TrialStatement {
  /// The name of what the statement starts: `t3` for a task.
  var name: String { Self.name(kind, id) }

  private static func name(_ kind: Kind, _ id: Int) -> String {
    switch kind {
    case .spawn, .start: "t\(id)"
    case .post: "post\(id)"
    case .timer: "timer\(id)"
    case .group: "group\(id)"
    case .actorTasks: "tasks\(id)"
    case .asyncLet: "let\(id)"
    case .joint, .map, .chain, .inTime, .asyncFuture, .futurePermit: "f\(id)"
    case .react: "reaction\(id)"
    case .acquire, .acquireInTime: "turn\(id)"
    case .scopeAdd: "work\(id)"
    case .handler: "handler\(id)"
    case .withTimeout: "limited\(id)"
    case .suspend: "wait\(id)"
    default: "s\(id)"
    }
  }

  /// The name of the log to which one of the statement's bodies appends; nil if that is the log around the statement.
  func logName(ofBlock block: Int) -> String? {
    switch kind {
    case .post, .timer, .spawn, .start, .react, .joint, .map, .chain, .inTime, .asyncFuture, .futurePermit, .acquire,
      .acquireInTime, .scopeAdd, .withTimeout:
      name
    case .group, .asyncLet: block + 1 < blocks.count ? "\(name).\(block)" : nil
    case .actorTasks: "\(name).\(block)"
    case .handler: block == 1 ? name : nil
    default: nil
    }
  }

  fileprivate func lines(_ names: [Int: String]) -> [String] {
    func body(_ block: Int) -> [String] {
      blocks.indices.contains(block) ? blocks[block].flatMap { $0.lines(names) }.map { "  " + $0 } : []
    }
    func target(_ id: Int) -> String { names[id] ?? "nothing" }
    func whole(_ head: String, _ tail: String = "}") -> [String] {
      body(0).isEmpty ? [head + " " + tail] : [head] + body(0) + [tail]
    }
    func useOfPermit(_ semaphore: Int) -> [String] {
      ["  // with a permit:"] + body(0) + ["  semaphore\(semaphore).release()", "}"]
    }
    switch kind {
    case .read(let cell): return ["log(\(Self.cell(cell)).value)"]
    case .write(let cell, let value): return ["\(Self.cell(cell)).value = \(value)"]
    case .add(let cell, let value): return ["\(Self.cell(cell)).value += \(value)"]
    case .when(let cell, let value): return whole("if \(Self.cell(cell)).value == \(value) {")
    case .choose: return ["log(loop.choose(.fault, among: 2))"]
    case .fail: return ["throw Failure()"]
    case .post: return whole("loop.post(\"\(name)\") {")
    case .timer(let after): return whole("\(name) = loop.schedule(\"\(name)\", after: .milliseconds(\(after))) {")
    case .now: return ["log(loop.now)"]
    case .block(let duration): return ["loop.block(for: .milliseconds(\(duration)))"]
    case .spawn: return whole("\(name) = loop.spawn(\"\(name)\") {")
    case .start(let start):
      switch start {
      case .task: return whole("\(name) = Task {")
      case .detached: return whole("\(name) = Task.detached {")
      case .main: return whole("\(name) = Task { @MainActor in")
      case .immediate: return whole("\(name) = Task.immediate {")
      }
    case .nap(let duration): return ["log(try? await Task.sleep(for: .milliseconds(\(duration))))"]
    case .onMain: return whole("await MainActor.run {")
    case .lock(let index, let use):
      switch use {
      case .read: return ["log(lock\(index).withLock { $0 })"]
      case .write(let value): return ["lock\(index).withLock { $0 = \(value) }"]
      case .add: return ["lock\(index).withLock { $0 += 1 }"]
      }
    case .sleep(let duration, let isThrowing):
      let sleep = "await loop.sleep(for: .milliseconds(\(duration)))"
      return [isThrowing ? "try \(sleep)" : "log(try? \(sleep))"]
    case .pause: return ["await Task.yield()"]
    case .value(let id): return ["log(try? await \(target(id))?.value)"]
    case .group(let group): return groupLines(group, body)
    case .asyncLet(let awaited):
      let children = blocks.indices.dropLast()
      var lines = ["do {"]
      for child in children {
        lines.append("  async let \(name).\(child) = {")
        lines += body(child).map { "  " + $0 } + ["  }()"]
      }
      lines += body(blocks.count - 1)
      if awaited { lines += children.map { "  log(await \(name).\($0))" } }
      return lines + ["}"]
    case .cancel(let id): return ["\(target(id))?.cancel()"]
    case .flag(let id): return ["log(\(target(id))?.isCancelled)"]
    case .ownFlag: return ["log(Task.isCancelled)"]
    case .check: return ["try Task.checkCancellation()"]
    case .handler:
      let middle = ["} onCancel: { // \(name)", "  log(\"cancelled\")"]
      return ["try await withTaskCancellationHandler {"] + body(0) + middle + body(1) + ["}"]
    case .scopeAdd(let scope):
      return whole("scope\(scope).add(startTask(on: loop, \"\(name)\", { log($0) }) {", "})")
    case .scopeCancel(let scope): return ["scope\(scope).cancel()"]
    case .scopeFlag(let scope): return ["log(scope\(scope).isCancelled)"]
    case .withPermit(let semaphore): return whole("log(try? await semaphore\(semaphore).withPermit {", "})")
    case .acquire(let semaphore):
      return ["\(name) = semaphore\(semaphore).acquire { log($0)"] + useOfPermit(semaphore)
    case .permits(let semaphore): return ["log(semaphore\(semaphore).freePermits, semaphore\(semaphore).waiterCount)"]
    case .withTimeout(let limit):
      return whole("log(try? await withTimeout(after: .milliseconds(\(limit)), on: loop) { // \(name)", "})")
    case .acquireInTime(let semaphore, let limit):
      let head = "\(name) = withTimeout(after: .milliseconds(\(limit)), on: loop"
      return ["\(head), { semaphore\(semaphore).acquire($0) }) { log($0)"] + useOfPermit(semaphore)
    case .settle(let promise, let value):
      return [value.map { "promise\(promise).succeed(\($0))" } ?? "promise\(promise).fail(Failure())"]
    case .react(let promise): return whole("promise\(promise).future.whenComplete { log($0) // \(name)")
    case .get(let promise): return ["log(try? await promise\(promise).future.get())"]
    case .isSettled(let promise): return ["log(promise\(promise).future.isSettled)"]
    case .cancelPromise(let promise): return ["promise\(promise).future.cancel()"]
    case .joint(let joint):
      return [
        "\(name) = .\(joint == .cancellingRace ? "race" : joint.rawValue)([promise0.future, promise1.future]"
          + (joint == .cancellingRace ? ", cancelsOthers: true)" : ")")
      ] + whole("\(name).whenComplete { log($0)")
    case .map(let promise):
      return ["\(name) = promise\(promise).future.map { $0 + 10 }"] + whole("\(name).whenComplete { log($0)")
    case .chain(let promise, let next):
      return ["\(name) = promise\(promise).future.flatMap { _ in promise\(next).future }"]
        + whole("\(name).whenComplete { log($0)")
    case .inTime(let promise, let limit):
      return ["\(name) = promise\(promise).future.timeout(after: .milliseconds(\(limit)))"]
        + whole("\(name).whenComplete { log($0)")
    case .asyncFuture:
      return whole("\(name) = Future(on: loop, \"\(name)\", async: {", "})") + ["\(name).whenComplete { log($0) }"]
    case .futurePermit(let semaphore, let promise):
      return ["\(name) = semaphore\(semaphore).withPermit { promise\(promise).future }"]
        + whole("\(name).whenComplete { log($0)")
    case .yield(let stream, let value): return ["log(stream\(stream).yield(\(value)))"]
    case .finish(let stream): return ["stream\(stream).finish()"]
    case .forAwait(let stream, let most):
      return ["for await value in stream\(stream).prefix(\(most)) { log(value) }; log(\"end\")"]
    case .actor(let actor, let call): return ["log(await actor\(actor).\(call)())"]
    case .actorTasks(let actor):
      var lines = ["await actor\(actor).start {"]
      for block in blocks.indices {
        lines.append("  Task { // \(name).\(block)")
        lines += body(block).map { "  " + $0 } + ["  }"]
      }
      return lines + ["}"]
    case .suspend(.checked): return ["await withCheckedContinuation { \(name) = $0 }; log(\"resumed\")"]
    case .suspend(.braid): return ["log(try? await suspend(on: loop) { \(name) = $0 })"]
    case .suspend(.checkedPosted): return ["await withCheckedContinuation { c in loop.post { c.resume() } }"]
    case .suspend(.braidPosted): return ["try await suspend(on: loop) { s in loop.post { s.resume() } }"]
    case .resume(let id): return ["\(target(id)).take()?.resume()"]
    }
  }

  private func groupLines(_ group: Group, _ body: (Int) -> [String]) -> [String] {
    let isThrowing = group == .throwing || group == .throwingOut
    let kindName = group == .discarding ? "Discarding" : isThrowing ? "Throwing" : ""
    var lines = [
      "\(isThrowing ? "try " : "")await with\(kindName)TaskGroup { group in"
    ]
    for child in blocks.indices.dropLast() {
      lines.append("  group.addTask { // \(name).\(child)")
      lines += body(child).map { "  " + $0 } + ["  }"]
    }
    lines += body(blocks.count - 1)
    switch group {
    case .next: lines.append("  for await child in group { log(child) }")
    case .first: lines += ["  log(await group.next())", "  group.cancelAll()"]
    case .waitForAll: lines.append("  await group.waitForAll()")
    case .discarding: break
    case .throwing: lines.append("  for try await child in group { log(child) }")
    case .throwingOut: lines.append("  throw Failure()")
    case .cancelAll: lines += ["  group.cancelAll()", "  await group.waitForAll()"]
    }
    return lines + [isThrowing ? "} // caught: log(\"threw\")" : "}"]
  }

  private static func cell(_ cell: Int) -> String { ["a", "b", "c"][cell % 3] }
}
