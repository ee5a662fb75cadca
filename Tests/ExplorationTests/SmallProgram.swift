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
    /// Touches the second cell only if the first one is odd.
    case doubleIfOdd(cell: Int, Int)
    /// Touches one cell or another, as a choice of the schedule has it.
    case addToEither(Int, Int)
    /// Cancels one of the timers that are set before the run.
    case revoke(Int)
  }

  /// What a program may do besides posting events and touching cells.
  enum Kind: CaseIterable {
    /// Nothing in which events could touch this at one time and that at another, nor cancel anything.
    case plain
    /// As `plain`, with timers that are set before the run and cancelled in it.
    case revoking
    /// Everything, choices excepted.
    case deciding
    /// Everything.
    case choosing

    fileprivate var actions: Int {
      switch self {
      case .plain: 6
      case .revoking: 8
      case .deciding: 11
      case .choosing: 12
      }
    }
  }

  static let cells = 3
  var roots: [Int] = []
  var events: [[Action]] = []
  /// The events of timers that are set before the run.
  var timers: [Int] = []

  var description: String { "roots \(roots) timers \(timers) events \(events)" }

  /// A program of these events.
  init(roots: [Int], timers: [Int] = [], events: [[Action]]) {
    (self.roots, self.timers, self.events) = (roots, timers, events)
  }

  /// A program from a seed.
  ///
  /// - Parameters:
  ///   - seed: The seed.
  ///   - events: The least number of its events; it may be one more.
  ///   - kind: What the program may do.
  init(seed: UInt64, events: Int = 4, _ kind: Kind = .choosing) {
    var generator = SeededGenerator(seed: seed)
    let count = events + generator.next(below: 2)
    roots = Array(0..<2 + generator.next(below: 4) / 3)
    if kind.actions > 6 { timers = (0..<generator.next(below: 3)).map { count - 1 - $0 } }
    for event in 0..<count {
      var actions: [Action] = []
      for _ in 0..<1 + generator.next(below: 2) {
        let (cell, other) = (generator.next(below: Self.cells), generator.next(below: Self.cells))
        let later = event + 1 < count ? event + 1 + generator.next(below: count - event - 1) : nil
        switch (generator.next(below: kind.actions), later) {
        case (0, _), (5, nil): actions.append(.add(cell: cell, 1 + generator.next(below: 2)))
        case (1, _): actions.append(.double(cell: cell))
        case (2, let later?), (5, let later?): actions.append(.post(later))
        case (3, let later?): actions.append(.schedule(later, ticks: generator.next(below: 3)))
        case (4, let later?): actions.append(.postIfOdd(cell: cell, later))
        case (6, _), (7, _): if !timers.isEmpty { actions.append(.revoke(generator.next(below: timers.count))) }
        case (8, _), (9, _): actions.append(.cancel(generator.next(below: count)))
        case (10, _): actions.append(.doubleIfOdd(cell: cell, other))
        case (11, _): actions.append(.addToEither(cell, other))
        default: break
        }
      }
      self.events.append(actions)
    }
  }

  /// The program on a virtual loop, for the explorer.
  var subject: Subject { subject { _ in false } }

  /// The program on a virtual loop; a run fails if this holds of the cells at its end.
  func subject(failingIf fails: @escaping @Sendable ([Int]) -> Bool) -> Subject {
    Subject("small program") { loop in
      let cells = (0..<Self.cells).map { _ in LoopConfined(0, on: loop) }
      let timers = events.map { _ in LoopConfined<ScheduledTimer?>(nil, on: loop) }
      let early = LoopConfined(observing: [ScheduledTimer](), on: loop)
      @Sendable func run(_ event: Int) {
        for action in events[event] {
          switch action {
          case .add(let cell, let amount): cells[cell].value += amount
          case .double(let cell): cells[cell].value *= 2
          case .post(let next): loop.post { run(next) }
          case .schedule(let next, let ticks):
            timers[next].value = loop.schedule(after: .milliseconds(ticks)) { run(next) }
          case .cancel(let other): timers[other].value?.cancel()
          case .revoke(let timer): early.value[timer].cancel()
          case .postIfOdd(let cell, let next): if cells[cell].value % 2 == 1 { loop.post { run(next) } }
          case .doubleIfOdd(let cell, let other): if cells[cell].value % 2 == 1 { cells[other].value *= 2 }
          case .addToEither(let one, let other):
            cells[loop.choose(.fault, among: 2, for: nil) == 0 ? one : other].value += 1
          }
        }
      }
      for root in roots { loop.post { run(root) } }
      early.value = self.timers.map { event in loop.schedule(after: .milliseconds(event % 2)) { run(event) } }
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
        // One world for each way in which the choices of the event fall.
        var worlds = [next]
        for action in events[event] { worlds = worlds.flatMap { perform(action, in: $0) } }
        for next in worlds { visit(next) }
      }
    }
    func perform(_ action: Action, in world: World) -> [World] {
      var next = world
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
      case .revoke(let timer): next.pending.removeAll { $0.timer == timer }
      case .postIfOdd(let cell, let other):
        if next.cells[cell] % 2 == 1 { next.pending.append(Pending(event: other, due: next.now, timer: nil)) }
      case .doubleIfOdd(let cell, let other): if next.cells[cell] % 2 == 1 { next.cells[other] *= 2 }
      case .addToEither(let one, let other):
        var second = next
        next.cells[one] += 1
        second.cells[other] += 1
        return [next, second]
      }
      return [next]
    }
    var start = roots.map { Pending(event: $0, due: 0, timer: nil) }
    for (number, event) in timers.enumerated() { start.append(Pending(event: event, due: event % 2, timer: number)) }
    visit(
      World(
        cells: [Int](repeating: 0, count: Self.cells), pending: start, now: 0,
        lastTimer: [Int?](repeating: nil, count: events.count), timers: timers.count))
    return orders > limit ? nil : (outcomes, orders)
  }
}
