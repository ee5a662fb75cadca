// Small random programs of posts, timers, cancellations and shared cells, and what a plain recursion says of them.

import EventLoops

@testable import Exploration

/// A program of a few events, each a list of actions; an event only sets off events with higher numbers.
struct SmallProgram: Sendable, CustomStringConvertible {
  enum Action: Sendable {
    case add(cell: Int, Int)
    case double(cell: Int)
    case post(Int)
    case schedule(Int, ticks: Int)
    /// Cancels the timer of an event that was set last, if there is one.
    case cancel(Int)
    case postIfOdd(cell: Int, Int)
  }

  static let cells = 2
  var roots: [Int] = []
  var events: [[Action]] = []

  var description: String { "roots \(roots) events \(events)" }

  init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let count = 4 + generator.next(below: 2)
    roots = Array(0..<2 + generator.next(below: 4) / 3)
    for event in 0..<count {
      var actions: [Action] = []
      for _ in 0..<1 + generator.next(below: 2) {
        let cell = generator.next(below: Self.cells)
        let later = event + 1 < count ? event + 1 + generator.next(below: count - event - 1) : nil
        switch (generator.next(below: 8), later) {
        case (0, _), (6, nil): actions.append(.add(cell: cell, 1 + generator.next(below: 2)))
        case (1, _): actions.append(.double(cell: cell))
        case (2, let later?), (6, let later?): actions.append(.post(later))
        case (3, let later?): actions.append(.schedule(later, ticks: generator.next(below: 3)))
        case (4, _), (7, _): actions.append(.cancel(generator.next(below: count)))
        case (5, let later?): actions.append(.postIfOdd(cell: cell, later))
        default: break
        }
      }
      events.append(actions)
    }
  }

  /// The program on a virtual loop, for the explorer.
  var subject: Subject { subject { _ in false } }

  /// The program on a virtual loop; a run fails if this holds of the cells at its end.
  func subject(failingIf fails: @escaping @Sendable ([Int]) -> Bool) -> Subject {
    Subject("small program") { loop in
      let cells = (0..<Self.cells).map { _ in LoopConfined(0, on: loop) }
      let timers = events.map { _ in LoopConfined<ScheduledTimer?>(nil, on: loop) }
      @Sendable func run(_ event: Int) {
        for action in events[event] {
          switch action {
          case .add(let cell, let amount): cells[cell].value += amount
          case .double(let cell): cells[cell].value *= 2
          case .post(let next): loop.post { run(next) }
          case .schedule(let next, let ticks):
            timers[next].value = loop.schedule(after: .milliseconds(ticks)) { run(next) }
          case .cancel(let other): timers[other].value?.cancel()
          case .postIfOdd(let cell, let next): if cells[cell].value % 2 == 1 { loop.post { run(next) } }
          }
        }
      }
      for root in roots { loop.post { run(root) } }
      return { _ in
        let values = cells.map(\.value)
        return Verdict(values.map(String.init).joined(separator: " "), findings: fails(values) ? ["wrong"] : [])
      }
    }
  }

  /// Every outcome, by trying each ready event at each point: no loop, no names, no footprints.
  ///
  /// - Returns: The outcomes and the number of orders; nil if there are more than `limit` orders.
  func bruteForce(limit: Int) -> (outcomes: Set<String>, orders: Int)? {
    struct Pending { var event: Int, due: Int, timer: Int? }
    struct World { var cells: [Int], pending: [Pending], now: Int, lastTimer: [Int?], timers: Int }
    var outcomes: Set<String> = []
    var orders = 0

    func visit(_ world: World) {
      var world = world
      if orders > limit { return }
      if world.pending.isEmpty {
        outcomes.insert(world.cells.map(String.init).joined(separator: " "))
        orders += 1
        return
      }
      let earliest = world.pending.map(\.due).min() ?? 0
      world.now = max(world.now, earliest)
      for index in world.pending.indices where world.pending[index].due <= world.now {
        var next = world
        let event = next.pending.remove(at: index).event
        for action in events[event] {
          switch action {
          case .add(let cell, let amount): next.cells[cell] += amount
          case .double(let cell): next.cells[cell] *= 2
          case .post(let other): next.pending.append(Pending(event: other, due: next.now, timer: nil))
          case .schedule(let other, let ticks):
            next.lastTimer[other] = next.timers
            next.pending.append(Pending(event: other, due: next.now + ticks, timer: next.timers))
            next.timers += 1
          case .cancel(let other):
            if let timer = next.lastTimer[other] { next.pending.removeAll { $0.timer == timer } }
          case .postIfOdd(let cell, let other):
            if next.cells[cell] % 2 == 1 { next.pending.append(Pending(event: other, due: next.now, timer: nil)) }
          }
        }
        visit(next)
      }
    }
    let start = roots.map { Pending(event: $0, due: 0, timer: nil) }
    visit(
      World(
        cells: [Int](repeating: 0, count: Self.cells), pending: start, now: 0,
        lastTimer: [Int?](repeating: nil, count: events.count), timers: 0))
    return orders > limit ? nil : (outcomes, orders)
  }
}
