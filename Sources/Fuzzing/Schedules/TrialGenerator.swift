// Random small concurrent programs.

import EventLoops

/// Makes one program; what it is follows from the seed and the families alone.
struct TrialGenerator {
  private var random: SeededGenerator
  /// The families of this program: few of those that are allowed, so that they meet often.
  private let features: TrialFeatures
  /// Whether the program is ordinary Swift, and its tasks are not the loop's.
  private let isOrdinary: Bool
  private var nextID = 0
  private var statementsLeft: Int
  private var consumedStreams: Set<Int> = []

  /// What a body runs in.
  private struct Context {
    var isAsync: Bool
    var depth: Int
  }

  /// A program from a seed.
  static func program(seed: UInt64, of features: TrialFeatures, statements: Int = 12) -> TrialProgram {
    var generator = TrialGenerator(seed: seed, features, statements)
    let roots = generator.roots()
    return TrialProgram(roots: generator.resolved(roots)).numbered
  }

  private init(seed: UInt64, _ allowed: TrialFeatures, _ statements: Int) {
    random = SeededGenerator(seed: seed)
    isOrdinary = allowed.isOrdinary
    let families = allowed.each
    var chosen = TrialFeatures()
    if !families.isEmpty {
      for _ in 0..<1 + random.next(below: 3) { chosen.formUnion(families[random.next(below: families.count)]) }
    }
    features = chosen.union(chosen.companions.intersection(allowed))
    statementsLeft = statements / 2 + random.next(below: statements / 2 + 1)
  }

  private mutating func chance(_ part: Int, of whole: Int) -> Bool { random.next(below: whole) < part }

  private mutating func roots() -> [TrialStatement] {
    var roots: [TrialStatement] = []
    for _ in 0..<2 + random.next(below: 2) {
      if isOrdinary {
        roots.append(start(Context(isAsync: true, depth: 1)))
      } else if features.contains(.timers), chance(1, of: 5) {
        roots.append(statement(.timer(after: random.next(below: 3)), Context(isAsync: false, depth: 1)))
      } else if needsTasks ? chance(3, of: 4) : chance(1, of: 4) {
        roots.append(statement(.spawn, Context(isAsync: true, depth: 1)))
      } else {
        roots.append(statement(.post, Context(isAsync: false, depth: 1)))
      }
      if chance(1, of: 6), let extra = random(in: Context(isAsync: false, depth: 0)) { roots.append(extra) }
    }
    return roots
  }

  private var needsTasks: Bool {
    !features.isDisjoint(with: [
      .sleeps, .yields, .groups, .asyncLet, .cancels, .flags, .handlers, .semaphores, .timeouts, .streams, .values,
      .actors, .continuations,
    ])
  }

  /// A task of one of the kinds that ordinary programs of these families have.
  private mutating func start(_ context: Context) -> TrialStatement {
    var kinds: [TrialStatement.Start] = [.task]
    if features.contains(.detached) { kinds.append(.detached) }
    if features.contains(.mainActor) { kinds.append(.main) }
    if features.contains(.immediate) { kinds.append(.immediate) }
    return statement(.start(kinds[random.next(below: kinds.count)]), context)
  }

  private mutating func statement(_ kind: TrialStatement.Kind, _ contexts: Context...) -> TrialStatement {
    var statement = TrialStatement(id: nextID, kind: kind)
    nextID += 1
    statementsLeft -= 1
    for context in contexts { statement.blocks.append(body(context)) }
    return statement
  }

  private mutating func body(_ context: Context) -> [TrialStatement] {
    var body: [TrialStatement] = []
    if context.depth == 4, chance(2, of: 3) { return [] }
    for _ in 0..<(context.depth > 1 ? 1 + random.next(below: 2) : 2 + random.next(below: 3)) {
      if statementsLeft <= 0 { break }
      if let next = random(in: context) { body.append(next) }
    }
    return body
  }

  /// A statement of one of the families, or one that touches a cell.
  private mutating func random(in context: Context) -> TrialStatement? {
    let families = features.each
    guard !families.isEmpty, chance(3, of: 5) else { return isOrdinary && chance(1, of: 3) ? nil : ofCells(context) }
    return of(families[random.next(below: families.count)], context) ?? ofCells(context)
  }

