// The table of a failing run: the events of its orderings, the state that is shared, and the run that passes beside it.

import Callbacks
import Comparison
import EventLoops
import Testing

@testable import Exploration

struct RunTableTests {
  /// Two events of the loop that write no line; the one that comes second wins.
  private static let race = ComparedProgram("race").callback { context, completion in
    let winner = context.shared("winner", String?.none)
    let permits = Semaphore(on: context.loop, permits: 1, "permits")
    for name in ["left", "right"] { context.loop.post(name) { winner.value = name } }
    _ = permits.acquire { _ in permits.release() }
    context.loop.schedule("end", after: .milliseconds(1)) { completion(.success(winner.value ?? "nobody")) }
    return Uncancellable()
  }

  private static func example(_ right: String) throws -> (Counterexample, ScheduleExploration) {
    let subject = Subject(race, race.versions[0], oracles: [.outcome(among: [quoted(right)])])
    let exploration = ScheduleExploration(of: subject)
    return (try #require(exploration.counterexamples.first), exploration)
  }

  private func text(_ row: RunTable.Row) -> String {
    let sides: [Divergence.Side: String] = [.both: " ", .with: ">", .without: "-"]
    let states = row.states.map { $0 ?? "." }.joined(separator: " ")
    let count = row.count.map { " \($0)\(row.isPointOfNoReturn ? "!" : "")" } ?? ""
    return "\(sides[row.side] ?? "") \(row.orderings) \(row.line)\(count) | \(states)"
  }

  @Test func `an event of an ordering has a row and its number, although it wrote no line`() throws {
    let (example, _) = try Self.example("right")
    #expect(example.orderings.map(\.text) == ["'right' before 'left'"])
    #expect(example.table.states == ["winner", "permits"])
    #expect(
      example.table.rows.map(text) == [
        "  [] 0ms ('start of race') 1/2 | none 0 of 1 free",
        "- [] 0ms ('left') | \"left\" .",
        "  [1] 0ms ('right') all! | \"right\" .",
        "> [1] 0ms ('left') | \"left\" .",
        "  [] 0ms ('acquire permits') | . 1 of 1 free",
        "- [] 1ms finished \"right\" | . .",
        "> [] 1ms finished \"left\" | . .",
      ])
    #expect(example.passing?.departure == "without 'right' before 'left'")
  }

  @Test func `the run that passes is the plain one's neighbour where the plain one fails`() throws {
    let (example, exploration) = try Self.example("left")
    #expect(example.orderings.isEmpty)
    let row = try #require(exploration.outcomes.rows.first { $0.verdict.findings.isEmpty })
    #expect(example.passing?.departure == "in run \(row.firstRun) of the exploration")
    #expect(example.table.rows.contains { $0.side == .without && $0.line.text == "finished \"left\"" })
  }

  @Test func `where no run passes the table is shown alone`() throws {
    let (example, _) = try Self.example("neither")
    #expect(example.passing == nil)
    let sides = Set(example.table.rows.map(\.side))
    #expect(sides == [.both])
  }

  @Test func `shared state is seen by the search as any other`() {
    #expect(
      ScheduleExploration(of: Subject(Self.race, Self.race.versions[0])).outcomes.outcomes == ["\"left\"", "\"right\""])
  }

  @Test(arguments: BugCatalogTests.specimens)
  func `every line of the failing run is in its table, in order, and so is every line of the one that passes`(
    _ specimen: BugCatalogTests.Specimen
  ) throws {
    for example in try specimen.exploration(fixed: false).counterexamples {
      let own = Set(example.run?.lines ?? [])
      let rows = example.table.rows
      #expect(rows.filter { $0.side != .without }.map(\.line).filter(own.contains) == example.run?.lines)
      guard let passing = example.passing else { continue }
      let other = Set(passing.run.lines)
      #expect(rows.filter { $0.side != .with }.map(\.line).filter(other.contains) == passing.run.lines)
    }
  }

  @Test func `two verdicts that come down to one schedule are one failure`() {
    let late = ComparedProgram("late").callback { context, completion in
      let count = context.shared("count", 0)
      for name in ["left", "right"] {
        context.loop.post(name) {
          if count.value == 0 { completion(.success(name)) }
          count.value += 1
        }
      }
      return Uncancellable()
    }
    let wrong = Oracle("wrong") { _, _ in ["wrong"] }
    let exploration = ScheduleExploration(of: Subject(late, late.versions[0], oracles: [wrong]))
    #expect(exploration.failures.count == 2)
    #expect(exploration.counterexamples.count == 1)
  }

  @Test func `the statistics count failing runs, choices, and the run of the last new outcome`() throws {
    let subject = Subject(Self.race, Self.race.versions[0], oracles: [.outcome(among: ["\"right\""])])
    let exploration = ScheduleExploration(of: subject)
    let (failing, counted) = (exploration.failures.map(\.count).reduce(0, +), exploration.choices.runs)
    #expect(failing > 0 && counted == exploration.outcomes.rows.map(\.count).reduce(0, +))
    let last = try #require(exploration.outcomes.rows.last?.firstRun)
    #expect(exploration.runs == counted + 1)
    let expected =
      "\(failing) of \(counted) runs fail, and 1 further run only repeats another one; "
      + "the last new outcome came in run \(last); 2 choices a run"
    #expect(exploration.statistics == expected)
  }

  @Test func `choices are shown as one number, or as a range with its mean`() {
    var choices = ChoiceCount()
    choices.add(1)
    #expect("\(choices)" == "1 choice a run")
    choices.add(4)
    choices.add(2)
    #expect("\(choices)" == "1 to 4 choices a run, 2.3 on average")
    #expect((choices.fewest, choices.most, choices.runs) == (1, 4, 3))
  }

  @Test func `state is put into words only where everything is recorded`() {
    for recording in [VirtualEventLoop.Recording.nothing, .leftovers] {
      let loop = VirtualEventLoop(recording: recording)
      loop.noteState("never", is: { fatalError("asked for the words") }())
      #expect(loop.run().stateChanges.isEmpty)
    }
    let loop = VirtualEventLoop()
    loop.noteState("before", is: "1")
    loop.post { loop.noteState("during", is: "2") }
    let changes = loop.run().stateChanges
    #expect(changes.map { "\($0.name) \($0.text) \($0.turn)" } == ["before 1 0", "during 2 1"])
  }

  @Test(arguments: [
    (describe("a"), "\"a\""), (describe(String?.none as Any), "none"), (describe(Optional("a") as Any), "\"a\""),
    (describe(3), "3"), (describe([1, 2]), "[1, 2]"), (describe(true), "true"),
  ])
  func `values are put into words`(text: String, expected: String) {
    #expect(text == expected)
  }

  @Test func `a resource shows its holder and its waiters`() {
    let loop = VirtualEventLoop()
    let graph = WaitGraph(on: loop)
    loop.post {
      graph.acquires("first", "A")
      graph.waits("third", for: "A")
      graph.waits("second", for: "A")
      graph.releases("A")
      graph.acquires("second", "A")
    }
    let texts = loop.run().stateChanges.map(\.text)
    #expect(
      texts == [
        "first", "first; third waits", "first; second and third wait", "free; second and third wait",
        "second; third waits",
      ])
  }
}
