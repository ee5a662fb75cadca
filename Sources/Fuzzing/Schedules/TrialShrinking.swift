// Making a small program smaller while it keeps what is wrong with it.

/// A greedy reduction, as with Zeller's and Hildebrandt's delta debugging: the result is minimal in that no single step
/// makes it smaller. Deterministic, since the steps are tried in the order of the text.
struct TrialShrinking {
  /// The smallest program that was found.
  private(set) var program: TrialProgram
  /// How many programs were tried.
  private(set) var tries = 0

  /// Makes a program smaller.
  ///
  /// - Parameter isWrong: Whether a program has what is wrong with the first one.
  init(_ program: TrialProgram, while isWrong: (TrialProgram) -> Bool) {
    self.program = program
    while let smaller = step(isWrong) { self.program = smaller }
  }

  private mutating func step(_ isWrong: (TrialProgram) -> Bool) -> TrialProgram? {
    for candidate in Self.candidates(program) {
      let candidate = candidate.numbered
      if candidate == program { continue }
      tries += 1
      if isWrong(candidate) { return candidate }
    }
    return nil
  }

  /// Programs that are one step smaller: without a statement, with a body in the place of its statement, with a
  /// simpler statement in its place.
  private static func candidates(_ program: TrialProgram) -> [TrialProgram] {
    let count = program.statements.count
    var candidates: [TrialProgram] = []
    for position in 0..<count { candidates.append(edit(program, at: position) { _ in [] }) }
    for position in 0..<count {
      let statement = program.statements[position]
      for body in statement.blocks.indices where !statement.blocks[body].isEmpty {
        candidates.append(edit(program, at: position) { $0.blocks[body] })
      }
      for simpler in statement.simpler { candidates.append(edit(program, at: position) { _ in [simpler] }) }
    }
    let plainer = TrialProgram(roots: program.roots.map(\.plainer))
    return (candidates + [plainer]).filter(\.isWellFormed)
  }

  /// The program with other statements in the place of the one at a position of the text.
  private static func edit(
    _ program: TrialProgram, at position: Int, _ change: (TrialStatement) -> [TrialStatement]
  ) -> TrialProgram {
    var next = 0
    func edited(_ body: [TrialStatement]) -> [TrialStatement] {
      body.flatMap { statement -> [TrialStatement] in
        next += 1
        if next - 1 == position {
          let result = change(statement)
          next += statement.all.count - 1
          return result
        }
        var statement = statement
        statement.blocks = statement.blocks.map(edited)
        return [statement]
      }
    }
    return TrialProgram(roots: edited(program.roots))
  }
}

extension TrialStatement {
  /// What is simpler than the statement, the simplest first.
  fileprivate var simpler: [TrialStatement] {
    func with(_ kinds: Kind...) -> [TrialStatement] {
      kinds.filter { $0 != kind }.map { TrialStatement(id: id, kind: $0, blocks: blocks) }
    }
    func without(_ block: Int) -> TrialStatement {
      var statement = self
      statement.blocks.remove(at: block)
      return statement
    }
    switch kind {
    case .spawn where !blocks.joined().contains(where: \.isAsync): return with(.post)
    case .start(let start): return start == .task ? [] : with(.start(.task))
    case .nap(let duration): return with(.pause) + (duration > 0 ? with(.nap(0)) : [])
    case .lock(let cell, .add): return with(.lock(cell, .write(1)))
    case .timer(let after): return with(.post) + (after > 0 ? with(.timer(after: 0)) : [])
    case .sleep(let duration, let isThrowing):
      return with(.pause) + (duration > 0 ? with(.sleep(0, throwing: isThrowing)) : [])
    case .group(let group):
      let fewer = blocks.count > 2 ? blocks.indices.dropLast().map(without) : []
      return fewer + (group == .waitForAll ? [] : with(.group(.waitForAll)))
    case .asyncLet: return blocks.count > 2 ? [without(0), without(1)] : []
    case .block(let duration): return duration > 1 ? with(.block(1)) : []
    case .withTimeout(let limit): return limit > 0 ? with(.withTimeout(0)) : []
    case .inTime(let promise, let limit): return limit > 0 ? with(.inTime(promise, 0)) : []
    case .acquireInTime(let semaphore, let limit):
      return with(.acquire(semaphore)) + (limit > 0 ? with(.acquireInTime(semaphore, 0)) : [])
    case .forAwait(let stream, let most): return most > 1 ? with(.forAwait(stream, atMost: 1)) : []
    case .actor(let actor, .slowAdd): return with(.actor(actor, .add))
    case .asyncFuture, .scopeAdd: return with(.spawn)
    case .add(let cell, _): return with(.write(cell: cell, 1))
    default: return []
    }
  }

  /// The statement with the first of all cells, streams and actors in the place of any other.
  fileprivate var plainer: TrialStatement {
    var statement = self
    switch kind {
    case .read: statement.kind = .read(cell: 0)
    case .write: statement.kind = .write(cell: 0, 1)
    case .add: statement.kind = .add(cell: 0, 1)
    case .when(_, let value): statement.kind = .when(cell: 0, equals: value)
    case .lock(_, let use): statement.kind = .lock(0, use)
    case .yield: statement.kind = .yield(0, 1)
    case .finish: statement.kind = .finish(0)
    case .forAwait(_, let most): statement.kind = .forAwait(0, atMost: most)
    case .actor(_, let call): statement.kind = .actor(0, call)
    default: break
    }
    statement.blocks = blocks.map { $0.map(\.plainer) }
    return statement
  }
}

extension TrialProgram {
  /// Whether no statement for tasks is in a body that never suspends, and no stream has two readers.
  fileprivate var isWellFormed: Bool {
    func isFine(_ body: [TrialStatement], isAsync: Bool) -> Bool {
      body.allSatisfy { statement in
        if statement.isAsync, !isAsync { return false }
        return statement.blocks.indices.allSatisfy { block in
          isFine(statement.blocks[block], isAsync: statement.isTask(block, in: isAsync))
        }
      }
    }
    var readers: [Int] = []
    for case .forAwait(let stream, _) in statements.map(\.kind) { readers.append(stream) }
    // A choice while the program is set up is made before any driver can make it.
    let choosesInSetup = roots.contains { root in
      root.kind == .choose || root.isCondition && root.all.contains { $0.kind == .choose }
    }
    return !choosesInSetup && isFine(roots, isAsync: false) && Set(readers).count == readers.count
  }
}

extension TrialStatement {
  fileprivate var isCondition: Bool { if case .when = kind { true } else { false } }

  /// Whether a task runs one of the statement's bodies.
  fileprivate func isTask(_ block: Int, in isAsync: Bool) -> Bool {
    switch kind {
    case .when: isAsync
    case .handler: block == 0
    case .spawn, .start, .group, .asyncLet, .scopeAdd, .withPermit, .withTimeout, .asyncFuture: true
    default: false
    }
  }
}
