// One number for all that a run did, which changes if anything about the run does.

package import Comparison
import EventLoops

/// A hash of a run's trace: every event of the loop with its times, its cause and its name, everything that happened to
/// the pipelines, and what was left.
///
/// Two runs that did the same have the same hash, in every process and in every build. Places in the code are left out,
/// since they change with every edit. FNV-1a, 64 bits (Fowler, Noll and Vo): to notice a change, not to resist one
/// that is made to go unnoticed.
package struct TraceHash: Hashable, Sendable, CustomStringConvertible {
  /// The hash.
  package let value: UInt64

  /// The hash of a run.
  ///
  /// - Complexity: O(length of the trace).
  package init(of run: StyleRun) {
    var hash = FNV1a()
    for event in run.report.trace.events {
      let record = TraceRecord.Event(event)
      hash.add(record.kind)
      hash.add(record.label)
      for number in [
        record.sequence, record.cause ?? -1, Int(record.posted), Int(record.due), record.turn ?? -1,
        record.cancelled ?? -1,
      ] { hash.add(number) }
    }
    for event in run.events {
      hash.add(Int(event.instant.nanoseconds))
      hash.add(event.turn)
      hash.add(event.pipeline)
      hash.add(event.kind.description)
    }
    for line in run.endingLines { hash.add(line.text) }
    hash.add(Int(run.report.instant.nanoseconds))
    value = hash.value
  }

  /// Sixteen hexadecimal digits.
  package var description: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The hashes of a scenario's runs, a line each: `ties callback (named) 0123456789abcdef`.
  package static func lines(of result: ScenarioResult) -> [String] {
    result.comparison.runs.map { "\(result.scenario.name) \($0.label) \(TraceHash(of: $0))" }
  }
}

/// FNV-1a over 64 bits.
private struct FNV1a {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte: byte) }
    // A separator: the end of this text differs from a continuation in the next one.
    add(byte: 0xFF)
  }

  mutating func add(_ number: Int) {
    var rest = UInt64(bitPattern: Int64(number))
    for _ in 0..<8 {
      add(byte: UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  private mutating func add(byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
  }
}
