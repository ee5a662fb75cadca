// Folding of long timelines: what stays, what the folds say, and that nothing is lost.

import Comparison
import EventLoops
import Pipelines
import Testing

@testable import Workbench

@Suite struct `The folds of a timeline` {
  /// Long timelines by name: of scenarios, and of crowds in which more happens.
  static let long: [String: Picture] = {
    var pictures = ProjectFiles.pictures.filter { $0.value.timeline.rows.count > TimelineFolds.mostRows }
    pictures["crowd"] = Specimens.crowd(of: 60)
    pictures["slow crowd"] = Specimens.crowd(of: 90) { $0.interval = .milliseconds(7) }
    pictures["noted crowd"] = Specimens.crowd(
      of: 60, [ScenarioNote("half of the time", at: .milliseconds(40)), ScenarioNote("late", at: .milliseconds(900))])
    pictures["cancelled crowd"] = Specimens.crowd(of: 70) {
      $0.cancellations = [Cancellation(pipeline: 5, at: .at(.milliseconds(30)))]
    }
    pictures["failing crowd"] = Specimens.crowd(of: 50) {
      $0.calls["2"]?.answer = .fails(APIError(status: 503, reason: "down"))
    }
    pictures["stuck crowd"] = Specimens.crowd(of: 50) { $0.calls["2"]?.answer = .never }
    return pictures
  }()

  static let names = long.keys.sorted()

  private func folded(_ name: String) throws -> (timeline: Timeline, folds: TimelineFolds, hidden: Set<Int>) {
    let timeline = try #require(Self.long[name]).timeline
    let folds = TimelineFolds(of: timeline)
    return (timeline, folds, Set(folds.stretches.flatMap { $0 }))
  }

  @Test func `are tried on long scenarios and on crowds`() {
    #expect(Self.names.contains("many-pipelines") && Self.names.contains("six-hundred-requests"))
    #expect(Self.names.count >= 8)
    #expect(Self.long.values.allSatisfy { $0.timeline.rows.count > TimelineFolds.mostRows })
  }

  @Test(arguments: ["many-pipelines", "six-hundred-requests", "crowd", "slow crowd", "noted crowd"])
  func `leave at most as many lines of rows and folds as a timeline without folds may have`(name: String) throws {
    let (timeline, folds, hidden) = try folded(name)
    #expect(!folds.stretches.isEmpty)
    #expect(timeline.rows.count - hidden.count + folds.stretches.count <= TimelineFolds.mostRows)
  }

