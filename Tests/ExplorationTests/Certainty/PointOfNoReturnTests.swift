// The point of no return: its counts equal a plain enumeration, and it falls on an event of the orderings.

import Comparison
import EventLoops
import Synchronization
import Testing

@testable import Exploration

struct PointOfNoReturnTests {
  typealias Count = PointOfNoReturn.Count

  /// The counts of a failing run by plain enumeration: for each beginning, the classes of the runs that begin so.
  ///
  /// - Parameter isByOrder: Whether each order counts as a class of its own.
  static func enumerated(_ run: ChoiceLists.Run, in runs: [ChoiceLists.Run], isByOrder: Bool = false) -> [Count] {
    (0...run.steps.count).map { length in
      let beginning = run.steps.prefix(length)
      var classes: [[UInt64]: Bool] = [:]
      for (number, other) in runs.enumerated() where other.steps.prefix(length) == beginning {
        // Runs that pick other options in their events are of different classes, whatever their order.
        let options = other.steps.filter { !$0.options.isEmpty }.sorted { $0.event < $1.event }
        let key = options.flatMap { [$0.event] + $0.options.map(UInt64.init) }
        classes[(isByOrder ? [UInt64(number)] : [other.classHash]) + key] = other.fails
      }
      return Count(failing: classes.values.count { $0 }, classes: classes.count, isExact: true)
    }
  }

  /// The point of no return of one of the runs that were enumerated.
  static func point(_ run: ChoiceLists.Run, _ exploration: ScheduleExploration) -> PointOfNoReturn? {
    let failing = KnownRun(of: exploration.subject, SameSteps(run.steps), VirtualEventLoop.Limits())
    return PointOfNoReturn(of: failing, in: exploration)
  }

  /// Takes the events and options of a run that is known.
  final class SameSteps: ScheduleDriver {
    private let steps: [ChoiceLists.Step]
    private var (begun, option) = (0, 0)

    init(_ steps: [ChoiceLists.Step]) { self.steps = steps }

    func next(among ready: ArraySlice<Int>, in record: ScheduleRecord) -> Int {
      (begun, option) = (begun + 1, 0)
      return ready.firstIndex { record.events[$0].name == steps[begun - 1].event }.map { $0 - ready.startIndex } ?? 0
    }

    func pick(_ kind: ChoiceKind, among options: Int, for key: String?) -> Int? {
      option += 1
      return steps[begun - 1].options[option - 1]
    }
  }

  private static let exhaustive = Effort(runs: 100_000, reversals: nil, seededRuns: 0, auditRuns: 0)

  /// Callers that append their names to one list: every order is a class of its own.
  static func writers(_ names: [String], fails: @escaping @Sendable (String) -> Bool) -> Subject {
    Subject("writers") { loop in
      let list = LoopConfined("", on: loop)
      for name in names { loop.post(name) { list.withValue { $0 += name } } }
      return { _ in Verdict(list.value, findings: fails(list.value) ? ["wrong order"] : []) }
    }
  }

  @Test func `The counts of a program in which every order is a class are those of its orders`() throws {
    let subject = Self.writers(["a", "b", "c", "d"]) { $0.hasPrefix("ca") }
    let runs = try #require(ChoiceLists.runs(of: subject))
    #expect(runs.count == 24)
    let exploration = ScheduleExploration(of: subject, Self.exhaustive)
    let point = try #require(exploration.counterexamples.first?.pointOfNoReturn)
    #expect(point.counts.map(\.description) == ["2/24", "2/6", "all", "all", "all"])
    #expect(point.turn == 2)
    #expect(point.sentence == "After 'a' at 0ms every schedule fails: 2 of 2 classes; before it 2 of 6 did.")
    for run in runs where run.fails {
      #expect(Self.point(run, exploration)?.counts == Self.enumerated(run, in: runs, isByOrder: true))
    }
  }

  /// Two events that each pick one of three options.
  private static let choices = Subject("choices") { loop in
    let sum = LoopConfined(0, on: loop)
    for name in ["a", "b"] {
      loop.post(name) {
        let option = loop.choose(.fault, among: 3, for: nil)
        sum.withValue { $0 = $0 * 2 + option }
      }
    }
    return { _ in Verdict("\(sum.value)", findings: sum.value > 4 ? ["too much"] : []) }
  }

  @Test func `Options that events pick are part of a beginning`() throws {
    let subject = Self.choices
    let runs = try #require(ChoiceLists.runs(of: subject))
    #expect(runs.count == 18)
    let exploration = ScheduleExploration(of: subject, Self.exhaustive)
    for run in runs where run.fails {
      #expect(Self.point(run, exploration)?.counts == Self.enumerated(run, in: runs, isByOrder: true))
    }
  }

