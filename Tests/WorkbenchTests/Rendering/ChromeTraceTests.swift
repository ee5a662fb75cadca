// Chrome traces: valid JSON, and the rules by which viewers show them without warnings.

import Comparison
import EventLoops
import Foundation
import Testing

@testable import Workbench

@Suite struct ChromeTraceTests {
  private struct Document: Decodable {
    let traceEvents: [Event]
  }

  private struct Event: Decodable {
    let ph: String
    let name: String
    let pid: Int
    let tid: Int?
    let ts: Int64?
    let dur: Int64?
    let id: Int?
  }

  private func events(of picture: Picture) throws -> [Event] {
    let text = try RenderingFormat.chrome.text(of: picture)
    return try JSONDecoder().decode(Document.self, from: Data(text.utf8)).traceEvents
  }

  @Test(arguments: Specimens.all.map(\.name))
  func `slices of one thread never overlap`(name: String) throws {
    let picture = try #require(Specimens.all.first { $0.name == name })
    let slices = try events(of: picture).filter { $0.ph == "X" }
    for (_, thread) in Dictionary(grouping: slices, by: { [$0.pid, $0.tid ?? 0] }) {
      let sorted = thread.sorted { ($0.ts ?? 0, $0.dur ?? 0) < ($1.ts ?? 0, $1.dur ?? 0) }
      for (one, next) in zip(sorted, sorted.dropFirst()) {
        #expect((one.ts ?? 0) + (one.dur ?? 0) <= (next.ts ?? 0), "\(one) \(next)")
      }
    }
  }

  @Test func `metadata has no time, and each process and thread has a name`() throws {
    let events = try events(of: Specimens.overlapping)
    let metadata = events.filter { $0.ph == "M" }
    #expect(metadata.filter { $0.ts != nil }.isEmpty)
    let named = Set(metadata.filter { $0.name == "thread_name" }.map { [$0.pid, $0.tid ?? 0] })
    let used = Set(events.filter { $0.ph == "X" }.map { [$0.pid, $0.tid ?? 0] })
    #expect(used.isSubset(of: named))
    #expect(metadata.filter { $0.name == "process_name" }.count == Specimens.overlapping.timeline.lanes.count)
  }

  @Test func `each arrow begins and ends within a slice, and goes forward`() throws {
    let events = try events(of: Specimens.cancelled)
    let arrows = Dictionary(grouping: events.filter { $0.id != nil }, by: { $0.id ?? 0 })
    #expect(!arrows.isEmpty)
    for (_, ends) in arrows {
      #expect(ends.map(\.ph) == ["s", "f"])
      #expect((ends[0].ts ?? 0) < (ends[1].ts ?? 0))
      for end in ends {
        let isBound = events.contains { slice in
          slice.ph == "X" && slice.pid == end.pid && slice.tid == end.tid && slice.ts == end.ts
        }
        #expect(isBound)
      }
    }
  }
}
