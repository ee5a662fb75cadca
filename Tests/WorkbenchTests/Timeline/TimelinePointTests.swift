// A sentence between the rows of a timeline: where it is placed, and that every player shows it.

import Comparison
import EventLoops
import Testing

@testable import Workbench

@Suite struct TimelinePointTests {
  /// The picture of a failing call in two styles, with a sentence after an event of the first run's loop.
  private func picture(afterTurn turn: Int? = nil) -> Picture {
    let specimen = Specimens.failing
    let comparison = StyleComparison(
      program: specimen.comparison.program, runs: specimen.comparison.runs.filter { $0.style != .callback })
    return Picture(
      of: comparison, name: specimen.name, title: specimen.title, point: turn.map { ("From here on it fails.", $0) })
  }

  /// The turn of each row's event in the first lane; nil for what has none there.
  private func turns(of timeline: Timeline) -> [Int?] {
    timeline.rows.map { row in row.events[0].map { timeline.lanes[0].run.events[$0].turn } }
  }

  @Test func `It comes after the last row of its event`() throws {
    let turns = turns(of: picture().timeline)
    let turn = try #require(turns.compactMap(\.self).dropFirst().first)
    let point = try #require(picture(afterTurn: turn).timeline.point)
    #expect(point.isAfter)
    #expect(point.row == turns.lastIndex(of: turn))
  }

  @Test func `Of an event without a row it comes before the next row`() throws {
    let turns = turns(of: picture().timeline)
    let known = turns.compactMap(\.self)
    let turn = try #require((1..<(known.max() ?? 1)).first { !known.contains($0) && $0 > known[0] })
    let point = try #require(picture(afterTurn: turn).timeline.point)
    #expect(!point.isAfter)
    #expect(point.row == turns.firstIndex { ($0 ?? 0) > turn })
  }

  @Test func `After the last event it comes last`() {
    let picture = picture(afterTurn: 1_000)
    #expect(picture.timeline.point?.isAfter == true)
    #expect(picture.timeline.point?.row == picture.timeline.rows.count - 1)
  }

  @Test func `The text, the page and the step player show it`() throws {
    let picture = picture(afterTurn: 1)
    let text = TextTimeline(picture.timeline).lines
    #expect(text.filter { $0.contains("⚑ From here on it fails.") }.count == 1)
    #expect(TextTimeline(picture.timeline, isASCII: true).lines.contains { $0.contains("^ From here on it fails.") })
    #expect(try HTMLPage(picture).text().contains("\"point\":[0,1,"))
    let screen = StepScreen(picture).lines(step: 1, columns: 80, rows: 40).map(\.text)
    #expect(screen.contains { $0.contains("⚑ From here on it fails.") })
  }

  @Test func `Other pictures have none`() throws {
    #expect(Specimens.failing.timeline.point == nil)
    #expect(try !HTMLPage(Specimens.failing).text().contains("\"point\":"))
  }
}