  private mutating func ofCells(_ context: Context) -> TrialStatement? {
    // Ordinary programs have more events than those for a loop, and stay small only with fewer statements.
    let cell = isOrdinary ? 0 : random.next(below: 3) / 2
    if features.contains(.locks) { return ofLocks(cell) }
    switch random.next(below: 8) {
    case 0...2: return statement(.read(cell: cell))
    case 3...4: return statement(.write(cell: cell, 1 + random.next(below: 3)))
    case 5: return statement(.add(cell: cell, 1))
    case 6:
      guard context.depth < 3 else { return statement(.read(cell: cell)) }
      return statement(
        .when(cell: cell, equals: random.next(below: 3)),
        Context(isAsync: context.isAsync, depth: context.depth == 0 ? 0 : context.depth + 1))
    default:
      guard context.depth < 3 else { return statement(.write(cell: cell, 3)) }
      if isOrdinary { return start(Context(isAsync: true, depth: context.depth + 1)) }
      return statement(.post, Context(isAsync: false, depth: context.depth + 1))
    }
  }

  private mutating func ofLocks(_ cell: Int) -> TrialStatement {
    switch random.next(below: 6) {
    case 0...2: statement(.lock(cell, .read))
    case 3...4: statement(.lock(cell, .write(1 + random.next(below: 3))))
    default: statement(.lock(cell, .add))
    }
  }

  /// A semaphore with one permit, as a rule; the other one has two.
  private mutating func semaphore() -> Int { random.next(below: 4) / 3 }

  private mutating func of(_ family: TrialFeatures, _ context: Context) -> TrialStatement? {
    let inner = Context(isAsync: context.isAsync, depth: context.depth + 1)
    let event = Context(isAsync: false, depth: context.depth + 1)
    let task = Context(isAsync: true, depth: context.depth + 1)
    let isDeep = context.depth >= 3
    switch family {
    case .timers: return isDeep ? nil : statement(.timer(after: random.next(below: 3)), event)
    case .sleeps:
      return context.isAsync ? statement(.sleep(random.next(below: 3), throwing: chance(1, of: 2))) : nil
    case .yields: return context.isAsync ? statement(.pause) : nil
    case .groups:
      guard context.isAsync, !isDeep else { return nil }
      let kind = TrialStatement.Group.allCases[random.next(below: TrialStatement.Group.allCases.count)]
      let body = Context(isAsync: true, depth: 4)
      switch random.next(below: 8) {
      case 0: return statement(.group(kind), task, task, task, body)
      case 1...2: return statement(.group(kind), task, body)
      default: return statement(.group(kind), task, task, body)
      }
    case .asyncLet:
      guard context.isAsync, !isDeep else { return nil }
      let isAwaited = chance(3, of: 4)
      return chance(1, of: 2)
        ? statement(.asyncLet(awaited: isAwaited), task, inner)
        : statement(.asyncLet(awaited: isAwaited), task, task, inner)
    case .cancels: return statement(.cancel(-1))
    case .flags:
      if context.isAsync, chance(2, of: 3) { return statement(chance(3, of: 4) ? .ownFlag : .check) }
      return statement(.flag(of: -1))
    case .handlers: return context.isAsync && !isDeep ? statement(.handler, task, event) : nil
    case .scopes:
      switch random.next(below: 4) {
      case 0...1 where !isDeep: return statement(.scopeAdd(0), task)
      case 2: return statement(.scopeFlag(0))
      default: return statement(.scopeCancel(0))
      }
    case .semaphores:
      switch random.next(below: 5) {
      case 0...2 where context.isAsync && !isDeep: return statement(.withPermit(semaphore()), task)
      case 0...3 where !isDeep: return statement(.acquire(semaphore()), event)
      default: return statement(.permits(semaphore()))
      }
    case .timeouts:
      guard !isDeep else { return nil }
      switch random.next(below: 4) {
      case 0...1 where context.isAsync: return statement(.withTimeout(random.next(below: 3)), task)
      case 0...2: return statement(.inTime(random.next(below: 2), random.next(below: 3)), event)
      default: return statement(.acquireInTime(semaphore(), random.next(below: 3)), event)
      }
    case .promises: return ofPromises(context, event, task)
    case .joints:
      if isDeep || chance(1, of: 2) { return settlement() }
      let kinds = TrialStatement.Joint.allCases
      return statement(.joint(kinds[random.next(below: kinds.count)]), event)
    case .reactions: return isDeep || chance(1, of: 3) ? settlement() : statement(.react(to: 0), event)
    case .streams: return ofStreams(context)
    case .values: return context.isAsync ? statement(.value(of: -1)) : nil
    case .actors:
      guard context.isAsync else { return nil }
      let calls = TrialStatement.Call.allCases
      let count = features.contains(.actorTasks) ? calls.count : calls.count - 1
      return statement(.actor(random.next(below: 4) / 3, calls[random.next(below: count)]))
    case .actorTasks:
      guard context.isAsync, !isDeep else { return nil }
      let onActor = Context(isAsync: false, depth: 4)
      return chance(1, of: 2)
        ? statement(.actorTasks(random.next(below: 4) / 3), onActor, onActor)
        : statement(.actor(random.next(below: 2), .transfer))
    case .continuations:
      if context.isAsync, chance(1, of: 2) {
        if isOrdinary { return statement(.suspend(.checked)) }
        let kinds = TrialStatement.Continuation.allCases
        return statement(.suspend(kinds[random.next(below: kinds.count)]))
      }
      return statement(.resume(-1))
    case .clock: return statement(.now)
    case .choices: return context.depth > 0 ? statement(.choose) : nil
    case .errors: return context.isAsync ? statement(.fail) : nil
    case .detached, .immediate: return isDeep ? nil : start(task)
    case .mainActor:
      if context.isAsync, chance(1, of: 2) { return statement(.onMain, Context(isAsync: false, depth: 4)) }
      return isDeep ? nil : start(task)
    case .naps: return context.isAsync ? statement(.nap(random.next(below: 3))) : nil
    case .locks: return ofLocks(0)
    case .blocking: return statement(.block(1 + random.next(below: 2)))
    default: return nil
    }
  }