  @Test func `On random programs the counts equal an enumeration of all lists of choices`() throws {
    var (seed, checked, decided) = (0, 0, 0)
    while checked < 200 {
      seed += 1
      let subject = SmallProgram(seed: UInt64(seed)).subject { ($0[0] + $0[1]) % 3 == 1 }
      guard let runs = ChoiceLists.runs(of: subject, limit: 80), let run = runs.first(where: \.fails) else { continue }
      checked += 1
      let point = Self.point(run, ScheduleExploration(of: subject, Self.exhaustive))
      let expected = Self.enumerated(run, in: runs)
      #expect(point?.counts == expected, "seed \(seed)")
      #expect(point?.turn == expected.firstIndex { $0.failing == $0.classes }, "seed \(seed)")
      if point?.turn != 0 { decided += 1 }
    }
    #expect(decided > 50)
  }

  /// Compares the search below every beginning of a failing run with an enumeration.
  private func checkEveryBeginning(of subject: Subject, _ name: String) throws -> Int {
    guard let runs = ChoiceLists.runs(of: subject, limit: 60), let run = runs.last(where: \.fails) else { return 0 }
    let limits = VirtualEventLoop.Limits()
    let failing = KnownRun(of: subject, SameSteps(run.steps), limits)
    let expected = Self.enumerated(run, in: runs)
    for beginning in 0...run.steps.count {
      var census = ClassCensus(along: failing, of: subject, limits)
      let isWhole = census.search(after: beginning, 10_000)
      #expect(isWhole, "\(name) below \(beginning)")
      let counts = census.counts(exactFrom: beginning)
      #expect(counts[beginning...] == expected[beginning...], "\(name) below \(beginning)")
    }
    return 1
  }

  @Test func `The search below every beginning of a run meets the classes that begin so, and no other`() throws {
    var (seed, checked) = (1_000, 0)
    while checked < 100 {
      seed += 1
      let subject = SmallProgram(seed: UInt64(seed)).subject { ($0[0] + $0[1]) % 3 == 1 }
      checked += try checkEveryBeginning(of: subject, "seed \(seed)")
    }
  }

  @Test func `A timer that the beginning cancels is not tried below it`() throws {
    let subject = Subject("cancelled timer") { loop in
      let (log, timer) = (LoopConfined("", on: loop), LoopConfined<ScheduledTimer?>(nil, on: loop))
      loop.schedule("a", after: .milliseconds(1)) {
        timer.value?.cancel()
        log.withValue { $0 += "a" }
      }
      timer.value = loop.schedule("b", after: .milliseconds(1)) { log.withValue { $0 += "b" } }
      loop.schedule("c", after: .milliseconds(1)) { log.withValue { $0 += "c" } }
      return { _ in Verdict(log.value, findings: log.value.contains("b") ? [] : ["b is missing"]) }
    }
    #expect(try checkEveryBeginning(of: subject, "cancelled timer") == 1)
  }

  @Test func `The search below a beginning keeps the options in it, and tries those after it`() throws {
    #expect(try checkEveryBeginning(of: Self.choices, "choices") == 1)
  }

  @Test func `A class counts below a beginning although the search ran it in another order`() throws {
    let subject = Subject("apart") { loop in
      let (left, right) = (LoopConfined("", on: loop), LoopConfined("", on: loop))
      for name in ["a", "b"] { loop.post(name) { left.withValue { $0 += name } } }
      for name in ["c", "d"] { loop.post(name) { right.withValue { $0 += name } } }
      return { _ in Verdict(left.value + right.value, findings: right.value == "dc" ? ["d came first"] : []) }
    }
    let exploration = ScheduleExploration(of: subject, Self.exhaustive)
    #expect(exploration.classes == 4)
    let point = try #require(exploration.counterexamples.first?.pointOfNoReturn)
    // 'd' comes after 'a' and 'b' in the run; both orders of these can still begin with 'd' and fail.
    let runs = try #require(ChoiceLists.runs(of: subject))
    for run in runs where run.fails {
      #expect(Self.point(run, exploration)?.counts == Self.enumerated(run, in: runs))
    }
    #expect(point.sentence.hasPrefix("After 'd' at 0ms every schedule fails"))
  }

  @Test func `A program that always fails has no such event`() throws {
    let exploration = ScheduleExploration(of: Self.writers(["a", "b"]) { _ in true })
    let point = try #require(exploration.counterexamples.first?.pointOfNoReturn)
    #expect(point.turn == 0)
    #expect(point.event == nil)
    #expect(point.sentence == "Every schedule fails: 2 of 2 classes.")
  }

