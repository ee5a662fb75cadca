// Instants and durations: exact, saturating, and written in the unit that fits.

import EventLoops
import Testing

@Suite("Instants")
struct InstantTests {
  static let sums: [(Instant, Duration, Instant)] = [
    (Instant.distantFuture, Duration.nanoseconds(1), Instant.distantFuture),
    (.zero, .seconds(Int64.max), .distantFuture),
    (.zero, .seconds(Int64.min), Instant(nanoseconds: .min)),
    (.zero, .seconds(Int64.max) * 16, .distantFuture),
    (.zero, .seconds(Int64.max) * -16, Instant(nanoseconds: .min)),
    (Instant(nanoseconds: .min), .nanoseconds(-1), Instant(nanoseconds: .min)),
    (.distantFuture, .nanoseconds(-1), Instant(nanoseconds: .max - 1)),
    (.zero, .nanoseconds(Int64.max), .distantFuture),
    (.zero, .microseconds(9_223_372_036_854_776), .distantFuture),
    (.milliseconds(5), .zero, .milliseconds(5)),
  ]

  static let roundings: [(Duration, Int64)] = [
    (Duration(secondsComponent: 0, attosecondsComponent: 1_999_999_999), 1),
    (Duration(secondsComponent: 0, attosecondsComponent: -1_999_999_999), -1),
    (Duration(secondsComponent: 1, attosecondsComponent: 5), 1_000_000_000),
    (Duration(secondsComponent: -1, attosecondsComponent: -999_999_999), -1_000_000_000),
  ]

  static let texts: [(Duration, String)] = [
    (Duration.zero, "0ms"), (.nanoseconds(1), "1ns"), (.nanoseconds(999), "999ns"), (.nanoseconds(1_000), "1us"),
    (.nanoseconds(1_500), "1.5us"), (.nanoseconds(1_234_567), "1234.567us"), (.microseconds(250), "250us"),
    (.milliseconds(1), "1ms"), (.milliseconds(30), "30ms"), (.microseconds(30_500), "30.5ms"),
    (.milliseconds(999), "999ms"), (.seconds(1), "1s"), (.milliseconds(1_500), "1.5s"),
    (.milliseconds(1_050), "1.05s"), (.milliseconds(1_001), "1.001s"), (.microseconds(1_000_001), "1000.001ms"),
    (.nanoseconds(1_000_000_001), "1.000000001s"), (.seconds(86_400), "86400s"), (.milliseconds(-30), "-30ms"),
    (.nanoseconds(-1), "-1ns"), (.milliseconds(-1_500), "-1.5s"),
    (Duration(secondsComponent: 0, attosecondsComponent: 1), "0ms"),
    (.nanoseconds(1_000_000_000_001), "1000.000000001s"),
  ]

  @Test func `thirty steps of a tenth of a second are exactly three seconds`() {
    let end = (1...30).reduce(into: Instant.zero) { instant, _ in instant = instant.advanced(by: .seconds(1) / 10) }
    #expect(end == .milliseconds(3_000))
  }

  @Test(arguments: sums)
  func `arithmetic saturates at both ends of time`(start: Instant, step: Duration, end: Instant) {
    #expect(start.advanced(by: step) == end)
  }

  @Test(arguments: roundings)
  func `durations are rounded towards zero to whole nanoseconds`(duration: Duration, nanoseconds: Int64) {
    #expect(duration.saturatedNanoseconds == nanoseconds)
  }

  @Test func `the distance between instants is exact, also from one end of time to the other`() {
    #expect(Instant.milliseconds(10).duration(to: .milliseconds(25)) == .milliseconds(15))
    #expect(Instant.milliseconds(25).duration(to: .milliseconds(10)) == .milliseconds(-15))
    let whole = Instant(nanoseconds: .min).duration(to: .distantFuture)
    #expect(whole == .nanoseconds(Int64.max) - .nanoseconds(Int64.min))
  }

  @Test func `the ends of time are written in seconds`() {
    #expect(Instant.distantFuture.description == "9223372036.854775807s")
    #expect(Instant(nanoseconds: .min).description == "-9223372036.854775808s")
  }

  @Test func `instants are ordered by time`() {
    #expect(Instant.zero < .milliseconds(1))
    #expect(Instant(nanoseconds: -1) < .zero)
    #expect(!(Instant.zero < .zero))
  }

  @Test(arguments: texts)
  func `a duration is written in the largest unit that needs at most three decimals, or in seconds if that is long`(
    duration: Duration, text: String
  ) {
    #expect(duration.shortText == text)
    #expect(Instant.zero.advanced(by: duration).description == text)
  }
}
