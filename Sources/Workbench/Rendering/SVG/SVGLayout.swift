// The layout of a timeline as SVG: instants as bands, and time between them to scale.

import Comparison
import EventLoops

/// The geometry of a timeline, in pixels.
///
/// All events of one instant are in one band, in which time does not pass; between the bands the picture is
/// to scale, so that a bar of a call in flight is as long as the call took, bands left aside.
struct SVGLayout {
  static let margin = 20
  static let lineHeight = 18
  static let bandPadding = 5
  /// The columns of a text of the usual size to a hundred pixels are 100 / 8.
  static let columnWidth = 8
  /// The same for a title, which is bold and larger, and the height of its lines.
  static let titleColumnWidth = 12
  static let titleLineHeight = 24
  /// The room that the number of a frame takes beside the title.
  private static let frameWidth = 130

  /// How wide and how high the picture is.
  private(set) var width: Int
  private(set) var height = 0
  /// The horizontal offset that centres the picture.
  private(set) var shift = 0
  /// Where the lanes begin, how wide each is, and where its words begin within it.
  let laneStart: Int
  let laneWidth: Int
  let trackWidth: Int
  let wordStart: [Int]
  /// The lines of the title, and those below it.
  let title: [String]
  let teaches: [String]
  /// For each row and lane, its words in lines.
  let words: [[[String]?]]
  /// For each row, the lines of the rules that are explained below it.
  let rules: [[String]]
  /// For each row, the lines of the notes above it, and of those below it.
  let notes: [(above: [String], below: [String])]
  /// For each row its upper edge; and the bands with the rows in each.
  private(set) var tops: [Int] = []
  private(set) var bands: [(rows: Range<Int>, top: Int, bottom: Int)] = []
  private(set) var bodyTop = 0
  private(set) var bodyBottom = 0

  /// A layout with lanes of `laneColumns` columns, and `longestGap` pixels for the longest time between two instants.
  init(_ picture: Picture, laneColumns: Int, longestGap: Int) {
    let timeline = picture.timeline
    let tracks = timeline.lanes.map(\.trackCount).max() ?? 1
    trackWidth = max(2, min(14, 112 / tracks))
    let pipeline = timeline.pipelines > 1 ? "\(timeline.pipelines)".count + 3 : 0
    wordStart = timeline.lanes.map { _ in tracks * max(2, min(14, 112 / tracks)) + 10 }
    let instants = timeline.rows.map { DisplayWidth.of($0.when.description) }.max() ?? 0
    laneStart = Self.margin + 24 + (max(5, instants) + 2) * Self.columnWidth
    laneWidth = (wordStart.first ?? 0) + (laneColumns + pipeline) * Self.columnWidth + 16
    width = laneStart + max(1, timeline.lanes.count) * laneWidth + Self.margin
    let columns = (width - 2 * Self.margin) / Self.columnWidth
    title = picture.title.wrapped(to: max(8, (width - 2 * Self.margin - Self.frameWidth) / Self.titleColumnWidth))
    teaches = (picture.teaches ?? "").wrapped(to: columns).filter { !$0.isEmpty }
    words = timeline.rows.map { row in
      row.texts.map { text in
        text.map { text in
          let number = timeline.pipelines > 1 ? row.pipeline.map { "[\($0)] " } ?? "" : ""
          return (number + text).wrapped(to: laneColumns + pipeline)
        }
      }
    }
    var rules = [[String]](repeating: [], count: timeline.rows.count)
    let ruleColumns = (width - laneStart - (wordStart.first ?? 0) - Self.margin) / Self.columnWidth - 4
    for rule in timeline.rules {
      rules[rule.row] += rule.words.wrapped(to: max(20, ruleColumns)).enumerated().map { ($0 == 0 ? "≠ " : "  ") + $1 }
    }
    self.rules = rules
    var notes = [(above: [String], below: [String])](repeating: ([], []), count: timeline.rows.count)
    for note in timeline.notes where notes.indices.contains(note.row) {
      let lines = note.text.wrapped(to: max(20, ruleColumns)).enumerated().map { ($0 == 0 ? "» " : "  ") + $1 }
      if note.isAfter { notes[note.row].below += lines } else { notes[note.row].above += lines }
    }
    self.notes = notes
    place(timeline, longestGap)
  }