  @Test(arguments: names)
  func `hide no error, no cancellation, no end, and no row at which a difference begins`(name: String) throws {
    let (timeline, _, hidden) = try folded(name)
    #expect(!hidden.contains(0) && !hidden.contains(timeline.rows.count - 1))
    for placed in timeline.differences {
      #expect(placed.row.map(hidden.contains) != true, "\(placed.difference.sentence)")
    }
    for note in timeline.notes { #expect(!hidden.contains(note.row), "\(note.text)") }
    for index in hidden {
      switch timeline.rows[index].kind {
      case .sent, .replied, .step, .note, .finished(.value): break
      default: Issue.record("\(timeline.rows[index].text) is folded")
      }
    }
    // A call without an answer is among the leftovers.
    for bar in timeline.lanes.flatMap(\.bars) where bar.last == nil { #expect(!hidden.contains(bar.first)) }
  }

  @Test(arguments: names)
  func `hide only rows like one that is shown above, in the same styles and as different`(name: String) throws {
    let (timeline, _, hidden) = try folded(name)
    var shown: Set<String> = []
    for (index, row) in timeline.rows.enumerated() {
      let mark = TimelineSymbols.unicode.mark(of: row.kind)
      let likeness = "\(mark) \(row.isDifference) \(row.texts.map { $0 == nil ? "-" : "x" })"
      if hidden.contains(index) {
        #expect(shown.contains(likeness), "row \(index): \(row.text)")
      } else {
        shown.insert(likeness)
      }
    }
  }

  @Test(arguments: names)
  func `say how many rows they hide, and these and the rows that are shown are all rows`(name: String) throws {
    let (timeline, folds, hidden) = try folded(name)
    let text = TextTimeline(timeline, columns: 300, folds: folds)
    let blocks = text.blocks(folded: folds.stretches)
    let lines = blocks.filter { $0.row == nil }.flatMap(\.lines).filter { $0.contains("⋯") }
    #expect(lines.count == folds.stretches.count)
    var sum = 0
    for line in lines {
      let found = try #require(line.firstMatch(of: #/⋯ (\d+) rows like these .*: ([^:;]*)(; .*)?$/#))
      let count = try #require(Int(found.output.1))
      let parts = found.output.2.matches(of: #/(\d+) [a-z]+/#).compactMap { Int($0.output.1) }
      #expect(parts.reduce(0, +) == count, "\(line)")
      sum += count
    }
    let shown = blocks.compactMap(\.row)
    #expect(shown == timeline.rows.indices.filter { !hidden.contains($0) })
    #expect(shown.count + sum == timeline.rows.count)
    #expect(sum == folds.rowCount)
  }

  @Test(arguments: names)
  func `say when their rows happened, and whether the styles differ in them`(name: String) throws {
    let (timeline, folds, _) = try folded(name)
    let text = TextTimeline(timeline, columns: 300, folds: folds)
    let lines = text.lines.filter { $0.contains("⋯") }
    for (stretch, line) in zip(folds.stretches, lines) {
      let rows = timeline.rows[stretch]
      let (first, last) = (timeline.rows[stretch.lowerBound].when, timeline.rows[stretch.upperBound - 1].when)
      #expect(line.contains(first == last ? "at \(first)" : "from \(first) to \(last)"), "\(line)")
      let differing = rows.count { $0.isDifference }
      #expect(line.hasPrefix("≠") == (differing > 0), "\(line)")
      #expect(
        line.contains(differing == rows.count ? "all differ" : "\(differing) differ") == (differing > 0), "\(line)")
    }
  }

  @Test(arguments: names)
  func `leave each row that is shown as it is without folds`(name: String) throws {
    let (timeline, folds, _) = try folded(name)
    let text = TextTimeline(timeline, folds: folds)
    let whole = text.blocks().filter { $0.row != nil }
    #expect(whole.compactMap(\.row) == Array(timeline.rows.indices))
    for block in text.blocks(folded: folds.stretches) {
      guard let row = block.row else { continue }
      // To the left of the lanes, a row below a fold repeats its instant and its pipeline.
      let pairs = zip(block.lines, whole[row].lines).map { ($0.dropFirst(text.edge), $1.dropFirst(text.edge)) }
      #expect(block.lines.count == whole[row].lines.count && pairs.allSatisfy { $0 == $1 }, "row \(row)")
    }
  }

  @Test func `of several instants are followed by a row with its instant`() throws {
    let (timeline, folds, _) = try folded("slow crowd")
    let long = try #require(
      folds.stretches.first { timeline.rows[$0.lowerBound].when != timeline.rows[$0.upperBound - 1].when })
    let blocks = TextTimeline(timeline, folds: folds).blocks(folded: folds.stretches)
    let next = try #require(blocks.first { $0.row == long.upperBound })
    #expect(next.lines.contains { $0.contains(" \(timeline.rows[long.upperBound].when) ") })
  }

  @Test func `are not there in a timeline of few rows, whose page is the same with and without folding`() {
    var count = 0
    var options = RenderingOptions()
    options.unfolding = "See below."
    for picture in ProjectFiles.pictures.values where picture.timeline.rows.count <= TimelineFolds.mostRows {
      count += 1
      #expect(TimelineFolds(of: picture.timeline).stretches.isEmpty)
      #expect(TextPage(picture, options).lines == TextPage(picture, RenderingOptions()).lines)
    }
    #expect(count > 90)
  }

  @Test func `are explained in the legend and below the timeline, with the way to see all rows`() throws {
    let picture = Specimens.crowd(of: 60)
    var options = RenderingOptions()
    options.unfolding = "See below."
    let rows = picture.timeline.rows.count
    let page = TextPage(picture, options)
    #expect(page.hasFolds && page.legend.joined().contains("⋯ folded rows"))
    let section = try #require(page.sections.first { $0.heading == "folded:" })
    #expect(section.lines == ["  \(TimelineFolds(of: picture.timeline).rowCount) of \(rows) rows. See below."])
    options.isASCII = true
    #expect(TextPage(picture, options).lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    #expect(TextPage(picture, options).lines.contains { $0.contains("... ") })
    options.unfolding = nil
    let whole = TextPage(picture, options)
    #expect(!whole.hasFolds && !whole.lines.joined().contains("folded"))
  }

  @Test func `of a page in HTML open without a script`() throws {
    let picture = Specimens.crowd(of: 60)
    let page = try HTMLPage(picture).text()
    let parts = page.split(separator: "<details><summary>All rows</summary>")
    #expect(parts.count == 2)
    for line in TextTimeline(picture.timeline, columns: 100).lines {
      #expect(parts.last?.contains(line.asMarkup) == true)
    }
    #expect(try !HTMLPage(Specimens.failing).text().contains("<details>"))
  }
}
