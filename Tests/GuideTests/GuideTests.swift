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

  @Test(arguments: ["notes", "notes/ko"])
  func `shows no listing and no output in two chapters`(edition: String) throws {
    let index = try String(contentsOfFile: Self.root + "/notes/README.md", encoding: .utf8)
    let chapters = index.matches(of: /\n\| \d+ \| \[[^\]]+\]\(([a-z-]+\.md)\)/).map { String($0.1) }
    var places: [String: String] = [:]
    for chapter in chapters {
      let text = try String(contentsOfFile: "\(Self.root)/\(edition)/\(chapter)", encoding: .utf8)
      let listings = text.matches(of: /\n```[a-z]+ source=(\S+)/).map { String($0.1) }
      let outputs = text.matches(of: /\n```console\n(\$ [^\n]+)/).map { String($0.1) }
      for fence in listings + outputs {
        let other = places.updateValue(chapter, forKey: fence)
        #expect(other == nil, "\(fence) is in \(other ?? "") and in \(chapter)")
      }
    }
    #expect(places.count >= 100)
  }
}
