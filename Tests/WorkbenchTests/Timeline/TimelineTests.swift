// The model that all pictures are drawn from: bars, tracks, and the places of differences.

import Comparison
import EventLoops
import Testing

@testable import Workbench

@Suite struct TimelineTests {
  @Test func `bars on one track do not overlap, and each begins where its call is sent`() {
    for picture in Specimens.all + [Specimens.crowd(of: 20)] {
      for lane in picture.timeline.lanes {
        for (_, bars) in Dictionary(grouping: lane.bars, by: \.track) {
          for (one, next) in zip(bars, bars.dropFirst()) { #expect((one.last ?? .max) <= next.first) }
        }
        for bar in lane.bars {
          let isSent = if case .sent = picture.timeline.rows[bar.first].kind { true } else { false }
          #expect(isSent)
        }
      }
    }
  }

  @Test func `a call that is never answered has a bar without an end`() {
    let open = Specimens.stuck.timeline.lanes.map { $0.bars.filter { $0.last == nil }.map(\.call) }
    #expect(open == [["2"], ["2"], ["2"]])
  }

  @Test func `pipelines keep to tracks of their own`() {
    for lane in Specimens.overlapping.timeline.lanes {
      #expect(lane.trackCount == 2)
      for bar in lane.bars { #expect(bar.track == bar.pipeline - 1) }
    }
  }

  @Test func `each difference is placed in a row that differs`() {
    for picture in Specimens.all {
      for placed in picture.timeline.differences {
        guard let row = placed.row else { continue }
        #expect(picture.timeline.rows[row].isDifference, "\(placed.difference.sentence)")
      }
    }
    #expect(Specimens.cancelled.timeline.differences.filter { $0.row == nil }.isEmpty)
  }

  /// A lane beside the rule may hold code that checked and ended.
  @Test func `a rule about code that continues after its reply says once that a check ends it`() {
    var count = 0
    for (name, picture) in ProjectFiles.pictures {
      for rule in picture.timeline.rules where rule.text.contains("continues to its next call") {
        count += 1
        let sayings = rule.text.ranges(of: "continues to its next call").count
        let checks = rule.text.ranges(of: "continues to its next call unless it checks for cancellation first").count
        #expect(sayings == 1 && checks == 1, "\(name): \(rule.text)")
      }
    }
    #expect(count > 8)
  }

  @Test func `the list of events names each event of the loop with its cause`() {
    let lines = EventList(Specimens.failing.timeline).lines
    let events = Specimens.failing.timeline.lanes.reduce(0) { $0 + $1.run.report.eventCount }
    #expect(lines.count { $0.hasPrefix("  ") } == events)
    #expect(lines.first == "callback")
    #expect(lines.contains { $0.contains("timer     reply to call 1        from turn 1") })
  }
}
