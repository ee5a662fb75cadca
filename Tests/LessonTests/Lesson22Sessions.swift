// Lesson 22, sessions: how each style goes round, what a round keeps, and what ends it.

import Callbacks
import Comparison
import EventLoops
import Exploration
import Pipelines
import Promises
import Testing

extension Lessons {
  @Suite("Lesson 22: Sessions are loops", .serialized)
  struct Lesson22Sessions {
    private static let versions = CharacterFinder.program.versions

    /// A plan whose client sends some texts, ten milliseconds apart, and closes its side then.
    private static func plan(_ texts: String...) -> Plan {
      Plan().with(client: ClientScript(conversation: texts))
    }

    @Test("1. A query, an answer, and another prompt, until the client sends no more", arguments: versions)
    func rounds(version: ComparedProgram.Version) {
      let run = CharacterFinder.program.run(version, under: Self.plan("registered\r\n", "\r\n", "jabberwocky\r\n"))
      #expect(
        run.conversation == [
          "?> ", "U+00AE \t®\tREGISTERED SIGN\r\n", "1 match for 'registered'\r\n",
          "?> ", "?> ", "No match for 'jabberwocky'\r\n", "?> ",
        ])
      #expect(run.outcomes == [.value(#""2 queries, ended by the end of the stream""#)])
      #expect(run.report.isClean)
    }

    @Test("2. The styles need a different number of events, and do the same at the same instants")
    func sameInstants() {
      let comparison = CharacterFinder.program.compare(under: Self.plan("registered\r\n", "peace hexagram\r\n"))
      #expect(comparison.differences.isEmpty, "\(comparison)")
      #expect(Set(comparison.runs.map(\.report.eventCount)).count == 3)
    }

    @Test("3. Wherever a conversation is cut on its way, the answer is the same bytes", arguments: versions)
    func everySplit(version: ComparedProgram.Version) {
      let words = ["registered", "caf\u{e9}", "peace hexagram", "", "  braille pattern dots-1  ", "\u{1F431} \"it's\""]
      let text = words.map { $0 + "\r\n" }.joined()
      let bytes = Array((text + text + text).utf8.prefix(200))
      #expect(bytes.count == 200)
      let whole = CharacterFinder.program.run(version, under: Plan().with(client: ClientScript(bytes: bytes)))
      #expect(whole.conversation.count > 20)
      for cut in 1..<bytes.count {
        let script = ClientScript(acts: [
          .init(.sends(.init(Array(bytes[..<cut]))), after: .milliseconds(1)),
          .init(.sends(.init(Array(bytes[cut...]))), after: .milliseconds(2)),
          .init(.closes, after: .milliseconds(3)),
        ])
        let run = CharacterFinder.program.run(version, under: Plan().with(client: script))
        #expect(run.conversation == whole.conversation, "cut before byte \(cut)")
        #expect(run.outcomes == whole.outcomes, "cut before byte \(cut)")
      }
    }

    @Test("4. A loop of futures keeps nothing of the rounds that are over; a chain that calls itself keeps them all")
    func memoryOfAChain() throws {
      #expect(try Self.futuresAlive(after: 1_000, recursing: false) <= 2)
      #expect(try Self.futuresAlive(after: 1_000, recursing: true) >= 1_000)
    }

    @Test("5. A recursion of callbacks that come in a later event takes no stack")
    func stackOfARecursion() {
      let loop = VirtualEventLoop(recording: .leftovers)
      let rounds = LoopConfined(0, on: loop)
      @Sendable func again() {
        rounds.value += 1
        if rounds.value < 200_000 { loop.post { again() } }
      }
      again()
      #expect(loop.run().isClean)
      #expect(rounds.value == 200_000)
    }

    @Test("6. Cancelled at any moment, a session leaves nothing behind")
    func cancelledAnywhere() {
      let sweep = CancellationSweep(of: CharacterFinder.program, under: Self.plan("registered\r\n", "cat face\r\n"))
      #expect(sweep.runs.count > 60)
      #expect(sweep.findings.isEmpty, "\(sweep.findings)")
    }

    /// The number of futures that are alive in the last round of a loop of `rounds` rounds.
    private static func futuresAlive(after rounds: Int, recursing: Bool) throws -> Int {
      let loop = VirtualEventLoop(recording: .nothing)
      let (round, alive) = (LoopConfined(0, on: loop), LoopConfined(0, on: loop))
      let most = LoopConfined(0, on: loop)
      /// A future whose work holds on to something that counts itself as long as it lives.
      @Sendable func turn() -> Future<Void> {
        let witness = Witness(alive)
        return Future<Void>.succeeded((), on: loop).map { withExtendedLifetime(witness) {} }
      }
      @Sendable func recursion() -> Future<Int> {
        let witness = Witness(alive)
        round.value += 1
        most.value = alive.value
        if round.value == rounds { return .succeeded(most.value, on: loop) }
        return turn().flatMap { recursion() }.recover { error in
          withExtendedLifetime(witness) {}
          throw error
        }
      }
      let whole =
        recursing
        ? recursion()
        : .repeating(on: loop) {
          round.value += 1
          most.value = max(most.value, alive.value)
          return turn().map { round.value == rounds ? most.value : nil }
        }
      _ = loop.run()
      return try whole.result()
    }
  }
}

/// Counts itself as long as it lives.
private final class Witness: Sendable {
  private let count: LoopConfined<Int>

  init(_ count: LoopConfined<Int>) {
    self.count = count
    count.value += 1
  }

  deinit { count.value -= 1 }
}

extension ClientScript {
  /// A client that sends some texts, ten milliseconds apart, and closes its side then.
  init(conversation texts: [String]) {
    let acts = texts.enumerated().map { index, text in
      Act(.sends(Message(Array(text.utf8))), after: .milliseconds(10 * (index + 1)))
    }
    self.init(acts: acts + [Act(.closes, after: .milliseconds(10 * (texts.count + 1)))])
  }

  /// A client that sends some bytes in one piece, and closes its side then.
  init(bytes: [UInt8], chunk: Int? = nil) {
    self.init(acts: [Act(.sends(Message(bytes, chunk: chunk)), after: .zero), Act(.closes, after: .milliseconds(1))])
  }
}

extension StyleRun {
  /// What the client got, line by line.
  var conversation: [String] {
    texts(with: "client got ").map { text in
      String(text.dropFirst("client got \"".count).dropLast())
        .replacing("\\r", with: "\r").replacing("\\n", with: "\n").replacing("\\t", with: "\t")
    }
  }
}
