// Tokens after an edit of their program: what still applies, and whether the answer says so.

import EventLoops
import Testing

@testable import Exploration

struct TokenEditTests {
  /// A report that must not be shown half done, with an edit for each test.
  struct Program: Sendable {
    var amount = 5
    var delay = Duration.milliseconds(10)
    var writer = "writer"
    var isMended = false
    /// Posts a further event of this kind before the others.
    var before = ""

    var subject: Subject {
      Subject("transfer", sharing: .notedState) { [self] loop in
        let (left, right) = (LoopConfined(10, on: loop), LoopConfined(0, on: loop))
        let seen = LoopConfined(0, on: loop)
        switch before {
        case "post": loop.post("unrelated") {}
        case "timer": loop.schedule("unrelated", after: .milliseconds(3)) {}
        case "task": loop.spawn("unrelated") {}
        case "post without a label": loop.post {}
        case "post with the same label": loop.post("reader") {}
        default: break
        }
        loop.schedule(after: delay) {
          if before == "post amid" { loop.post("unrelated") {} }
          loop.post("reader") { seen.value = left.value + right.value }
          loop.post(writer) {
            left.value -= amount
            if isMended { return right.value += amount }
            loop.post("second half") { right.value += amount }
          }
        }
        return { _ in
          let sum = seen.value
          return Verdict("\(sum)", findings: sum == 10 ? [] : ["the reader saw \(sum) of 10"])
        }
      }
    }
  }

  static let token: ReplayToken? = {
    let exploration = ScheduleExploration(of: Program().subject)
    return exploration.counterexamples.first?.token
  }()

  private func replay(_ program: Program) throws -> Replay { Replay(try #require(Self.token), on: program.subject) }

  @Test func `The token of the unchanged program is exact`() throws {
    let replay = try replay(Program())
    #expect(replay.isExact)
    #expect(replay.verdict.findings == ["the reader saw 5 of 10"])
    #expect(replay.orderings.count == 1 && replay.orderings[0].isKept && replay.orderings[0].isCertain)
    #expect(replay.orderings.first?.text == "'writer' before 'reader'")
  }

  @Test(arguments: ["post", "timer", "task", "post without a label", "post amid"])
  func `An unrelated event before the others leaves the orderings as they are, and the program fails`(
    _ before: String
  ) throws {
    let replay = try replay(Program(before: before))
    #expect(!replay.isExact)
    #expect(replay.verdict.findings == ["the reader saw 5 of 10"])
    #expect(replay.orderings.map(\.isKept) == [true])
    #expect(
      replay.fidelity
        == "approximate: the program has changed since the token was made, and 1 of 1 orderings still apply")
  }

  @Test func `A changed amount, a moved time and a bug that was mended in place are not exact`() throws {
    for program in [Program(amount: 6), Program(delay: .milliseconds(11)), Program(isMended: true)] {
      let replay = try replay(program)
      #expect(!replay.isExact)
      #expect(replay.fidelity.hasSuffix("1 of 1 orderings still apply"))
    }
    #expect(try replay(Program(isMended: true)).verdict.findings == [])
  }

  @Test func `The ordering of an event that was renamed is gone`() throws {
    let replay = try replay(Program(writer: "author"))
    #expect(!replay.isExact)
    #expect(replay.fidelity.hasSuffix("0 of 1 orderings still apply"))
    #expect(replay.orderings[0].text == "an event that is gone before 'reader'")
  }

  @Test func `Orderings between events that share a label with others are said to be doubtful`() throws {
    func program(_ count: Int) -> Subject {
      Subject("numbers", sharing: .notedState) { loop in
        let last = LoopConfined(0, on: loop)
        for index in 1...count { loop.post("write") { last.value = index } }
        return { _ in Verdict("\(last.value)", findings: last.value < count ? ["\(last.value) was last"] : []) }
      }
    }
    let token = try #require(ScheduleExploration(of: program(2)).counterexamples.first).token
    #expect(Replay(token, on: program(2)).isExact)
    let replay = Replay(token, on: program(3))
    #expect(!replay.isExact)
    #expect(
      replay.fidelity.hasSuffix(
        "1 of 1 orderings still apply, 1 of them perhaps between other events, which have no labels of their own"))
  }

