// The page of the player: one file, safe embedded data, and all content as text without a script.

import Comparison
import EventLoops
import Foundation
import Pipelines
import Testing

@testable import Workbench

@Suite struct HTMLTests {
  private struct Data: Decodable {
    let rows: [[Int64]]
    let lanes: [Lane]
    let words: [String]

    struct Lane: Decodable {
      let label: String
      let events: [[Int64]]
      let happened: [[Int]]
      let sources: [Source]
    }

    struct Source: Decodable {
      let name: String
      let lines: [String]
      let pieces: [[Int]]
      let sites: [String: Int]
    }
  }

  private func data(in page: String) throws -> Data {
    let start = try #require(page.firstRange(of: "id=\"data\">")).upperBound
    let rest = page[start...]
    let end = try #require(rest.firstRange(of: "</script>")).lowerBound
    return try JSONDecoder().decode(Data.self, from: Foundation.Data(rest[..<end].utf8))
  }

  @Test(arguments: Specimens.all.map(\.name))
  func `the page holds every row, every event and the whole timeline as text`(name: String) throws {
    let picture = try #require(Specimens.all.first { $0.name == name })
    let page = try HTMLPage(picture).text()
    let data = try data(in: page)
    #expect(data.rows.count == picture.timeline.rows.count)
    #expect(data.rows.allSatisfy { $0.count == 8 + 4 * picture.timeline.lanes.count })
    for (lane, shown) in zip(picture.timeline.lanes, data.lanes) {
      #expect(shown.events.count == lane.run.report.trace.events.count)
      #expect(shown.happened.count == lane.run.events.count)
    }
    for line in TextTimeline(picture.timeline, columns: 100).lines { #expect(page.contains(line.asMarkup)) }
    #expect(page.contains("<title>\(picture.title.asMarkup)</title>"))
  }

  @Test func `nothing is loaded from elsewhere, and every place is filled in`() throws {
    let page = try HTMLPage(Specimens.failing).text()
    #expect(!page.contains("{{"))
    #expect(!page.contains(#/(src|href)="(?!#|data:)/#))
    #expect(page.contains("default-src 'none'"))
  }

  @Test func `text that looks like a script stays text`() throws {
    let plan = Plan(request: "</script><script>alert(1)</script>")
    let picture = Picture(
      of: ThreeStages.program.compare(under: plan), name: "x", title: "</script><b>", teaches: "{{data}}")
    let page = try HTMLPage(picture).text()
    #expect(page.ranges(of: "</script>").count == 2)
    #expect(page.contains("<p class=\"teaches\">{{data}}</p>"))
  }

  @Test func `the source beside a lane is the region from which the run's events come`() throws {
    var options = RenderingOptions()
    options.sources = SourceShelf(root: ProjectFiles.root)
    let data = try data(in: HTMLPage(Specimens.failing, options).text())
    let async = try #require(data.lanes.last)
    let source = try #require(async.sources.first)
    #expect(source.name == "ThreeStages+Async.swift")
    let site = try #require(async.happened.first { $0[1] >= 0 })[1]
    let line = try #require(source.sites[String(site)])
    #expect(source.lines[line].contains("api.call(1, context.request)"))
    // The pieces of each line are as long as the line, and the word `await` has a kind of its own.
    for (text, pieces) in zip(source.lines, source.pieces) {
      #expect(stride(from: 1, to: pieces.count, by: 2).reduce(0) { $0 + pieces[$1] } == text.utf16.count)
    }
    #expect(source.pieces[line].count > 2 && source.pieces.count == source.lines.count)
  }

  @Test func `without the sources there is no pane, and no complaint`() throws {
    var options = RenderingOptions()
    options.sources = SourceShelf(root: "/nowhere")
    #expect(try data(in: HTMLPage(Specimens.failing, options).text()).lanes.allSatisfy(\.sources.isEmpty))
  }

  @Test func `a page takes less than 500 bytes an event, so that ten thousand take less than five megabytes`() throws {
    let picture = Specimens.crowd(of: 60)
    let events = picture.timeline.lanes.reduce(0) { $0 + $1.run.report.trace.events.count }
    #expect(try HTMLPage(picture).text().utf8.count < events * 500)
  }

  @Test func `the index leads to every page`() {
    let index = SiteIndex(Specimens.all).text
    for picture in Specimens.all {
      #expect(index.contains("<a href=\"\(picture.name).html\">\(picture.title.asMarkup)</a>"))
    }
    #expect(!index.contains("{{") && !index.contains("<script"))
  }
}
