// The runs of a comparison laid side by side: a lane a style, a row an event, equal events in one row.

package import Comparison
import EventLoops

/// The rows and lanes of a comparison, from which every picture is drawn.
package struct Timeline: Sendable {
  /// The lanes, from left to right.
  package let lanes: [Lane]
  /// The rows, from top to bottom: in the order of time, and at one instant in the order of the lanes.
  package let rows: [Row]
  /// The differences, each with the row in which it first shows.
  package let differences: [PlacedDifference]
  /// How many pipelines run.
  package let pipelines: Int
  /// A sentence between the rows; nil if there is none.
  package internal(set) var point: Point?
  /// Sentences at instants, between the rows.
  package internal(set) var notes: [Point] = []
  /// The language of the rules.
  var language = Language.english

  /// One run, or several versions of one style that did the same.
  package struct Lane: Sendable {
    /// The lane's heading.
    package let label: String
    /// The run that the lane shows.
    package let run: StyleRun
    /// The calls in flight, in the order in which they were sent.
    package internal(set) var bars: [Bar] = []
    /// How many tracks the bars need side by side.
    package internal(set) var trackCount = 1
    /// For each row, the track of its mark; nil where the lane has none.
    package internal(set) var tracks: [Int?] = []
  }

  /// A call in flight: from its request to its answer or to its cancellation.
  package struct Bar: Sendable, Hashable {
    /// The call's name.
    package let call: String
    /// The pipeline that sent it.
    package let pipeline: Int
    /// The track on which it is drawn, counted from 0; bars on one track do not overlap.
    package let track: Int
    /// The row in which the call is sent.
    package let first: Int
    /// The row in which the call ends; nil if it never does.
    package internal(set) var last: Int?
  }

  /// One thing that happened, in each of the lanes in which it happened there and then.
  package struct Row: Sendable {
    /// When it happened.
    package let when: StyleRun.When
    /// The pipeline to which it happened; nil for what is found at the end of the run.
    package let pipeline: Int?
    /// The event in typed form; nil for lines of the end of the run.
    package let kind: SemanticEvent.Kind?
    /// For each lane, what happened there in this place; nil if nothing did.
    package internal(set) var texts: [String?]
    /// For each lane, which of its run's events it was.
    package internal(set) var events: [Int?]
    /// For each lane, how many calls are in flight after it.
    package internal(set) var inFlight: [Int] = []

    /// When it happened, in nanoseconds; nil for what is found at the end of the run.
    package var nanoseconds: Int64? { if case .at(let instant) = when { instant.nanoseconds } else { nil } }

    /// Whether some lane lacks it, or has it in other words.
    package var isDifference: Bool { texts.contains { $0 != texts[0] } }

    /// The text of the event in the first lane that has it.
    package var text: String { texts.compactMap(\.self).first ?? "" }
  }

  /// A difference and where it first shows.
  package struct PlacedDifference: Sendable {
    /// The difference.
    package let difference: Difference
    /// The row in which it first shows; nil if no row does.
    package let row: Int?
  }

  /// The timeline of a comparison.
  ///
  /// - Complexity: O(n) in the number of events, and O(m²) in the number m of events of one instant.
  package init(of comparison: StyleComparison) {
    var lanes = Self.lanes(of: comparison.runs)
    var rows: [Row] = []
    for (index, lane) in lanes.enumerated() {
      rows = Self.merge(rows, with: Self.rows(of: lane.run, inLane: index, of: lanes.count))
    }
    for index in lanes.indices { lanes[index].drawBars(through: &rows, lane: index) }
    self.lanes = lanes
    self.rows = rows
    var starts: [StyleRun.When: Int] = [:]
    for (index, row) in rows.enumerated() where starts[row.when] == nil { starts[row.when] = index }
    differences = comparison.differences.map { difference in
      PlacedDifference(difference: difference, row: Self.row(of: difference, in: rows, lanes, starts))
    }
    pipelines = comparison.runs.map(\.pipelines).max() ?? 1
  }

  private static func lanes(of runs: [StyleRun]) -> [Lane] {
    var lanes: [Lane] = []
    for run in runs {
      let isRepeated = lanes.contains { $0.run.style == run.style && $0.run.lines == run.lines }
      if !isRepeated { lanes.append(Lane(label: run.label, run: run)) }
    }
    return lanes
  }

  /// The first row that shows what a group of versions did and the others did not.
  ///
  /// - Parameter starts: The first row of each instant.
  private static func row(
    of difference: Difference, in rows: [Row], _ lanes: [Lane], _ starts: [StyleRun.When: Int]
  ) -> Int? {
    let first = difference.groups.compactMap { group -> Int? in
      guard let line = group.line, let start = starts[line.when] else { return nil }
      let theirs = lanes.indices.filter { lane in
        group.versions.contains(lanes[lane].label) || group.versions.contains("\(lanes[lane].run.style)")
      }
      return rows[start...].prefix { $0.when == line.when }.firstIndex { row in
        theirs.contains { row.shows(line, inLane: $0, of: lanes[$0].run.pipelines) }
      }
    }
    return first.min()
  }
}

extension Timeline.Row {
  /// Whether the row has a line of a run in a lane; of what is left over, the label says what it is about.
  fileprivate func shows(_ line: StyleRun.Line, inLane lane: Int, of pipelines: Int) -> Bool {
    guard let text = texts[lane] else { return false }
    guard let pipeline else { return text == line.text || text.hasSuffix(line.text.dropFirst("leftover".count)) }
    return line.text == (pipelines > 1 ? "[\(pipeline)] \(text)" : text)
  }
}