  private mutating func place(_ timeline: Timeline, _ longestGap: Int) {
    let gaps = Self.gaps(of: timeline)
    let longest = max(1, gaps.map(\.self).max() ?? 1)
    var y = teachesTop + teaches.count * Self.lineHeight + 26
    bodyTop = y
    var first = 0
    for (index, row) in timeline.rows.enumerated() {
      if index == 0 { y += Self.bandPadding }
      y += notes[index].above.count * Self.lineHeight
      tops.append(y)
      let height = lineCount(of: index) + rules[index].count + notes[index].below.count
      y += height * Self.lineHeight + 4
      let next = index + 1 < timeline.rows.count ? timeline.rows[index + 1].when : nil
      guard next != row.when else { continue }
      bands.append((first..<index + 1, topOfNotes(aboveRow: first) - Self.bandPadding, y + Self.bandPadding - 4))
      // In whole numbers and in two steps, since a product of nanoseconds and pixels might not fit.
      y += 2 * Self.bandPadding + Int(Double(gaps[bands.count - 1]) / Double(longest) * Double(longestGap))
      first = index + 1
    }
    bodyBottom = (bands.last?.bottom ?? bodyTop + 2 * Self.lineHeight) + 8
    height = bodyBottom + 3 * Self.lineHeight + Self.margin
  }

  /// The time after each instant until the next one, in nanoseconds; none after the last.
  static func gaps(of timeline: Timeline) -> [Int64] {
    var whens: [StyleRun.When] = []
    for row in timeline.rows where row.when != whens.last { whens.append(row.when) }
    return whens.indices.map { index in
      guard index + 1 < whens.count, case .at(let start) = whens[index], case .at(let end) = whens[index + 1] else {
        return 0
      }
      return end.nanoseconds - start.nanoseconds
    }
  }

  /// Makes the picture 16:9 by adding room at its sides or at its foot.
  mutating func fillSlide() {
    let wide = max(width, (height * 16 + 8) / 9)
    shift = (wide - width) / 2
    width = wide
    height = max(height, wide * 9 / 16)
  }

  /// By how much the longest time between two instants can grow, so that the picture fills a slide of its width.
  private func roomForLongestGap(of timeline: Timeline) -> Int {
    let gaps = Self.gaps(of: timeline).map(Double.init)
    guard let longest = gaps.max(), longest > 0 else { return 0 }
    return Int(Double(max(0, width * 9 / 16 - height)) * longest / gaps.reduce(0, +))
  }

  /// The layout that a picture looks best in: for a slide, the one of which least is lost at the sides.
  static func fitting(_ picture: Picture, isWide: Bool) -> SVGLayout {
    guard isWide else { return SVGLayout(picture, laneColumns: 30, longestGap: 60) }
    var columns = 24
    var layout = SVGLayout(picture, laneColumns: columns, longestGap: 40)
    while columns < 60, layout.width * 9 < layout.height * 16 {
      columns += 6
      layout = SVGLayout(picture, laneColumns: columns, longestGap: 40)
    }
    layout = SVGLayout(picture, laneColumns: columns, longestGap: 40 + layout.roomForLongestGap(of: picture.timeline))
    layout.fillSlide()
    return layout
  }

  /// Where what is below the title begins.
  var teachesTop: Int { Self.margin + 18 + title.count * Self.titleLineHeight }

  /// Where the notes above a row begin; without notes, where the row does.
  func topOfNotes(aboveRow row: Int) -> Int { tops[row] - notes[row].above.count * Self.lineHeight }

  /// How many lines the words of a row take.
  func lineCount(of row: Int) -> Int { max(1, words[row].compactMap { $0?.count }.max() ?? 1) }

  /// The middle of a row's first line.
  func middle(of row: Int) -> Int { tops[row] + Self.lineHeight / 2 }

  /// The middle of a track of a lane.
  func middle(ofTrack track: Int, lane: Int) -> Int {
    laneStart + lane * laneWidth + track * trackWidth + trackWidth / 2 + 4
  }
}
