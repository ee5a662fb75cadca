// A run as a table: what happened, which rows an ordering is about, and what became of the state that events share.

package import Comparison
import EventLoops

/// What happened in a run, row by row, with a column for each shared state that has a name.
///
/// Besides the lines of the run it has a row for each event that wrote no line and yet belongs to an ordering or changed
/// shared state: that is where a reader looks for the cause.
package struct RunTable: Sendable {
  /// One row.
  package struct Row: Sendable, Hashable {
    /// When it happened, and what.
    package let line: StyleRun.Line
    /// The pipeline to which it happened, and the text without its number; nil for an event of the loop, and at the end.
    package let event: SemanticEvent?
    /// The numbers of the orderings that this row's event is part of, counted from 1.
    package let orderings: [Int]
    /// How many of the classes fail that begin like the run up to this row's event; nil where that has not changed.
    package let count: PointOfNoReturn.Count?
    /// Whether every schedule fails after this row's event, and not after any before.
    package let isPointOfNoReturn: Bool
    /// What each of the states has become by the event of which this is the last row; nil where it has not changed.
    package let states: [String?]
    /// Whether the run that the table is compared with has the line as well.
    package let side: Divergence.Side
  }

  /// The names of the shared state, in the order in which the run made them.
  package let states: [String]
  /// The rows, in order.
  package let rows: [Row]

  /// Whether the rows have counts of failing classes: not if every schedule fails.
  package var hasCounts: Bool { rows.contains { $0.count != nil } }

  /// The table of a run by itself.
  ///
  /// - Parameters:
  ///   - trial: The run.
  ///   - constraints: The orderings whose events are marked.
  ///   - point: The run's point of no return, if it is known.
  init(_ trial: SubjectRun, _ constraints: [OrderingConstraint], _ point: PointOfNoReturn? = nil) {
    guard let run = trial.run else {
      self.init(states: [], rows: [])
      return
    }
    var builder = RunTableBuilder(run, of: trial, constraints, point)
    self = builder.table()
  }

  init(states: [String], rows: [Row]) {
    (self.states, self.rows) = (states, rows)
  }

  /// The table with the rows that only another run has between its own, and its own marked that the other one has not.
  ///
  /// Rows are the same if they tell the same, of what happened and of the state.
  func beside(_ other: RunTable) -> RunTable {
    let names = states + other.states.filter { !states.contains($0) }
    var own = rows.map { $0.showing(names, from: states) }[...]
    var foreign = other.rows.map { $0.showing(names, from: other.states) }[...]
    let rows = Divergence.sides(own.map(\.content), foreign.map(\.content)).compactMap { side in
      let row = side == .without ? foreign.popFirst() : own.popFirst()
      if side == .both { foreign.removeFirst() }
      return row?.on(side)
    }
    return RunTable(states: names, rows: rows)
  }
}

extension RunTable.Row {
  /// The content of a row.
  fileprivate struct Content: Hashable {
    let line: StyleRun.Line
    let states: [String?]
  }

  fileprivate var content: Content { Content(line: line, states: states) }

  fileprivate func on(_ side: Divergence.Side) -> RunTable.Row { with(states, on: side) }

  /// The row with columns for other states than the ones it has them for.
  fileprivate func showing(_ names: [String], from old: [String]) -> RunTable.Row {
    with(names.map { name in old.firstIndex(of: name).flatMap { states[$0] } }, on: side)
  }

  private func with(_ states: [String?], on side: Divergence.Side) -> RunTable.Row {
    RunTable.Row(
      line: line, event: event, orderings: orderings, count: count, isPointOfNoReturn: isPointOfNoReturn,
      states: states, side: side)
  }
}
