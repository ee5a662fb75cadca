// The guide and the README quote the sources and the tool as they are.

import CommandLineInterface
import Foundation
import Testing
import Workbench

@Suite("The guide")
struct GuideTests {
  /// The folder of the package, three levels above this file.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  @Test func `quotes every region, output, link, scenario and test as it is`() {
    #expect(
      FileManager.default.currentDirectoryPath == Self.root,
      "the commands that the guide quotes are run in the package's folder; run 'swift test' there")
    let report = NotesChecker(root: Self.root, run: GuideConsole.run).check(.all)
    #expect(report.notes >= 10)
    #expect(report.fences >= 25)
    for finding in report.findings { Issue.record("\(finding)") }
  }
}
