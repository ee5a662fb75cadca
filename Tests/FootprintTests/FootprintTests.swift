// What the search knows of the memory that instrumented code reads and writes.

// Linked for the functions that instrumented code calls.
import AccessHooks
import EventLoops
import InstrumentedPrograms
import Testing

@testable import Exploration

@Suite(.enabled(if: VirtualEventLoop.canNoteMemory)) struct FootprintTests {
  @Test func `two tasks that write one object conflict`() {
    let result = OrdinaryProgram.reporting { writesOfOneObject($0) }.search()
    #expect(result.isComplete)
    #expect(result.outcomeSet.isSuperset(of: ["0", "1", "2"]), "\(result)")
  }

  @Test func `a property of a generic class is seen, whose value the type's own functions copy`() {
    let result = OrdinaryProgram.reporting { await writesOfGenericProperty($0) }.search()
    #expect(result.outcomeSet == ["1", "2"], "\(result)")
  }

  @Test func `a read by a function that the compiler has outlined is seen`() {
    let result = OrdinaryProgram.reporting { await readOfText($0) }.search()
    #expect(result.outcomeSet == ["before", "after"], "\(result)")
  }

  @Test func `accesses of functions that do not know the type are seen`() {
    let result = OrdinaryProgram.reporting { await accessesOfUnknownType($0) }.search()
    #expect(result.outcomeSet == ["before", "after"], "\(result)")
  }

  @Test func `tasks with objects of their own have one class of orders`() {
    let result = OrdinaryProgram {
      writesOfOwnObjects(6)
      return ""
    }.search()
    #expect(result.isComplete && result.classes == 1, "\(result)")
  }

  @Test func `two properties of one object are two states`() {
    let result = OrdinaryProgram {
      writesOfTwoProperties()
      return ""
    }.search()
    #expect(result.isComplete && result.classes == 1, "\(result)")
  }

  @Test func `writes of a captured variable conflict`() {
    let result = OrdinaryProgram.reporting { await writesOfCapturedVariable($0) }.search()
    #expect(result.outcomeSet == ["4", "6"], "\(result)")
    #expect(result.isComplete)
  }

  @Test func `writes of a global variable conflict`() {
    let result = OrdinaryProgram.reporting { await writesOfGlobal($0) }.search()
    #expect(result.outcomeSet == ["4", "6"], "\(result)")
    #expect(result.isComplete)
  }

  @Test func `memory that is freed and given out again makes no conflict`() {
    let result = OrdinaryProgram {
      memoryInTurn(3)
      return ""
    }.search()
    #expect(result.isComplete && result.classes == 1, "\(result)")
  }

  @Test func `the order of releases matters where the last one runs a deinit that is seen`() {
    let result = OrdinaryProgram { await endOfSharedObject() }.search()
    #expect(result.outcomeSet == ["d2", "2d"], "\(result)")
    #expect(result.isComplete)
  }

  @Test func `a weak reference is read before or after the end of its object`() {
    let result = OrdinaryProgram { await weakReference() }.search()
    #expect(result.outcomeSet == ["gone", "there"], "\(result)")
    #expect(result.isComplete)
  }

  @Test(arguments: 0..<3)
  func `what a task reads before it waits for another one conflicts with writes`(number: Int) {
    let programs = [readsBeforeWaiting, readsBeforeWaitingForTheWriter, readsBeforeWaitingForAGroup]
    let result = OrdinaryProgram { "\(await programs[number]())" }.search()
    #expect(result.outcomeSet == ["0", "1"], "\(result)")
    #expect(result.isComplete)
  }

  @Test func `tasks whose values are awaited in turn have one class of orders`() {
    let result = OrdinaryProgram { "\(await valuesInTurn(4))" }.search()
    #expect(result.isComplete && result.classes == 1, "\(result)")
  }

  @Test func `calls of an actor have as many classes as they have orders`() {
    let result = OrdinaryProgram { "\(await twoCallers(isShared: true))" }.search()
    #expect(result.isComplete && result.classes <= 8 && result.outcomeSet == ["1"], "\(result)")
    let race = OrdinaryProgram { "\(await twoCallers(isShared: false))" }.search()
    #expect(race.isComplete && race.classes <= 24 && race.outcomeSet == ["2"], "\(race)")
  }

  @Test(arguments: WindowKind.allCases)
  func `a narrow window is found in few runs`(kind: WindowKind) {
    let program = OrdinaryProgram("window", right: "whole") {
      let seen = await narrowWindow(kind, hops: 12)
      return seen == "half" ? "half" : "whole"
    }
    let result = ScheduleExploration(of: program.subject)
    let first = result.failures.first?.firstRun ?? .max
    #expect(first <= 20, "\(kind): found in run \(first): \(result)")
    #expect(!result.isComplete || result.outcomeSet == ["half", "whole"], "\(kind): \(result)")
  }

  @Test func `a lock that is taken twice in a segment is named`() {
    let twice = OrdinaryProgram { "\(await countsUnderLock(looksFirst: true))" }.search()
    #expect(twice.coverage.contains("not explored: inside `Guarded.looksAndAdds()` (Accounts.swift:"), "\(twice)")
    #expect(!twice.coverage.contains("all there are"), "\(twice)")
    let once = OrdinaryProgram { "\(await countsUnderLock(looksFirst: false))" }.search()
    #expect(once.isComplete && !once.coverage.contains("not explored"), "\(once)")
  }

  @Test func `a lock of Foundation's that is taken twice in a segment is named`() {
    let twice = OrdinaryProgram { "\(await countsUnderFoundationLock(looksFirst: true))" }.search()
    #expect(twice.coverage.contains("not explored: inside `Counted.looksAndAdds()` (TwiceUsed.swift:"), "\(twice)")
    #expect(!twice.coverage.contains("all there are"), "\(twice)")
    let once = OrdinaryProgram { "\(await countsUnderFoundationLock(looksFirst: false))" }.search()
    #expect(once.isComplete && !once.coverage.contains("not explored"), "\(once)")
  }

  @Test func `a stream of other events that is used twice in a segment is named`() {
    let twice = OrdinaryProgram { "\(await newestOfStream(once: false))" }.search()
    #expect(twice.coverage.contains("not explored: inside `yieldsAndYields()` (TwiceUsed.swift:"), "\(twice)")
    #expect(!twice.coverage.contains("all there are"), "\(twice)")
    let once = OrdinaryProgram { "\(await newestOfStream(once: true))" }.search()
    #expect(once.isComplete && !once.coverage.contains("not explored"), "\(once)")
  }

  @Test func `the explanation names the property and both lines`() throws {
    let program = OrdinaryProgram("deposits", right: "3") { "\(await twoDeposits())" }
    let result = ScheduleExploration(of: program.subject)
    let failure = try #require(result.failures.first)
    let texts = (0..<2).map { _ in Counterexample(failure, in: result).conflicts.map(\.text) }
    #expect(texts[0] == texts[1])
    #expect(texts[0].contains { $0.contains("`Account.balance`") && $0.contains("Accounts.swift:") })
  }
}
