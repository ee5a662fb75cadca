// Traces in JSON Lines: written, read back, and refused with a reason when they are damaged.

import Comparison
import EventLoops
import Foundation
import Testing

@testable import Workbench

@Suite struct JSONLinesTests {
  @Test(arguments: Specimens.all.map(\.name))
  func `a trace that was read and is written again has the same bytes`(name: String) throws {
    let picture = try #require(Specimens.all.first { $0.name == name })
    let text = try RenderingFormat.jsonl.text(of: picture)
    var reader = TraceReader(text: text)
    var again = ""
    var writer = TraceWriter { again += $0 }
    while let record = try reader.next() { try writer.write(record) }
    #expect(again == text)
  }

  @Test func `a trace holds every event of the loop and everything that happened`() throws {
    var reader = TraceReader(text: try RenderingFormat.jsonl.text(of: Specimens.failing))
    var (events, happenings) = (0, 0)
    while let record = try reader.next() {
      if case .event = record { events += 1 }
      if case .happening = record { happenings += 1 }
    }
    let runs = Specimens.failing.comparison.runs
    #expect(events == runs.reduce(0) { $0 + $1.report.trace.events.count })
    #expect(happenings == runs.reduce(0) { $0 + $1.events.count })
  }

  @Test func `each record is handed on by itself, so that a long trace needs no more memory than a short one`() throws {
    var (pieces, records, longest) = (0, 0, 0)
    var writer = TraceWriter { piece in
      pieces += 1
      records += piece.utf8.count { $0 == 0x0A }
      longest = max(longest, piece.utf8.count)
    }
    try writer.write(Specimens.crowd(of: 200))
    #expect(pieces == records && pieces > 200 * 3 * 9)
    #expect(longest < 1_000)
  }

  @Test func `records and keys that a later version adds are passed over`() throws {
    let text = """
      {"later":true,"name":"n","pipelines":1,"program":"p","record":"header","runs":0,"schema":"braid.trace","title":"t","version":1}
      {"record":"thought","text":"hm"}
      {"record":"end","records":2}
      """
    var reader = TraceReader(text: text)
    #expect(try reader.next() != nil)
    #expect(try reader.next() == .end(TraceRecord.End(records: 2)))
    #expect(try reader.next() == nil)
  }

  @Test func `a file whose lines end in CRLF is read line by line`() throws {
    let text = Self.header + "\n" + #"{"record":"end","records":1}"# + "\n"
    var (reader, other) = (TraceReader(text: text), TraceReader(text: text.replacing("\n", with: "\r\n")))
    while let record = try reader.next() { #expect(try other.next() == record) }
    #expect(try other.next() == nil)
  }

  private static let header =
    #"{"name":"n","pipelines":1,"program":"p","record":"header","runs":0,"schema":"braid.trace","title":"t","version":1}"#

  @Test(arguments: [
    ("", "line 1: error: the trace ends without its 'end' record"),
    ("nonsense\n", "line 1: error: this is no JSON object"),
    ("[1]\n", "line 1: error: the value of 'record' is of the wrong type"),
    (#"{"record":"run","run":0,"style":"async"}"#, "line 1: error: the first record is no header"),
    (#"{"record":"thought"}"# + "\n" + header, "line 1: error: the first record is no header"),
    (header.replacing("braid.trace", with: "other"), "line 1: error: the schema is 'other'"),
    (header.replacing(#""version":1"#, with: #""version":9"#), "line 1: error: the version is 9"),
    (header + "\n" + header, "line 2: error: a second header"),
    (header + "\n", "line 1: error: the trace ends without its 'end' record"),
    (header + #"\#n{"record":"end","records":7}"#, "line 2: error: 1 records were read, and 7 written"),
    (
      header + #"\#n{"record":"end","records":1}"# + "\n{\"record\":\"end\",\"records\":2}",
      "line 3: error: there is a record after the 'end' record"
    ),
    (header + #"\#n{"record":"run"}"#, "line 2: error: the key 'run' is missing"),
  ])
  func `a damaged trace is refused with its line and the reason`(text: String, expected: String) {
    var reader = TraceReader(text: text)
    let error = #expect(throws: TraceReadError.self) { while try reader.next() != nil {} }
    #expect(error?.description.hasPrefix(expected) == true, "\(error?.description ?? "")")
  }

  @Test func `a line that no record needs is refused before it is read`() throws {
    var lines = [Self.header, String(repeating: "x", count: TraceReader.longestLine + 1)][...]
    var reader = TraceReader { lines.popFirst() }
    _ = try reader.next()
    let error = #expect(throws: TraceReadError.self) { try reader.next() }
    #expect(error?.message == "the line is longer than 1048576 bytes")
  }
}
