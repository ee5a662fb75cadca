// The schedule search under random async programs.

extension FuzzTarget {
  /// The exploration of a program of ordinary Swift meets what every list of choices leads to, and nothing else.
  static let ordinary = target(
    "ordinary",
    "the exploration of ordinary Swift, with random programs of tasks, actors, streams and locks in the place of input",
    ScheduleCertificate(features: .ordinary, leastOutcomes: 2))

  /// The search of a program meets what every list of choices leads to, and nothing else.
  static let schedules = target(
    "schedules", "the schedule search, with random async programs in the place of input, against every list of choices",
    ScheduleCertificate())

  private static func target(_ name: String, _ summary: String, _ certificate: ScheduleCertificate) -> FuzzTarget {
    let words = Words(inputs: "programs", read: "alike", refused: "with no claim")
    return FuzzTarget(name, summary, words: words, make: input(ofRun:_:)) { input in
      let seed = seed(in: input)
      let (program, comparison) = certificate.trial(of: seed)
      return switch comparison.judgement {
      case .same: .read(as: "\(min(comparison.outcomes, 9)) outcomes", saying: comparison.summary)
      case .withheld: .refused(for: comparison.problems.first ?? "the budget")
      case .missed, .excess: .broken(certificate.finding(in: program, comparison, of: seed).description)
      }
    }
  }

  /// The input of a run: the seed of its program.
  @Sendable static func input(ofRun run: Int, _ seed: UInt64) -> [UInt8] {
    Array("\(seed &* 1_000_000_007 &+ UInt64(run))".utf8)
  }

  /// The seed that an input is, or a hash of it (FNV-1a).
  static func seed(in input: [UInt8]) -> UInt64 {
    let digits = String(decoding: input, as: UTF8.self).filter { !$0.isWhitespace }
    return UInt64(digits) ?? input.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
