// Ordinary programs as subjects of an exploration.

import EventLoops
import Exploration
import OrdinaryPrograms
import Synchronization

extension Subject {
  /// An ordinary program as a task of a loop that captures, with what went wrong as the run's finding.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - isFixed: Whether to run the version without the bug.
  init(_ program: OrdinaryProgram, isFixed: Bool) {
    self.init(program.name + (isFixed ? ", fixed" : ""), findings: { $0 == "right" ? [] : [$0] }) {
      await program.run(isFixed: isFixed) ?? "right"
    }
  }

  /// Ordinary code as a task of a loop that captures.
  ///
  /// - Parameters:
  ///   - name: The name of the subject.
  ///   - findings: What is wrong with an outcome.
  ///   - body: What is run; it returns the run's outcome.
  init(
    _ name: String, findings: @escaping @Sendable (String) -> [String] = { _ in [] },
    running body: @escaping @Sendable () async -> String
  ) {
    self.init(name, sharing: .anything, capturing: .everything) { loop in
      let outcome = Outcome()
      loop.spawn("main") {
        let text = await body()
        outcome.text.withLock { $0 = text }
      }
      return { report in
        guard let text = outcome.text.withLock({ $0 }) else {
          return Verdict("no outcome", findings: ["the program did not end"])
        }
        return Verdict(text, findings: findings(text) + report.escapes.map(\.description))
      }
    }
  }
}

private final class Outcome: Sendable {
  let text = Mutex<String?>(nil)
}
