// Every format against a recorded document; `BRAID_RECORD=1 swift test --filter GoldenTests` records them anew.

import Comparison
import EventLoops
import Foundation
import Testing

@testable import Workbench

@Suite struct GoldenTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Golden"
  private static let isRecording = ProcessInfo.processInfo.environment["BRAID_RECORD"] != nil

  @Test(arguments: RenderingFormat.allCases, Specimens.all.map(\.name))
  func `every format writes what was recorded`(format: RenderingFormat, name: String) throws {
    let picture = try #require(Specimens.all.first { $0.name == name })
    let text = Self.withoutSources(try format.text(of: picture))
    let path = "\(Self.folder)/\(name).\(format.rawValue)"
    if Self.isRecording { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }
    let recorded = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    #expect(text == recorded, "if the change is meant, record it with BRAID_RECORD=1")
  }

  @Test(arguments: RenderingFormat.allCases)
  func `every format writes the same bytes every time`(format: RenderingFormat) throws {
    let first = try format.text(of: Specimens.cancelled)
    for _ in 1...5 {
      let again = Picture(
        of: Specimens.cancelled.comparison, name: "cancelled", title: Specimens.cancelled.title,
        teaches: Specimens.cancelled.teaches)
      #expect(try format.text(of: again) == first)
    }
  }

  /// The text without the line numbers of sources, which change with every edit, and without the files that the page
  /// of the player holds as they are.
  private static func withoutSources(_ text: String) -> String {
    text.replacing(#/\.swift:\d+/#, with: ".swift:N")
      .replacing(EmbeddedFile.pageStyle, with: "").replacing(EmbeddedFile.playerScript, with: "")
      .replacing(EmbeddedFile.timelineStyle, with: "")
  }
}
