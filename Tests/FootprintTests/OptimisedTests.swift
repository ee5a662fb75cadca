// What is known of optimised code: it checks fewer accesses at run time, keeps values in registers, and leaves out what has no effect.

import EventLoops
import OptimisedPrograms
import Testing

@testable import Exploration

@Suite("Optimised instrumented code", .enabled(if: VirtualEventLoop.canNoteMemory)) struct OptimisedTests {
  private typealias Reporting = @Sendable (@escaping @Sendable (String) -> Void) async -> Void

  private static let programs: [(body: Reporting, outcomes: Set<String>)] = [
    (writesOfGenericProperty, ["1", "2"]),
    (readOfText, ["before", "after"]),
    (writesOfCapturedVariable, ["4", "6"]),
    (writesOfGlobal, ["4", "6"]),
    (accessesOfUnknownType, ["before", "after"]),
  ]

  @Test(arguments: 0..<5)
  func `both orders of an access and a write are met`(number: Int) {
    let program = Self.programs[number]
    let result = OrdinaryProgram.reporting(program.body).search()
    #expect(result.outcomeSet == program.outcomes, "\(result)")
    #expect(result.isComplete)
  }

  @Test func `the end of an object and weak references are seen`() {
    let end = OrdinaryProgram { await endOfSharedObject() }.search()
    #expect(end.outcomeSet == ["d2", "2d"] && end.isComplete, "\(end)")
    let weak = OrdinaryProgram { await weakReference() }.search()
    #expect(weak.outcomeSet == ["gone", "there"] && weak.isComplete, "\(weak)")
  }

  @Test(arguments: WindowKind.allCases)
  func `a narrow window is found in few runs`(kind: WindowKind) {
    let program = OrdinaryProgram("window", right: "whole") {
      await narrowWindow(kind, hops: 12) == "half" ? "half" : "whole"
    }
    let result = ScheduleExploration(of: program.subject)
    #expect(result.failures.first?.firstRun ?? .max <= 20, "\(kind): \(result)")
    #expect(!result.isComplete || result.outcomeSet == ["half", "whole"], "\(kind): \(result)")
  }

  @Test func `tasks with objects of their own have one class of orders`() {
    let result = OrdinaryProgram {
      writesOfOwnObjects(6)
      return ""
    }.search()
    #expect(result.isComplete && result.classes == 1, "\(result)")
  }
}
