// The numbers on the page about limits are those of the code, in both editions.

import Comparison
import EventLoops
import Foundation
import GuideChecking
import Lab
import LiveIO
import Testing

@testable import CommandLineInterface
@testable import Exploration
@testable import Site
@testable import Workbench

@Suite struct `The page about limits` {
  private static func seconds(_ duration: Duration) -> Int { Int(duration.components.seconds) }

  /// The numbers of each row in the order of the page; nil for a row that refers to something else.
  private static func numbers() throws -> [[Int]] {
    let (http, loop, lab) = (HTTPLimits(), VirtualEventLoop.Limits(), LabLimits())
    let notes = NotesRules()
    return [
      [ScenarioSource.largestFile >> 20, ScenarioParser.mostStatements, ScenarioParser.mostExpected],
      [ScenarioSource.longestLine, Lexer.longestString],
      [ScenarioParser.mostDiagnostics],
      [Int(DurationLiteral.day.components.seconds / 3_600)],
      [RunLimits.mostPipelines, RunLimits.mostAtOnce],
      [RunLimits.mostCalls, RunLimits.mostClientActs, RunLimits.mostClientBytes >> 20],
      [ScenarioSearch.mostEntries],
      [ReplayToken.longest],
      [TraceReader.longestLine >> 20],
      [http.requestLine, http.head, http.headerCount, http.body],
      [http.connections],
      [FlagsCommand.largestFlag],
      [HTTPClient.largestHead.bytes, HTTPClient.largestHead.fields],
      [
        seconds(HTTPClient.usualTimeout),
        seconds(try Duration(literal: FlagsCommand.usualReplyTime, upTo: .seconds(60))),
      ],
      [TextRelay.mostWaiting],
      [FinderServer.mostSessions],
      [seconds(FinderServer.usualPatience) / 60],
      [],
      [lab.body >> 20, lab.text >> 10],
      [lab.steps, lab.happenings],
      [lab.parallel, seconds(lab.searchTime) / 60, lab.positions],
      [lab.files],
      [notes.largestFile >> 20, notes.mostFiles, MarkdownSpanReader.longest, MarkdownBlockReader.deepest],
      [],
      [loop.steps, Int(loop.instant.nanoseconds / 86_400_000_000_000), loop.text >> 20],
      [],
    ]
  }

  @Test(arguments: ["notes/limits.md", "notes/ko/limits.md"])
  func `has the numbers of the code`(page: String) throws {
    let text = try String(contentsOf: PackageFolder.url.appendingPathComponent(page), encoding: .utf8)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }.dropFirst(2).map { row in
      row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    let found = rows.map { row in
      row[1].matches(of: /[0-9][0-9,]*/).compactMap { Int($0.output.replacing(",", with: "")) }
    }
    let numbers = try Self.numbers()
    #expect(found.count == numbers.count)
    for (row, (found, expected)) in zip(rows, zip(found, numbers)) {
      #expect(found == expected, "\(row[0])")
    }
  }
}
