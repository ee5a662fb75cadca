// A timeline as SVG: one static file without scripts, for slides, handouts and web pages.

import Comparison
import EventLoops

/// Draws a picture as an SVG document.
package struct SVGDrawing {
  private let picture: Picture
  private let layout: SVGLayout
  /// The last row that is drawn; nil for all.
  private let frame: Int?
  private var timeline: Timeline { picture.timeline }

  /// A drawing of a picture.
  ///
  /// - Parameters:
  ///   - picture: The picture.
  ///   - frame: How many rows to draw, the last of which is marked; all rows, and no mark, if nil. The frames of a
  ///     picture have one size, so that they can be laid over each other.
  ///   - isWide: Whether to fill a slide of 16:9.
  package init(_ picture: Picture, frame: Int? = nil, isWide: Bool = false) {
    self.picture = picture
    layout = SVGLayout.fitting(picture, isWide: isWide)
    self.frame = frame.map { min(max($0, 0), picture.timeline.rows.count) }
  }

  /// The document.
  package var text: String {
    var lines = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(layout.width) \(layout.height)" \
      width="\(layout.width)" height="\(layout.height)" role="img" aria-labelledby="title desc">
      """,
      "<title id=\"title\">\(picture.title.asMarkup)</title>",
      "<desc id=\"desc\">\(description.asMarkup)</desc>",
      "<style>\n\(EmbeddedFile.timelineStyle)</style>",
      "<rect class=\"paper\" width=\"\(layout.width)\" height=\"\(layout.height)\"/>",
      "<g transform=\"translate(\(layout.shift) 0)\">",
    ]
    lines += heading + bands + bars
    for row in timeline.rows.indices.prefix(frame ?? .max) { lines += marks(of: row) }
    lines += legend
    return lines.joined(separator: "\n") + "\n</g>\n</svg>\n"
  }

  /// A description of the picture in words.
  private var description: String {
    let lanes = timeline.lanes.map(\.label).formattedList
    var sentences = [
      "A timeline from top to bottom with the lanes \(lanes), and \(timeline.rows.count) steps."
    ]
    if let teaches = picture.teaches { sentences.append(teaches) }
    sentences += picture.comparison.differences.map { $0.sentence + "." }
    return sentences.joined(separator: " ")
  }

  // MARK: - Parts

  private var heading: [String] {
    let left = SVGLayout.margin
    var lines = layout.title.enumerated().map { index, line in
      text(left, SVGLayout.margin + 18 + index * SVGLayout.titleLineHeight, "title", line)
    }
    for (index, line) in layout.teaches.enumerated() {
      lines.append(text(left, layout.teachesTop + index * SVGLayout.lineHeight, "faint", line))
    }
    for (index, lane) in timeline.lanes.enumerated() {
      let x = layout.laneStart + index * layout.laneWidth
      lines.append(text(x + layout.wordStart[index], layout.bodyTop - 10, "head", lane.label))
      lines.append(
        "<line class=\"lane\" x1=\"\(x - 6)\" y1=\"\(layout.bodyTop - 24)\" x2=\"\(x - 6)\" y2=\"\(layout.bodyBottom)\"/>"
      )
    }
    if timeline.rows.isEmpty {
      lines.append(text(layout.laneStart, layout.bodyTop + SVGLayout.lineHeight, "faint", "nothing happens"))
    }
    if let frame {
      lines.append(
        text(right, SVGLayout.margin + 18, "frame", "step \(frame) of \(timeline.rows.count)"))
    }
    return lines
  }

  private var right: Int { layout.width - 2 * layout.shift - SVGLayout.margin }

  /// A band for each instant, its differences marked.
  private var bands: [String] {
    layout.bands.filter { isShown($0.rows.lowerBound) }.flatMap { band -> [String] in
      let x = SVGLayout.margin
      let differences = band.rows.filter { isShown($0) && timeline.rows[$0].isDifference }
      var lines = [rectangle("still", x, band.top, right - x, band.bottom - band.top)]
      lines += differences.map { row in
        let count = layout.lineCount(of: row) + layout.rules[row].count
        return rectangle("differs", x, layout.tops[row] - 1, right - x, count * SVGLayout.lineHeight + 2)
      }
      // The texts are drawn after the rectangles of all rows: the first row of an instant may be a difference.
      lines.append(
        text(
          layout.laneStart - 22, layout.middle(of: band.rows.lowerBound) + 5, "instant",
          timeline.rows[band.rows.lowerBound].when.description))
      lines += differences.map { text(x + 12, layout.middle(of: $0) + 5, "unlike", "≠") }
      if let frame, band.rows.contains(frame - 1) {
        let rows = layout.lineCount(of: frame - 1)
        lines.append(
          rectangle("now", x + 1, layout.tops[frame - 1] - 1, right - x - 2, rows * SVGLayout.lineHeight + 2))
      }
      return lines
    }
  }

  /// A bar for each call in flight, up to its end or to the last row that is drawn.
  private var bars: [String] {
    timeline.lanes.enumerated().flatMap { index, lane in
      lane.bars.filter { isShown($0.first) }.map { bar in
        let x = layout.middle(ofTrack: bar.track, lane: index)
        let top = layout.middle(of: bar.first)
        let shownEnd = frame.map { layout.middle(of: $0 - 1) }
        guard let last = bar.last, isShown(last) else {
          let bottom = shownEnd ?? layout.bodyBottom
          return "<line class=\"open\" x1=\"\(x)\" y1=\"\(top)\" x2=\"\(x)\" y2=\"\(bottom)\"/>"
        }
        let width = min(8, layout.trackWidth)
        return rectangle("call", x - width / 2, top, width, layout.middle(of: last) - top, round: 3)
      }
    }
  }

  private func marks(of row: Int) -> [String] {
    var lines: [String] = []
    for (index, lane) in timeline.lanes.enumerated() {
      guard let words = layout.words[row][index] else { continue }
      let y = layout.middle(of: row)
      let mark = SVGMark(of: timeline.rows[row].kind)
      lines.append(mark.drawing(x: layout.middle(ofTrack: lane.tracks[row] ?? 0, lane: index), y: y))
      let x = layout.laneStart + index * layout.laneWidth + layout.wordStart[index]
      for (number, line) in words.enumerated() {
        lines.append(text(x, y + 5 + number * SVGLayout.lineHeight, nil, line))
      }
    }
    let notes = layout.notes[row]
    let rules = layout.rules[row]
    let top = layout.tops[row] + layout.lineCount(of: row) * SVGLayout.lineHeight
    return lines + texts(rules, "rule", on: "differs", from: top)
      + texts(notes.above, "note", on: "still", from: layout.topOfNotes(aboveRow: row))
      + texts(notes.below, "note", on: "still", from: top + rules.count * SVGLayout.lineHeight)
  }

  /// Lines of rules or notes, on a ground of their own: the bars of calls in flight pass behind it.
  ///
  /// - Parameters:
  ///   - lines: The lines.
  ///   - kind: The class of the text.
  ///   - ground: The class of the ground.
  ///   - top: The top of the first line.
  private func texts(_ lines: [String], _ kind: String, on ground: String, from top: Int) -> [String] {
    guard !lines.isEmpty else { return [] }
    let x = layout.laneStart + (layout.wordStart.first ?? 0)
    return [rectangle(ground, x - 5, top, right - x + 5, lines.count * SVGLayout.lineHeight + 1, round: 2)]
      + lines.enumerated().map { number, line in
        let indent = line.hasPrefix(" ") ? 2 * SVGLayout.columnWidth : 0
        return text(x + indent, top + SVGLayout.lineHeight / 2 + 5 + number * SVGLayout.lineHeight, kind, line)
      }
  }

  /// The legend: the marks, and the bars and signs that the picture has, in up to three lines.
  private var legend: [String] {
    var lines: [String] = []
    let left = SVGLayout.margin + 8
    var (x, y) = (left, layout.bodyBottom + 24)
    let marks = SVGMark.allCases.map { mark in Entry(name: mark.legend) { mark.drawing(x: $0, y: $1) } }
    for entry in marks + signs {
      let width = (entry.name.count + 4) * SVGLayout.columnWidth
      if x + width > right, x > left { (x, y) = (left, y + SVGLayout.lineHeight) }
      lines.append(entry.drawing(x, y))
      lines.append(text(x + 14, y + 5, "legend", entry.name))
      x += width
    }
    return lines
  }

  /// A name of the legend, and what draws its mark at a place.
  private struct Entry {
    let name: String
    let drawing: (_ x: Int, _ y: Int) -> String
  }

  /// What the picture has besides marks.
  private var signs: [Entry] {
    var signs: [Entry] = []
    if timeline.lanes.contains(where: { !$0.bars.isEmpty }) {
      signs.append(Entry(name: "in flight") { rectangle("call", $0 - 3, $1 - 6, 6, 12, round: 3) })
    }
    if timeline.rows.contains(where: \.isDifference) {
      signs.append(Entry(name: "differs") { text($0, $1 + 5, "unlike", "≠") })
    }
    if !timeline.notes.isEmpty { signs.append(Entry(name: "note") { text($0 - 5, $1 + 5, "note", "»") }) }
    return signs
  }

  // MARK: - Pieces

  private func isShown(_ row: Int) -> Bool { row < frame ?? .max }

  private func text(_ x: Int, _ y: Int, _ style: String?, _ words: String) -> String {
    let style = style.map { " class=\"\($0)\"" } ?? ""
    return "<text\(style) x=\"\(x)\" y=\"\(y)\">\(words.asMarkup)</text>"
  }

  private func rectangle(_ style: String, _ x: Int, _ y: Int, _ width: Int, _ height: Int, round: Int = 4) -> String {
    "<rect class=\"\(style)\" x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" rx=\"\(round)\"/>"
  }
}
