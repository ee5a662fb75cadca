// Makes the table of a run, turn by turn.

import Comparison
import EventLoops

/// The rows of a run's table, as far as they are made.
struct RunTableBuilder {
  private let run: StyleRun
  private let names: EventLookup
  /// What happened, and what shared state became, by turn.
  private let events: [Int: [SemanticEvent]]
  private let changes: [Int: [StateChange]]
  /// The numbers of the orderings that a turn's event is part of, by turn.
  private let orderings: [Int: [Int]]
  private let counts: [PointOfNoReturn.Count]
  /// The turn after which every schedule fails; 0 for none.
  private let pointOfNoReturn: Int
  /// The names of the shared state, in the order in which the run made them.
  private let states: [String]

  /// What each state was, and the count of failing classes, in the rows that are made.
  private var known: [String: String] = [:]
  private var lastCount: String?
  private var rows: [RunTable.Row] = []

  /// A builder for the table of a run.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - trial: The run as an exploration made it.
  ///   - constraints: The orderings whose events are marked.
  ///   - point: The run's point of no return, if it is known.
  init(_ run: StyleRun, of trial: SubjectRun, _ constraints: [OrderingConstraint], _ point: PointOfNoReturn?) {
    self.run = run
    names = EventLookup(trial)
    let stateChanges = trial.report.stateChanges
    events = Dictionary(grouping: run.events, by: \.turn)
    changes = Dictionary(grouping: stateChanges, by: \.turn)
    orderings = Self.orderings(of: constraints, names)
    pointOfNoReturn = point?.turn ?? 0
    counts = point.flatMap { $0.turn == 0 ? nil : $0.counts } ?? []
    states = stateChanges.map(\.name).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private static func orderings(of constraints: [OrderingConstraint], _ names: EventLookup) -> [Int: [Int]] {
    var orderings: [Int: [Int]] = [:]
    for (index, constraint) in constraints.enumerated() {
      for code in [constraint.first, constraint.second] {
        guard let turn = names.turn(of: code), orderings[turn]?.last != index + 1 else { continue }
        orderings[turn, default: []].append(index + 1)
      }
    }
    return orderings
  }

  /// Makes all rows.
  mutating func table() -> RunTable {
    let turns = Set(events.keys).union(changes.keys).union(orderings.keys).union([pointOfNoReturn])
    for turn in turns.sorted() { addRows(ofTurn: turn) }
    for line in run.endingLines { add(line) }
    return RunTable(states: states, rows: rows)
  }

  /// Adds a row for each event of a turn, or one for a turn without events that the table has a reason to show.
  private mutating func addRows(ofTurn turn: Int) {
    let changed = changedStates(in: turn)
    let marks = orderings[turn, default: []]
    let isPoint = turn > 0 && turn == pointOfNoReturn
    let own = events[turn, default: []]
    if own.isEmpty, marks.isEmpty, !isPoint, changed.allSatisfy({ $0 == nil }) { return }
    let count = changedCount(in: turn)
    if own.isEmpty {
      let line = StyleRun.Line(when: .at(names.instant(ofTurn: turn)), text: "(\(names.text(ofTurn: turn)))")
      return add(line, orderings: marks, count: count, isPoint: isPoint, states: changed)
    }
    for (index, event) in own.enumerated() {
      // The turn's orderings belong to its first row, and what the turn came to belongs to its last.
      let isLast = index == own.count - 1
      add(
        run.line(of: event), event, orderings: index == 0 ? marks : [], count: isLast ? count : nil,
        isPoint: isPoint && isLast, states: isLast ? changed : nil)
    }
  }

  private mutating func add(
    _ line: StyleRun.Line, _ event: SemanticEvent? = nil, orderings: [Int] = [], count: PointOfNoReturn.Count? = nil,
    isPoint: Bool = false, states changed: [String?]? = nil
  ) {
    rows.append(
      RunTable.Row(
        line: line, event: event, orderings: orderings, count: count, isPointOfNoReturn: isPoint,
        states: changed ?? states.map { _ in nil }, side: .both))
  }

  /// What each state has become by the end of a turn; nil where the turn has not changed it.
  private mutating func changedStates(in turn: Int) -> [String?] {
    let changed = changes[turn, default: []]
    return states.map { name in
      guard let text = changed.last(where: { $0.name == name })?.text else { return nil }
      return known.updateValue(text, forKey: name) == text ? nil : text
    }
  }

  /// How many classes fail that begin like the run up to a turn; nil if that reads as in the row before.
  private mutating func changedCount(in turn: Int) -> PointOfNoReturn.Count? {
    let count = counts.indices.contains(turn) ? counts[turn] : nil
    guard count?.description != lastCount else { return nil }
    lastCount = count?.description
    return count
  }
}
