// Random programs of instrumented code, each searched and run under every list of choices.

import EventLoops
import Foundation
import InstrumentedPrograms
import OptimisedPrograms
import Testing

@testable import Exploration

/// How the searches of programs compare with every list of choices.
private struct Certificate: CustomStringConvertible {
  /// Programs with the same outcomes, and those of which the search claims no completeness and lacks some.
  private(set) var (alike, unclaimed) = (0, 0)
  /// Programs that were not compared: they have more lists of choices than the limit.
  private(set) var beyond = 0
  /// What was wrong: an outcome that is missing although the search claims completeness, or one that no list leads to.
  private(set) var misses: [String] = []

  /// Compares the search of a program with its lists of choices.
  ///
  /// - Parameters:
  ///   - name: What to call it where something is wrong.
  ///   - limit: How many lists it may have.
  ///   - body: The program.
  mutating func compare(_ name: String, limit: Int, _ body: @escaping @Sendable () async -> String) {
    guard let all = OrdinaryProgram.everyOutcome(limit: limit, body) else {
      beyond += 1
      return
    }
    let result = OrdinaryProgram { await body() }.search(runs: 4 * limit)
    if !result.outcomeSet.isSubset(of: all) || result.isComplete && result.outcomeSet != all {
      misses.append("\(name): \(result); every list: \(all.sorted())")
    } else if result.outcomeSet == all, result.isComplete {
      alike += 1
    } else {
      unclaimed += 1
    }
  }

  var description: String {
    "\(alike) alike, \(unclaimed) with no claim, \(misses.count) missed, \(beyond) with too many lists of choices"
  }
}

@Suite("Random instrumented programs", .enabled(if: VirtualEventLoop.canNoteMemory)) struct CertificateTests {
  /// How many programs to compare: more of them, and from another one on, as the environment says.
  private static let (first, count) = (number("BRAID_FIRST_PROGRAM") ?? 0, number("BRAID_PROGRAMS"))

  private static func number(_ variable: String) -> UInt64? {
    ProcessInfo.processInfo.environment[variable].flatMap { UInt64($0) }
  }

  /// Compares programs, and prints how that went if the environment asks for more of them.
  private static func certificate(
    _ name: String, _ usual: UInt64, _ run: @escaping @Sendable (UInt64) async -> String
  ) -> Certificate {
    var certificate = Certificate()
    for seed in first..<first + (count ?? usual) {
      certificate.compare("\(name) \(seed)", limit: 1_000) { await run(seed) }
      if count != nil, seed % 100 == 99 { print("\(name) up to \(seed): \(certificate)") }
    }
    if count != nil { print("\(name): \(certificate)") }
    return certificate
  }

  @Test func `random programs come to what every list of choices comes to`() {
    let certificate = Self.certificate("programs", 50) { await InstrumentedPrograms.RandomProgram(seed: $0).run() }
    #expect(certificate.misses.isEmpty && certificate.unclaimed == 0, "\(certificate): \(certificate.misses)")
    #expect(certificate.alike > certificate.beyond, "\(certificate)")
  }

  @Test func `optimised programs come to what every list of choices comes to`() {
    let certificate = Self.certificate("optimised programs", 30) {
      await OptimisedPrograms.RandomProgram(seed: $0).run()
    }
    #expect(certificate.misses.isEmpty && certificate.unclaimed == 0, "\(certificate): \(certificate.misses)")
    #expect(certificate.alike > certificate.beyond, "\(certificate)")
  }
}
