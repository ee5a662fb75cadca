// What holds of every session: the same bytes however they are cut and scheduled, and nothing left over.

import Comparison
import EventLoops
import Exploration
import Testing

@testable import Pipelines

@Suite("A session")
struct SessionLaws {
  private static let versions = CharacterFinder.program.versions

  /// A client that says this and that, and closes its side.
  static let talk = [
    "registered\r\n", "\r\n", "caf\u{e9} it's\r\n", "cat face\r\n", "  braille dots-12 pattern", "\r\npeace hexagram",
  ]

  private static func acts(_ texts: [String]) -> [ClientScript.Act] {
    texts.enumerated().map { .init(.sends(.init(Array($1.utf8))), after: .milliseconds(10 * $0)) }
      + [.init(.closes, after: .milliseconds(10 * texts.count))]
  }

  private static let plan = Plan().with(settings: ["page": .number(3)], client: ClientScript(acts: acts(talk)))

  /// What the client got, and how the session ended.
  private static func transcript(_ run: StyleRun) -> [String] {
    run.events.map { $0.text(among: 1) }.filter { $0.hasPrefix("client got ") }
      + run.outcomes.map { "\($0, default: "-")" }
  }

  @Test(arguments: versions)
  func `gives the same bytes for every size of chunk`(version: ComparedProgram.Version) {
    let bytes = Array(Self.talk.joined().utf8)
    var transcripts: Set<[String]> = []
    for chunk in 1...bytes.count {
      for interval in [Duration.zero, .microseconds(1)] {
        let message = ClientScript.Message(bytes, chunk: chunk, interval: interval)
        let script = ClientScript(acts: [.init(.sends(message), after: .zero), .init(.closes, after: .zero)])
        transcripts.insert(Self.transcript(CharacterFinder.program.run(version, under: Plan().with(client: script))))
      }
    }
    #expect(transcripts.count == 1)
    #expect(transcripts.first?.last == "\"5 queries, ended by the end of the stream\"")
  }

  @Test(arguments: versions)
  func `gives the same bytes in every order of the events that are due together`(version: ComparedProgram.Version) {
    let message = ClientScript.Message(Array(Self.talk.joined().utf8), chunk: 5)
    let script = ClientScript(
      acts: [.init(.sends(message), after: .zero), .init(.closes, after: .zero)], pace: .init(50, every: .zero))
    let transcripts = (0..<200 as Range<UInt64>).map { seed in
      Self.transcript(CharacterFinder.program.run(version, under: Plan(seed: seed).with(client: script)))
    }
    #expect(Set(transcripts).count == 1)
  }

  @Test func `comes to the same in every style, whatever the order of events`() {
    let message = ClientScript.Message(Array("registered\ncat".utf8), chunk: 6)
    let script = ClientScript(acts: [.init(.sends(message), after: .zero), .init(.closes, after: .milliseconds(1))])
    let differential = Differential(of: CharacterFinder.program, under: Plan().with(client: script))
    #expect(differential.isEquivalent && differential.isComplete, "\(differential)")
    #expect(differential.explorations.allSatisfy { $0.isClean && $0.outcomes.rows.count == 1 })
  }

  @Test func `is clean in every order of events around a cancellation`() {
    let script = ClientScript(
      acts: [.init(.sends(.init(Array("registered\ncat".utf8), chunk: 6)), after: .zero)], pace: .init(30, every: .zero)
    )
    let plan = Plan(cancellations: [Cancellation(at: .racing(at: .zero))]).with(client: script)
    let differential = Differential(of: CharacterFinder.program, under: plan)
    #expect(differential.isClean, "\(differential)")
    #expect(differential.explorations.contains { $0.outcomes.rows.count > 3 })
  }

  @Test func `does the same at the same instants in every style`() {
    for pace in [nil, ClientScript.Pace(16, every: .milliseconds(3))] {
      let comparison = CharacterFinder.program.compare(under: Self.plan.with { $0.client.pace = pace })
      #expect(comparison.runs.allSatisfy { $0.report.isClean })
      #expect(comparison.agrees, "\(comparison)")
    }
  }

  @Test(arguments: [nil, ClientScript.Pace(16, every: .milliseconds(3))])
  func `cancelled at any moment leaves nothing over`(pace: ClientScript.Pace?) {
    let sweep = CancellationSweep(of: CharacterFinder.program, under: Self.plan.with { $0.client.pace = pace })
    #expect(sweep.runs.count > 200)
    #expect(sweep.findings.isEmpty)
  }

  @Test(arguments: versions, [nil, ClientScript.Pace(16, every: .milliseconds(1))])
  func `leaves nothing over wherever its client goes away`(
    version: ComparedProgram.Version, pace: ClientScript.Pace?
  ) throws {
    let whole = CharacterFinder.program.run(version, under: Self.plan.with { $0.client.pace = pace })
    let end = try #require(whole.events.last).instant
    var endings: [Outcome: Int] = [:]
    for microseconds in stride(from: 0, through: end.nanoseconds / 1_000 + 1_000, by: 500) {
      let after = Duration.microseconds(microseconds)
      let run = CharacterFinder.program.run(
        version,
        under: Self.plan.with {
          $0.client = ClientScript(
            acts: $0.client.acts.filter { $0.after <= after } + [.init(.leaves, after: after)], pace: pace)
        })
      #expect(run.report.isClean, "left after \(after): \(run.report)")
      let outcome = try #require(run.outcomes[0])
      endings[outcome, default: 0] += 1
      #expect(
        Array(whole.events.prefix { $0.instant < .zero.advanced(by: after) }).map(\.kind)
          == Array(run.events.prefix { $0.instant < .zero.advanced(by: after) }).map(\.kind))
    }
    #expect(Set(endings.keys) == [.failed("the other side has gone"), try #require(whole.outcomes[0])])
    #expect(endings[.failed("the other side has gone"), default: 0] > 50)
  }

  @Test(arguments: versions)
  func `of thousands of queries ends like one of three`(version: ComparedProgram.Version) {
    let bytes = Array(String(repeating: "registered\n\n", count: 3_000).utf8)
    let script = ClientScript(acts: [.init(.sends(.init(bytes)), after: .zero), .init(.closes, after: .zero)])
    let run = CharacterFinder.program.run(version, under: Plan().with(client: script))
    #expect(run.outcomes == [.value("\"3000 queries, ended by the end of the stream\"")])
    #expect(run.report.isClean)
  }

  @Test(arguments: versions)
  func `with a long answer does not hold up another one`(version: ComparedProgram.Version) throws {
    // Both clients ask at the same instant: one for some 11,000 characters, then the other one for one.
    let long = CharacterFinder.program.run(version, under: Self.asking("letter", pipelines: 2))
    let events = long.events.map { $0.text(among: 2) }
    let firstDone = try #require(events.firstIndex { $0.hasPrefix("[2] client got \"?> \"") })
    #expect(events.count > 2 * 7_000)
    let between = events.dropFirst(firstDone).prefix { !$0.hasPrefix("[1] sent") }
    // The pages of the two answers take turns.
    let turns = between.map { $0.prefix(3) }.reduce(into: [Substring]()) { if $0.last != $1 { $0.append($1) } }
    #expect(turns.count > 20)
  }

  private static func asking(_ query: String, pipelines: Int) -> Plan {
    Plan(pipelines: pipelines)
      .with(settings: ["page": .number(500)], client: ClientScript(acts: acts([query + "\n"])))
  }
}
