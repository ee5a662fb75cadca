// The diagrams of the guide: drawn as they are kept, shown in both editions, and well formed.

import Foundation
import Testing
import Workbench

@testable import CommandLineInterface

@Suite struct `The diagram command` {
  private static let chapters = [
    "queue-and-stack": "event-loop", "promise-and-future": "promises", "suspended-frame": "async-await",
    "what-a-cancellation-reaches": "cancellation",
  ]

  @Test(arguments: GuideDiagram.all.map(\.name))
  func `draws each diagram as it is kept beside the guide, and a chapter of both editions shows it`(name: String) throws
  {
    let captured = CapturedConsole()
    #expect(CommandLineInterface.run(arguments: ["diagram", name], console: captured.console) == .success)
    #expect(
      try captured.output == PackageFolder.text(of: "notes/diagrams/\(name).svg"),
      "run 'braid diagram \(name) -o notes/diagrams/\(name).svg'")
    let chapter = try #require(Self.chapters[name])
    #expect(try PackageFolder.text(of: "notes/\(chapter).md").contains("](diagrams/\(name).svg)"))
    #expect(try PackageFolder.text(of: "notes/ko/\(chapter).md").contains("](../diagrams/\(name).svg)"))
  }

  @Test(arguments: GuideDiagram.all.map(\.name))
  func `describes each diagram in words, and keeps its text inside of the boxes`(name: String) throws {
    let diagram = try #require(GuideDiagram.all.first { $0.name == name })
    #expect(diagram.svg.contains("<desc>") && diagram.description.count > 100)
    let widths = diagram.svg.matches(of: /<text class="(?:plain|main|ghost)-text"[^>]*>([^<]*)</).map { $0.1.count }
    #expect(!widths.isEmpty && widths.allSatisfy { $0 <= 21 })
    let (opened, closed) = (diagram.svg.matches(of: /<[a-z]/).count, diagram.svg.matches(of: /\/>|<\//).count)
    #expect(opened == closed)
  }

  @Test func `refuses a name that is none`() {
    let captured = CapturedConsole()
    #expect(CommandLineInterface.run(arguments: ["diagram", "heap"], console: captured.console) != .success)
    #expect(captured.errors.contains("heap"))
  }
}
