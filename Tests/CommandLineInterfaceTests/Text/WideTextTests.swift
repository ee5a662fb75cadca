// Tables with names and titles in Korean, emoji and flags: their columns begin at one place in the whole program's output.

import Foundation
import Testing
import Workbench

@testable import CommandLineInterface

@Suite struct `Wide names and titles` {
  private static let names = ["plain", "한글이름", "flag-🇰🇷", "⚠️-a-sign", "e\u{301}te\u{301}", "👩‍💻", "key-1️⃣"]
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in Self.names {
      let text = ScenarioText.success.replacing("All is well", with: "제목 ✅ of \(name)")
      try folder.file("Scenarios/\(name).scenario", text)
    }
  }

  /// The columns at which something begins in the lines that have it.
  private func columns(of mark: String, in text: String) -> [Int] {
    text.split(separator: "\n").compactMap { line in
      line.firstRange(of: mark).map { line[..<$0.lowerBound].displayWidth }
    }
  }

  @Test(arguments: [("list", "제목"), ("run", "agree"), ("run", "FAILED")])
  func `are aligned in columns`(command: String, mark: String) async throws {
    if mark == "agree" { _ = try await ChildProcess.braid("run", "--record", in: folder.url) }
    let printed = try await ChildProcess.braid(command, in: folder.url)
    let columns = columns(of: mark, in: printed.output).prefix(Self.names.count)
    #expect(columns.count == Self.names.count)
    #expect(Set(columns).count == 1, "\(printed.output)")
  }

  @Test func `are aligned in columns of a timeline, whatever the requests and replies are`() async throws {
    let text = ScenarioText.success.replacing("returns \"a\"", with: "returns \"⚠️ 한글 🇰🇷 ☕\"")
    try folder.file("wide.scenario", text)
    let printed = try await ChildProcess.braid("show", "wide.scenario", in: folder.url)
    let lanes = ["future", "async"].compactMap { columns(of: $0, in: printed.output).first }
    // The mark of a reply, for each lane, where the heading of the lane is.
    let rows = printed.output.split(separator: "\n").filter { $0.contains("← call 1") }
    #expect(rows.count == 1 && lanes.count == 2)
    for row in rows {
      let marks = row.indices.filter { row[$0] == "←" }.map { row[..<$0].displayWidth }
      #expect(Array(marks.dropFirst()) == lanes, "\(printed.output)")
    }
  }

  @Test func `of bugs and programs are laid out by the same function`() {
    let rows = Self.names.map { (term: $0, text: "text") }
    let lines = TwoColumns(rows).lines(width: 60)
    #expect(Set(columns(of: "text", in: lines.joined(separator: "\n"))).count == 1)
  }
}