  private mutating func settlement() -> TrialStatement {
    statement(.settle(random.next(below: 2), with: chance(3, of: 4) ? 1 + random.next(below: 3) : nil))
  }

  private mutating func ofPromises(_ context: Context, _ event: Context, _ task: Context) -> TrialStatement? {
    let promise = random.next(below: 2)
    switch random.next(below: 10) {
    case 0...1: return settlement()
    case 2 where context.isAsync: return statement(.get(promise))
    case 3 where context.depth < 3: return statement(.map(promise), event)
    case 4: return statement(.isSettled(promise))
    case 5: return statement(.cancelPromise(promise))
    case 6 where context.depth < 3: return statement(.asyncFuture, task)
    case 7 where features.contains(.semaphores) && context.depth < 3:
      return statement(.futurePermit(semaphore(), promise), event)
    case 8 where context.depth < 3: return statement(.chain(promise, 1 - promise), event)
    default: return settlement()
    }
  }

  private mutating func ofStreams(_ context: Context) -> TrialStatement? {
    let stream = random.next(below: 4) / 3
    if context.isAsync, !consumedStreams.contains(stream), chance(1, of: 2) {
      consumedStreams.insert(stream)
      return statement(.forAwait(stream, atMost: 1 + random.next(below: 2)))
    }
    return chance(2, of: 3) ? statement(.yield(stream, 1 + random.next(below: 3))) : statement(.finish(stream))
  }
}

extension TrialGenerator {
  /// The statements, with what those name that name another one; those for which there is nothing to name are left out.
  private mutating func resolved(_ roots: [TrialStatement]) -> [TrialStatement] {
    let all = roots.flatMap(\.all)
    return resolved(roots, all, within: [])
  }

  private mutating func resolved(
    _ body: [TrialStatement], _ all: [TrialStatement], within enclosing: [TrialStatement]
  ) -> [TrialStatement] {
    var result: [TrialStatement] = []
    for var statement in body {
      switch statement.kind {
      case .cancel:
        guard let id = pick(all, [.task, .timer, .work, .future]) else { continue }
        statement.kind = .cancel(id)
      case .flag:
        guard let id = pick(all, [.task, .future]) else { continue }
        statement.kind = .flag(of: id)
      case .resume:
        guard let id = pick(all, [.continuation]) else { continue }
        statement.kind = .resume(id)
      case .value:
        // No task waits for one that may wait for it: tasks are ordered by their ends in the text.
        let inside = Set(enclosing.last?.all.map(\.id) ?? [])
        let above = Set(enclosing.map(\.id))
        let last = enclosing.last?.id ?? 0
        guard let id = pick(all.filter { !above.contains($0.id) && ($0.id < last || inside.contains($0.id)) }, [.task])
        else { continue }
        statement.kind = .value(of: id)
      default: break
      }
      statement.blocks = statement.blocks.map { resolved($0, all, within: enclosing + [statement]) }
      result.append(statement)
    }
    return result
  }

  private mutating func pick(_ all: [TrialStatement], _ handles: [TrialStatement.Handle]) -> Int? {
    let candidates = all.filter { statement in statement.handle.map { handles.contains($0) } ?? false }
    return candidates.isEmpty ? nil : candidates[random.next(below: candidates.count)].id
  }
}
