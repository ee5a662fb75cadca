// The guide and the README quote the sources and the tool as they are.

import CommandLineInterface
import Foundation
import GuideChecking
import Testing

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
    for mistake in report.mistakes { Issue.record("\(mistake)") }
  }

  @Test func `has a Korean edition of every chapter`() throws {
    let files = FileManager.default
    let chapters = try files.contentsOfDirectory(atPath: Self.root + "/notes").filter { $0.hasSuffix(".md") }
    let translations = try files.contentsOfDirectory(atPath: Self.root + "/notes/ko").filter { $0.hasSuffix(".md") }
    let waiting = (try? String(contentsOfFile: Self.root + "/notes/ko/waiting.txt", encoding: .utf8)) ?? ""
    let names = waiting.split(separator: "\n").map { String($0) }.filter { !$0.hasPrefix("#") }
    #expect(chapters.sorted() == (translations + names).sorted())
  }
}
