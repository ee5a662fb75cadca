// The pictures in the notes are those that the tool draws now; `BRAID_RECORD=1 swift test --filter NotePictures` redraws.

import Foundation
import Testing

@testable import Workbench

@Suite struct NotePicturesTests {
  private static let folder = ProjectFiles.root + "/notes/pictures"
  private static let names =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".svg") }.sorted()

  @Test func `there are pictures, and of scenarios only`() throws {
    #expect(!Self.names.isEmpty)
    for name in Self.names { #expect(Self.scenario(of: name) != nil, "\(name)") }
  }

  @Test(arguments: names)
  func `each picture is as the tool draws it`(name: String) throws {
    let path = try #require(Self.scenario(of: name))
    let picture = Picture(of: ScenarioRunner.run(try Scenario(contentsOf: ProjectFiles.root + "/Scenarios/" + path)))
    let drawn = SVGDrawing(picture).text
    let file = URL(fileURLWithPath: "\(Self.folder)/\(name)")
    if ProcessInfo.processInfo.environment["BRAID_RECORD"] != nil { try Data(drawn.utf8).write(to: file) }
    let isCurrent = try String(contentsOf: file, encoding: .utf8) == drawn
    #expect(isCurrent, "redraw it with BRAID_RECORD=1")
  }

  /// The scenario of a picture's name, below the folder of scenarios.
  private static func scenario(of picture: String) -> String? {
    let name = picture.dropLast(".svg".count) + ".scenario"
    let files = FileManager.default.enumerator(atPath: ProjectFiles.root + "/Scenarios")
    while let path = files?.nextObject() as? String {
      if path == name || path.hasSuffix("/" + name) { return path }
    }
    return nil
  }
}
