// Small random programs over Dispatch, of which every order can be run.

import Dispatch
@testable import EventLoops

/// A program of blocks on three queues, a semaphore and a group.
struct RandomProgram: Sendable, CustomStringConvertible {
  /// What a block does, one after the other.
  indirect enum Statement: Sendable {
    case note(cell: Int, String)
    case async(queue: Int, isBarrier: Bool, [Statement])
    case after(queue: Int, seconds: Int, [Statement])
    /// Only on a queue with a higher number than those that are held, so that it can always continue.
    case sync(queue: Int, isBarrier: Bool, [Statement])
    case signal
    case wait(seconds: Int)
    case grouped(queue: Int, [Statement])
    case notify(queue: Int, [Statement])
    case waitForGroup(seconds: Int)
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
      let target = generator.next(below: 3)
      func body(on queue: Int) -> [Statement] {
        blocks -= 1
        return statements(on: queue, depth: depth + 1)
      }
      switch generator.next(below: 12) {
      case 0...2:
        return .async(queue: target, isBarrier: target == 2 && generator.next(below: 2) == 0, body(on: target))
      case 3: return .after(queue: target, seconds: 1 + generator.next(below: 2), body(on: target))
      case 4 where queue < 2:
        let above = queue + 1 + generator.next(below: 2 - queue)
        return .sync(queue: above, isBarrier: above == 2 && generator.next(below: 2) == 0, body(on: above))
      case 5: return .signal
      case 6: return .wait(seconds: 1 + generator.next(below: 2))
      case 7, 8: return .grouped(queue: target, body(on: target))
      case 9: return .notify(queue: target, body(on: target))
      case 10: return .waitForGroup(seconds: 1)
      default: return note()
      }
    }
    self.statements = statements(on: -1, depth: 0)
  }

  init(_ statements: [Statement]) {
    self.statements = statements
  }

  var description: String { "\(statements)".replacing("DispatchTests.RandomProgram.Statement.", with: "") }

  /// What the program has of Dispatch and of a loop.
  private final class World: Sendable {
    let queues = [
      DispatchQueue(label: "0"), DispatchQueue(label: "1"), DispatchQueue(label: "2", attributes: .concurrent),
    ]
    let semaphore = DispatchSemaphore(value: 0)
    let group = DispatchGroup()
    let cells: [LoopConfined<String>]

    init(_ cells: [LoopConfined<String>]) {
      self.cells = cells
    }

    func run(_ statements: [Statement]) {
      for statement in statements { run(statement) }
    }

    private func run(_ statement: Statement) {
      switch statement {
      case .note(let cell, let text): cells[cell].withValue { $0 += text + " " }
      case .async(let queue, let isBarrier, let body):
        queues[queue].async(flags: isBarrier ? .barrier : []) { self.run(body) }
      case .after(let queue, let seconds, let body):
        queues[queue].asyncAfter(deadline: .now() + .seconds(seconds)) { self.run(body) }
      case .sync(let queue, let isBarrier, let body):
        queues[queue].sync(flags: isBarrier ? .barrier : []) { run(body) }
      case .signal: semaphore.signal()
      case .wait(let seconds):
        let result = semaphore.wait(timeout: .now() + .seconds(seconds))
        cells[0].withValue { $0 += result == .success ? "taken " : "late " }
      case .grouped(let queue, let body): queues[queue].async(group: group) { self.run(body) }
      case .notify(let queue, let body): group.notify(queue: queues[queue]) { self.run(body) }
      case .waitForGroup(let seconds):
        let result = group.wait(timeout: .now() + .seconds(seconds))
        cells[1].withValue { $0 += result == .success ? "empty " : "late " }
      }
    }
  }

  /// Posts the program on a loop, and returns what reads its outcome.
  func start(on loop: VirtualEventLoop) -> @Sendable (Report) -> String {
    let cells = (0..<2).map { _ in LoopConfined("", on: loop) }
    loop.post("start") { World(cells).run(statements) }
    return { report in "\(report.ending) \(cells.map(\.value))" }
  }

  /// The outcomes of all lists of choices; nil if there are more than the number of runs.
  func outcomesOfEveryScript(limit: Int) -> Set<String>? {
    var outcomes: Set<String> = []
    var picks: [Int] = []
    for _ in 0..<limit {
      let loop = VirtualEventLoop(policy: .script(picks), capturing: .everything, watching: .off)
      let outcome = start(on: loop)
      let report = loop.run()
      outcomes.insert(outcome(report))
      var choices = report.choices
      while let last = choices.last, last.picked + 1 == last.options { choices.removeLast() }
      guard let last = choices.last else { return outcomes }
      picks = choices.dropLast().map(\.picked) + [last.picked + 1]
    }
    return nil
  }
}
