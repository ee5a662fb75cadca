// Durations of scenario files, exact to the nanosecond.

import EventLoops
import Testing

@testable import Workbench

struct `A duration` {
  @Test(arguments: [
    ("0ms", 0), ("1ns", 1), ("1us", 1_000), ("1µs", 1_000), ("1μs", 1_000), ("30ms", 30_000_000),
    ("1.5s", 1_500_000_000), ("2min", 120_000_000_000), ("0.1s", 100_000_000), ("0.000000001s", 1),
    ("1.50ns", -1), ("2.0ns", 2), ("007ms", 7_000_000), ("0.00000000005min", 3), ("24h", 86_400_000_000_000),
    ("86400.000000000s", 86_400_000_000_000), ("0.2777777777777h", -1), ("1.0000000000000000000000000ms", 1_000_000),
    ("000000000000000000000000000001ms", 1_000_000),
  ])
  func `is a number with a unit; finer than a nanosecond it cannot be`(text: String, nanoseconds: Int64) throws {
    if nanoseconds < 0 {
      let fault = #expect(throws: LineFault.self) { try DurationLiteral.parse(text[...], column: 1) }
      #expect(fault?.message == "'\(text)' is finer than a nanosecond")
    } else {
      #expect(try DurationLiteral.parse(text[...], column: 1) == .nanoseconds(nanoseconds))
    }
  }

  @Test(arguments: ["24.0000000001h", "2562047.99h", "9223372036854775808ns", "999999999999999999999999999999ns"])
  func `is a day at most`(text: String) {
    let fault = #expect(throws: LineFault.self) { try DurationLiteral.parse(text[...], column: 7) }
    #expect(fault == LineFault(column: 7, message: "'\(text)' is longer than a day, the limit", help: nil))
  }

  @Test func `since the start may be as long as instants go, and not longer`() throws {
    let limit = DurationLiteral.lastInstant
    let last = try DurationLiteral.parse("9223372036854775807ns", column: 1, upTo: limit)
    #expect(last == limit)
    for text in ["9223372036854775808ns", "2562047.99h"] {
      let fault = #expect(throws: LineFault.self) { try DurationLiteral.parse(text[...], column: 1, upTo: limit) }
      #expect(fault?.message == "'\(text)' is later than the last instant")
    }
  }

  @Test(arguments: ["", "ms", ".5s", "5.s", "5", "5.5.5s", "1e3ms", "+5ms", "-5ms", "٣ms", "5 ms", "5Ms", "5ms "])
  func `is nothing else`(text: String) {
    #expect(throws: LineFault.self) { try DurationLiteral.parse(text[...], column: 1) }
  }

  @Test(arguments: [
    0, 1, 999, 1_000, 1_001, 1_234_567, 1_500_000, 30_000_000, 999_999_999, 1_000_000_000, 1_001_000_000,
    3_600_000_000_000, Int64.max,
  ])
  func `is read back from the text of an instant`(nanoseconds: Int64) throws {
    let text = Instant(nanoseconds: nanoseconds).description
    let parsed = try DurationLiteral.parse(text[...], column: 1, upTo: DurationLiteral.lastInstant)
    #expect(parsed == .nanoseconds(nanoseconds))
  }
}