  @Test func `A moved line changes no token`() throws {
    @Sendable func verdict(_ line: UInt) -> Verdict {
      Verdict("done", findings: ["left over: permit of slots (Pipelines/A.swift:\(line)), and B.swift:\(line + 1)"])
    }
    func subject(_ line: UInt) -> Subject {
      Subject("lines", sharing: .notedState) { loop in
        loop.post("event", at: SourceSite(fileID: "Pipelines/A.swift", line: line)) {}
        return { _ in verdict(line) }
      }
    }
    let token = try #require(ScheduleExploration(of: subject(10)).counterexamples.first).token
    #expect(Replay(token, on: subject(200)).isExact)
  }

  @Test func `Each edit of one letter of a token is refused, or replays the same run`() throws {
    let token = try #require(Self.token).description
    let letters = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)
    var (edits, refused) = (0, 0)
    for place in token.utf8.indices {
      for letter in letters where letter != token.utf8[place] {
        edits += 1
        let edited = String(decoding: token.utf8[..<place] + [letter] + token.utf8[place...].dropFirst(), as: UTF8.self)
        if (try? ReplayToken(edited)) == nil { refused += 1 }
      }
    }
    #expect(edits > 986)
    #expect(refused == edits)
  }

  @Test func `A letter too many, one too few, and two that changed places are refused`() throws {
    let token = Array(try #require(Self.token).description)
    for place in token.indices.dropLast() where token[place] != token[place + 1] {
      var edits = [token, token, token]
      edits[0].remove(at: place)
      edits[1].insert(token[place], at: place)
      edits[2].swapAt(place, place + 1)
      for edit in edits { #expect(throws: ReplayTokenError.self) { try ReplayToken(String(edit)) } }
    }
  }

  @Test(arguments: [true, false])
  func `An event whose short code another event has too gets a long one`(_ areBothNeeded: Bool) throws {
    // Of 4,000 events with twenty bits each some seven pairs share a code. The failure is made to need both or one.
    let names = (0..<4_000).map { "noise \($0)" }
    let run = Self.crowd(names, first: "", second: "").run(FIFOScheduler(), VirtualEventLoop.Limits(), .everything)
    let record = try #require(run.record)
    var events: [EventCode: Int] = [:]
    var pair: (Int, Int)?
    for event in record.events.indices where pair == nil {
      let code = EventCode(event, in: record, letters: EventCode.short)
      if let other = events.updateValue(event, forKey: code) { pair = (other, event) }
    }
    let (one, second) = try #require(pair)
    let first = areBothNeeded ? one : one == 0 ? 1 : 0
    let subject = Self.crowd(names, first: names[first], second: names[second])
    let failing = ScriptedOrder(first: second, before: first)
    let trial = subject.run(failing, VirtualEventLoop.Limits(), .everything)
    #expect(trial.verdict.findings.count == 1)
    let row = OutcomeSet.Row(verdict: trial.verdict, count: 1, firstRun: 1, picks: trial.record?.picks ?? [])
    let shrinking = Shrinking(row, of: subject, limits: VirtualEventLoop.Limits())
    let constraints = try #require(shrinking.constraints)
    #expect(constraints.map(\.first.letters) == [EventCode.long])
    let schedule = ReplayToken.Schedule.constrained(constraints, options: [])
    let token = ReplayToken(of: subject, schedule, subject.run(schedule, VirtualEventLoop.Limits()))
    #expect(token.description.contains(".l"))
    let replay = Replay(try ReplayToken(token.description), on: subject)
    #expect(replay.isExact)
    #expect(replay.orderings.map(\.text) == ["'\(names[second])' before '\(names[first])'"])
  }

  /// Many events, two of which share a cell.
  static func crowd(_ names: [String], first: String, second: String) -> Subject {
    Subject("crowd", sharing: .notedState) { loop in
      let cell = LoopConfined("", on: loop)
      for name in names { loop.post(name) { if name == first || name == second { cell.value = name } } }
      return { _ in Verdict(cell.value, findings: !first.isEmpty && cell.value == first ? ["\(first) was last"] : []) }
    }
  }

  /// The plain order, but one event comes right before another.
  final class ScriptedOrder: ScheduleDriver {
    let (first, second): (Int, Int)
    init(first: Int, before second: Int) { (self.first, self.second) = (first, second) }

    func next(among ready: ArraySlice<Int>, in record: ScheduleRecord) -> Int {
      guard ready[ready.startIndex] == second, let place = ready.firstIndex(of: first) else { return 0 }
      return place - ready.startIndex
    }

    func pick(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int? { nil }
  }
}
