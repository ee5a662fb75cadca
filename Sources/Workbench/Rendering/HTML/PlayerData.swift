// The data of the player in a page: the rows, the lanes, the waiting events of each loop, and the sources.

import Comparison
import EventLoops
import Foundation

/// The data of the player. Texts are stored once, in `words`, and referenced by number; -1 means none.
package struct PlayerData: Encodable {
  let pipelines: Int
  /// The longest time between two instants, in nanoseconds.
  let longest: Int64
  let opening: String
  /// The marks by number: name and shape.
  let marks: [[String]]
  /// For each row: when in words, when in nanoseconds (-1 at the end of the run), nanoseconds until the next row,
  /// pipeline (0 for none), mark, 1 for a difference, rule, narration; then for each lane its words, its event, its
  /// track and its calls in flight.
  let rows: [[Int64]]
  let lanes: [Lane]
  let words: [String]
  /// The kinds of pieces of source by number.
  let kinds: [String]
  /// The sentence between the rows: the row, 1 if it comes after it and 0 if before, and its words.
  let point: [Int]?
  /// Sentences at instants, each as the one above; missing if there are none.
  let notes: [[Int]]?

  struct Lane: Encodable {
    let index: Int
    let label: String
    let style: String
    let tracks: Int
    /// Call, first row, last row, track.
    let bars: [[Int]]
    /// Turn and site of each semantic event.
    let happened: [[Int]]
    /// Label, turn in which it was posted, turn in which it ran or was cancelled, due in nanoseconds, due in words.
    let events: [[Int64]]
    let sources: [Source]
    let end: Int64
    let turns: Int
  }

  struct Source: Encodable {
    let name: String
    let lines: [String]
    /// The pieces of each line by colour: the number of the kind, then the length in UTF-16 units.
    let pieces: [[Int]]
    /// The line of each site.
    let sites: [String: Int]
  }

  /// The recorded runs of a picture as JSON, escaped for a script or for embedding in a page.
  ///
  /// - Parameters:
  ///   - picture: The runs.
  ///   - shelf: The sources to quote beside them.
  package static func text(of picture: Picture, _ shelf: SourceShelf) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = String(decoding: try encoder.encode(PlayerData(picture, shelf)), as: UTF8.self)
    return json.replacing("<", with: "\\u003c")
  }

  init(_ picture: Picture, _ shelf: SourceShelf) {
    let timeline = picture.timeline
    var words = WordList()
    let narration = Narration(timeline: timeline)
    let rules = Dictionary(grouping: timeline.rules, by: \.row)
    let gaps = Self.gaps(of: timeline)
    pipelines = timeline.pipelines
    longest = max(1, gaps.max() ?? 1)
    opening = narration.opening
    marks = SVGMark.allCases.map { [$0.rawValue, $0.path] }
    kinds = CodeSpan.Kind.allCases.map(\.rawValue)
    rows = timeline.rows.enumerated().map { index, row in
      let rule = rules[index].map { words.number(of: $0.map(\.words).joined(separator: "; ")) } ?? -1
      var numbers: [Int64] = [Int64(words.number(of: row.when.description)), row.nanoseconds ?? -1, gaps[index]]
      numbers += [
        row.pipeline ?? 0, SVGMark(of: row.kind).number, row.isDifference ? 1 : 0, rule,
        words.number(of: narration.template(of: row)),
      ].map { Int64($0) }
      for (number, lane) in timeline.lanes.enumerated() {
        let text = row.texts[number].map { words.number(of: $0) } ?? -1
        numbers += [text, row.events[number] ?? -1, lane.tracks[index] ?? 0, row.inFlight[number]].map { Int64($0) }
      }
      return numbers
    }
    lanes = timeline.lanes.enumerated().map { Lane($1, index: $0, shelf, &words) }
    point = timeline.point.map { [$0.row, $0.isAfter ? 1 : 0, words.number(of: $0.text)] }
    notes =
      timeline.notes.isEmpty
      ? nil : timeline.notes.map { [$0.row, $0.isAfter ? 1 : 0, words.number(of: $0.text)] }
    self.words = words.words
  }

  /// The pieces of lines by colour.
  fileprivate static func pieces(_ spans: [[CodeSpan]]) -> [[Int]] {
    spans.map { line in
      line.flatMap { [CodeSpan.Kind.allCases.firstIndex(of: $0.kind) ?? 0, $0.text.utf16.count] }
    }
  }

  /// For each row the time until the next instant; none within an instant.
  private static func gaps(of timeline: Timeline) -> [Int64] {
    timeline.rows.indices.map { index in
      guard index + 1 < timeline.rows.count, let start = timeline.rows[index].nanoseconds,
        let end = timeline.rows[index + 1].nanoseconds
      else { return 0 }
      return end - start
    }
  }
}

extension PlayerData.Lane {
  fileprivate init(_ lane: Timeline.Lane, index: Int, _ shelf: SourceShelf, _ words: inout WordList) {
    let trace = lane.run.report.trace
    var sites = SiteList()
    happened = lane.run.events.map { [$0.turn, $0.site.map { sites.number(of: $0) } ?? -1] }
    self.index = index
    label = lane.label
    style = lane.run.style.rawValue
    tracks = lane.trackCount
    bars = lane.bars.map { [words.number(of: $0.call), $0.first, $0.last ?? -1, $0.track] }
    events = trace.events.map { event in
      let due = event.due > event.postedAt ? words.number(of: event.due.description) : -1
      return [
        Int64(words.number(of: event.label)), Int64(trace.postingTurn(of: event)),
        Int64(trace.endingTurn(of: event) ?? -1),
        event.due.nanoseconds, Int64(due),
      ]
    }
    sources = shelf.quotes(for: sites.sites).map { quote in
      PlayerData.Source(
        name: quote.name, lines: quote.lines, pieces: PlayerData.pieces(shelf.spans(of: quote)),
        sites: Dictionary(uniqueKeysWithValues: quote.sites.map { ("\(sites.number(of: $0))", $1) }))
    }
    end = lane.run.report.instant.nanoseconds
    turns = trace.order.count
  }
}