  @Test func `A run that breaks no rule has no point of no return`() throws {
    let exploration = ScheduleExploration(of: Self.writers(["a", "b"]) { $0 == "ba" })
    let passing = try #require(exploration.outcomes.rows.first { $0.verdict.findings.isEmpty })
    #expect(Counterexample(passing, in: exploration).pointOfNoReturn == nil)
  }

  /// Writers beside a decision that is made by two of them at the end.
  static func crowd(_ size: Int) -> Subject {
    Subject("crowd") { loop in
      let (crowd, last) = (LoopConfined("", on: loop), LoopConfined("", on: loop))
      for name in 0..<size { loop.post("\(name)") { crowd.withValue { $0 += "\(name)" } } }
      loop.schedule("a", after: .milliseconds(1)) { last.withValue { $0 += "a" } }
      loop.schedule("b", after: .milliseconds(1)) { last.withValue { $0 += "b" } }
      loop.schedule("c", after: .milliseconds(2)) {}
      return { _ in Verdict(last.value, findings: last.value == "ba" ? ["b came first"] : []) }
    }
  }

  @Test func `Where the budget ends the counts are lower bounds, and what is near the end is still exact`() throws {
    let exploration = ScheduleExploration(of: Self.crowd(6), Effort(runs: 100, reversals: 4))
    #expect(!exploration.isComplete)
    let point = try #require(exploration.counterexamples.first?.pointOfNoReturn)
    #expect(point.event == "'b'")
    #expect(point.turn == 7)
    #expect(!point.counts[0].isExact)
    #expect(point.counts[0].classes < 1_440)
    #expect(point.counts.suffix(4).map(\.description) == ["1/2", "all", "all", "all"])
    #expect(point.sentence == "After 'b' at 1ms every schedule fails: 1 of 1 class; before it 1 of 2 did.")
  }

  @Test func `Nothing is called certain whose classes were not all run`() throws {
    let subject = Self.writers(["a", "b", "c", "d", "e", "f"]) { $0.first == "b" }
    let exploration = ScheduleExploration(of: subject, Effort(runs: 40, reversals: 1))
    #expect(!exploration.isComplete)
    let point = try #require(exploration.counterexamples.first?.pointOfNoReturn)
    // Certain from 'b' on, which is the first event: below it are 120 classes, and 10 runs cannot tell.
    #expect(point.turn == nil && point.event == nil)
    #expect(!point.counts[1].isCertain)
    #expect(point.sentence.contains("whether an earlier event decides it is not known after"))
    let known = ScheduleExploration(of: subject, Self.exhaustive)
    #expect(try #require(known.counterexamples.first?.pointOfNoReturn).turn == 1)
  }

  @Test func `A run that a limit cuts makes nothing certain`() {
    let subject = Subject("endless") { loop in
      let list = LoopConfined("", on: loop)
      @Sendable func again() { loop.post("again") { again() } }
      for name in ["a", "b"] { loop.post(name) { list.withValue { $0 += name } } }
      loop.schedule("end", after: .milliseconds(1)) { if list.value == "ba" { again() } }
      return { _ in Verdict(list.value, findings: list.value == "ab" ? ["a came first"] : []) }
    }
    var effort = Self.exhaustive
    effort.limits.steps = 50
    let exploration = ScheduleExploration(of: subject, effort)
    let failing = KnownRun(of: subject, FIFOScheduler(), effort.limits)
    let cut = KnownRun(of: subject, DepthFirstScheduler(isMirrored: true), effort.limits)
    #expect(failing.fails && !failing.isCut && cut.isCut)
    #expect(PointOfNoReturn(of: failing, in: exploration) == nil)
    #expect(PointOfNoReturn(of: cut, in: exploration) == nil)
  }

  @Test func `Unless all classes are known, a run has no point of no return`() throws {
    // State that no event notes: the reduced search runs one class, and other schedules meet both outcomes.
    let subject = Subject("unseen") { loop in
      let box = Box()
      for name in ["a", "b"] { loop.post(name) { box.list.withLock { $0 += name } } }
      return { _ in
        let text = box.list.withLock(\.self)
        return Verdict(text, findings: text == "ab" ? ["a came first"] : [])
      }
    }
    let exploration = ScheduleExploration(of: subject)
    #expect(exploration.outcomes.rows.count == 2)
    #expect(try #require(exploration.counterexamples.first).pointOfNoReturn == nil)
  }

  private final class Box: Sendable {
    let list = Mutex("")
  }
}
