// Small random programs over Dispatch, of which every order can be run.

import EventLoops

/// A program of blocks on three queues and the main one, tasks of the main actor, a semaphore, a group, work items and timers.
struct DispatchProgram: Sendable, CustomStringConvertible {
  /// What a block does, one after the other.
  indirect enum Statement: Sendable {
    case note(cell: Int, String)
    case async(queue: Int, isBarrier: Bool, [Statement])
    /// A task of the main actor.
    case onMainActor([Statement])
    case after(queue: Int, seconds: Int, [Statement])
    /// Only on a queue with a higher number than those that are held, so that it can always continue.
    case sync(queue: Int, isBarrier: Bool, [Statement])
    case signal
    case wait(seconds: Int)
    case grouped(queue: Int, [Statement])
    case notify(queue: Int, [Statement])
    case waitForGroup(seconds: Int)
    /// A work item, and a block on a queue that cancels it.
    case item(queue: Int, cancelledOn: Int, [Statement])
    /// A timer that fires each second, and is cancelled when it has fired some times.
    case timer(queue: Int, times: Int, [Statement])

    /// The statements in it.
    var body: [Statement] {
      switch self {
      case .async(_, _, let body), .after(_, _, let body), .sync(_, _, let body), .grouped(_, let body),
        .notify(_, let body), .item(_, _, let body), .timer(_, _, let body), .onMainActor(let body):
        body
      case .note, .signal, .wait, .waitForGroup: []
      }
    }

    /// The same with other statements in it.
    func with(_ body: [Statement]) -> Statement {
      switch self {
      case .async(let queue, let isBarrier, _): .async(queue: queue, isBarrier: isBarrier, body)
      case .after(let queue, let seconds, _): .after(queue: queue, seconds: seconds, body)
      case .sync(let queue, let isBarrier, _): .sync(queue: queue, isBarrier: isBarrier, body)
      case .grouped(let queue, _): .grouped(queue: queue, body)
      case .notify(let queue, _): .notify(queue: queue, body)
      case .item(let queue, let other, _): .item(queue: queue, cancelledOn: other, body)
      case .timer(let queue, let times, _): .timer(queue: queue, times: times, body)
      case .onMainActor: .onMainActor(body)
      case .note, .signal, .wait, .waitForGroup: self
      }
    }
  }

  let statements: [Statement]

  init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var notes = 0
    var blocks = 4
    func statements(on queue: Int, depth: Int) -> [Statement] {
      (0..<1 + generator.next(below: depth == 0 ? 4 : 2)).map { _ in statement(on: queue, depth: depth) }
    }
    func note() -> Statement {
      notes += 1
      return .note(cell: generator.next(below: 2), "\(notes)")
    }
    func statement(on queue: Int, depth: Int) -> Statement {
      guard depth < 3, blocks > 0 else { return note() }
      let target = generator.next(below: 4)
      func body(on queue: Int) -> [Statement] {
        blocks -= 1
        return statements(on: queue, depth: depth + 1)
      }
      switch generator.next(below: 16) {
      case 0...2:
        return .async(queue: target, isBarrier: target == 2 && generator.next(below: 2) == 0, body(on: target))
      case 3: return .after(queue: target, seconds: 1 + generator.next(below: 2), body(on: target))
      case 4 where queue < 3:
        let above = queue + 1 + generator.next(below: 3 - queue)
        return .sync(queue: above, isBarrier: above == 2 && generator.next(below: 2) == 0, body(on: above))
      case 5: return .signal
      case 6: return .wait(seconds: 1 + generator.next(below: 2))
      case 7, 8: return .grouped(queue: target, body(on: target))
      case 9: return .notify(queue: target, body(on: target))
      case 10: return .waitForGroup(seconds: 1)
      case 11: return .item(queue: target, cancelledOn: generator.next(below: 4), body(on: target))
      case 12: return .timer(queue: target, times: 1 + generator.next(below: 2), body(on: target))
      case 13, 14: return .onMainActor(body(on: 3))
      default: return note()
      }
    }
    self.statements = statements(on: -1, depth: 0)
  }

  init(_ statements: [Statement]) {
    self.statements = statements
  }

  var description: String { "\(statements)".replacing("Fuzzing.DispatchProgram.Statement.", with: "") }

  /// The programs with one statement less.
  var smaller: [DispatchProgram] { Self.smaller(statements).map { DispatchProgram($0) } }

  private static func smaller(_ statements: [Statement]) -> [[Statement]] {
    statements.indices.flatMap { index -> [[Statement]] in
      var without = statements
      let statement = without.remove(at: index)
      let insides = smaller(statement.body).map { body in
        var statements = statements
        statements[index] = statement.with(body)
        return statements
      }
      return [without] + insides
    }
  }
}
