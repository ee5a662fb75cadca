// The servers from which flags can be downloaded: a quick one, a slow one, one that fails.

package import Comparison
import EventLoops

/// A simulated flag server, in the manner of those that *Fluent Python* tests its scripts against.
///
/// Each has the 194 flags of `FlagCodes.all`, and answers 404 for every other code.
package enum FlagServer: String, Sendable, CaseIterable {
  /// Every reply takes 25 ms.
  case local
  /// Every reply takes 500 ms.
  case delay
  /// Of four requests, at random, one fails with a 503, two take 500 ms, and one is as quick as the local server's.
  case error

  /// A summary of the server, in a few words.
  package var summary: String {
    switch self {
    case .local: "a reply takes 25ms"
    case .delay: "a reply takes 500ms"
    case .error: "one request in four fails, and two take 500ms"
    }
  }

  /// How the server answers the requests for these flags.
  ///
  /// - Parameter seed: What happens at random follows from it and from the code alone, not from the other codes.
  package func behaviours(of codes: [String], seed: UInt64) -> [String: CallBehaviour] {
    let known = Set(FlagCodes.all)
    return codes.reduce(into: [:]) { behaviours, code in
      let answer = known.contains(code) ? CallBehaviour.Answer.returns("image of \(code)") : .fails(Self.notFound)
      behaviours[code] = behaviour(answer, luck: Self.luck(of: code, seed: seed))
    }
  }

  private static let notFound = APIError(status: 404, reason: "Not Found")
  private static let unavailable = APIError(status: 503, reason: "Service Unavailable")

  private func behaviour(_ answer: CallBehaviour.Answer, luck: Int) -> CallBehaviour {
    let (quick, slow) = (Duration.milliseconds(25), Duration.milliseconds(500))
    return switch (self, luck) {
    case (.local, _), (.error, 3): CallBehaviour(latency: quick...quick, answer: answer)
    case (.error, 0): CallBehaviour(latency: quick...quick, answer: .fails(Self.unavailable))
    case (.delay, _), (.error, _): CallBehaviour(latency: slow...slow, answer: answer)
    }
  }

  /// A number from 0 to 3 for a code.
  private static func luck(of code: String, seed: UInt64) -> Int {
    let place = code.utf8.reduce(UInt64(0)) { $0 * 256 + UInt64($1) }
    // One step of a generator between the two, so that neighbouring seeds do not move the codes along.
    var outer = SeededGenerator(seed: seed)
    var inner = SeededGenerator(seed: outer.next() ^ place)
    return inner.next(below: 4)
  }
}

extension DownloadsImproved {
  /// The plan of a run that downloads these flags from a server, with a bound on requests in flight.
  package static func plan(
    for codes: [String], from server: FlagServer, atOnce limit: Int, telling output: Output, seed: UInt64
  ) -> Plan {
    Plan(
      calls: server.behaviours(of: codes, seed: seed)
    ).with(settings: [
      Downloads.codes.description.name: .text(codes.joined(separator: " ")),
      Self.limit.description.name: .number(limit),
      Self.output.description.name: .word(output.rawValue),
      Self.saving.description.name: .word(Saving.none.rawValue),
    ])
  }
}
