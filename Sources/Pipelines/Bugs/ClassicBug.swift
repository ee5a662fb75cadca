// A classic bug of asynchronous code: the same program with it and without it, in the styles that are prone to it.

import Callbacks
package import Comparison
import EventLoops
import Promises

/// A bug that shows under some schedule, and the same program without it.
package struct ClassicBug: Sendable {
  /// The bug's name, as it is given on the command line.
  package let name: String
  /// A summary of the fault, in one sentence.
  package let summary: String
  /// The program with the bug, in the styles that are prone to it.
  package let buggy: ComparedProgram
  /// The program without it, in the same styles.
  package let fixed: ComparedProgram
  /// The plan of both programs.
  package let plan: Plan
  /// The outcomes that are right, as an exploration words them.
  package let right: [String]
  /// The situations that some run of the fixed program has to reach.
  package let situation: BugSituation
  /// What the bug shows as: part of the outcome or of a finding, by style; nothing for an outcome that is not right.
  package let symptoms: [Style: String]

  /// A version in callback style; the first argument says whether it is without the bug.
  typealias CallbackBody = @Sendable (Bool, ProgramContext, @escaping Completion<String>) -> any Cancellable
  /// A version in future style.
  typealias FutureBody = @Sendable (Bool, ProgramContext) -> Future<String>
  /// A version in async style.
  typealias AsyncBody = @Sendable (Bool, ProgramContext) async throws -> String

  init(
    _ name: String, _ summary: String, under plan: Plan, right: [String], meeting situation: BugSituation,
    symptoms: [Style: String] = [:],
    callback: CallbackBody? = nil, future: FutureBody? = nil, async: AsyncBody? = nil
  ) {
    self.name = name
    self.summary = summary
    self.plan = plan
    self.right = right
    self.situation = situation
    self.symptoms = symptoms
    func program(_ name: String, isFixed: Bool) -> ComparedProgram {
      var program = ComparedProgram(
        name, summary: isFixed ? "without the bug: \(summary)" : summary, sharing: .notedState)
      program = program.calls(named: plan.calls.keys.sorted(), usesRequest: false)
      if let callback { program = program.callback { callback(isFixed, $0, $1) } }
      if let future { program = program.future { future(isFixed, $0) } }
      if let async { program = program.async { try await async(isFixed, $0) } }
      return program
    }
    buggy = program(name, isFixed: false)
    fixed = program(name + "-fixed", isFixed: true)
  }

  /// The styles that are prone to the bug.
  package var styles: [Style] { buggy.versions.map(\.style) }
}
