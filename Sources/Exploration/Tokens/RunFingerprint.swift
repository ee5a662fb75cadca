// A hash of all that a run did: what "the same run" means to a token.

import Comparison
import EventLoops

extension SubjectRun {
  /// A hash of 30 bits of the run's events in order (label, kind, instant, what they touched), of what became of shared
  /// state, and of the verdict; the run must have recorded everything.
  ///
  /// Source lines are not in it, neither of events nor in findings: an edit elsewhere in a file changes no run.
  var fingerprint: UInt32 {
    var hash = StableHash()
    let events = report.trace.events
    if let record {
      for (index, step) in record.steps.enumerated() where events.indices.contains(step.event) {
        let footprint = record.footprint(of: index)
        hash.add(record.identity(of: step.event))
        hash.add(UInt64(bitPattern: step.instant.nanoseconds))
        hash.add(UInt64(step.readyCount))
        hash.add(UInt64(footprint.count))
      }
      for pick in record.picks { hash.add(UInt64(truncatingIfNeeded: pick)) }
    }
    for change in report.stateChanges {
      hash.add(change.name)
      hash.add(change.text)
      hash.add(UInt64(change.turn))
    }
    for line in run?.lines ?? [] { hash.add(line.description.withoutLines) }
    hash.add(verdict.outcome)
    for finding in verdict.findings { hash.add(finding.withoutLines) }
    return UInt32(truncatingIfNeeded: hash.mixed >> 34)
  }
}

extension String {
  /// The text without the line numbers of source files: `A.swift` for `A.swift:12`.
  fileprivate var withoutLines: String {
    let (colon, file) = (UInt8(ascii: ":"), Array(".swift".utf8))
    guard utf8.contains(colon) else { return self }
    var kept: [UInt8] = []
    var isBehindMark = false
    for byte in utf8 {
      if isBehindMark, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { continue }
      isBehindMark = byte == colon && kept.suffix(file.count).elementsEqual(file)
      kept.append(byte)
    }
    return String(decoding: kept, as: UTF8.self)
  }
}
