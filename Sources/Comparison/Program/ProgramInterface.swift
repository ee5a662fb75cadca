// The parts of a program that the statements of a scenario name: its calls, its steps, its recoveries, its session.

/// The parts of a program on which a plan acts.
///
///     ComparedProgram("checkout")
///       .calls("price", "pay")
///       .steps(1...2)
///
/// A plan that names other parts has no effect there; a program that declares nothing can have any.
package struct ProgramInterface: Sendable {
  /// The calls that the program makes.
  package internal(set) var calls = ProgramCalls(names: [])
  /// The numbers of the steps between the calls.
  package internal(set) var steps: [Int] = []
  /// The calls whose failures the plan's recoveries can replace.
  package internal(set) var recoveries: [String] = []
  /// Whether the plan's request reaches a call.
  package internal(set) var usesRequest = false
  /// Whether each pipeline has a session with the plan's client.
  package internal(set) var hasSession = false
}

extension ComparedProgram {
  /// The program with calls of fixed names.
  ///
  /// - Parameters:
  ///   - names: The names, in the order in which the calls are made.
  ///   - usesRequest: Whether the plan's request reaches a call.
  package func calls(_ names: CallName..., usesRequest: Bool = true) -> ComparedProgram {
    declaring { interface in
      interface.calls = ProgramCalls(names: names.map(\.text))
      interface.usesRequest = usesRequest
    }
  }

  /// The program with calls whose names follow from its settings.
  ///
  /// - Parameters:
  ///   - shown: How the names are formed, as a list of programs shows it.
  ///   - meaning: What is put in there, in a few words.
  ///   - count: How many calls a pipeline makes at most under a plan.
  ///   - names: The names of these calls.
  package func calls(
    shownAs shown: String..., meaning: String, count: @escaping @Sendable (Plan) -> Int,
    names: @escaping @Sendable (Plan) -> [String]
  ) -> ComparedProgram {
    declaring { $0.calls = ProgramCalls(shown: shown, meaning: meaning, names: names, count: count) }
  }

  /// The program with numbered steps between its calls.
  ///
  /// - Parameter numbers: The numbers.
  package func steps(_ numbers: ClosedRange<Int>) -> ComparedProgram { declaring { $0.steps = Array(numbers) } }

  /// The program with calls whose failures the plan's recoveries can replace.
  ///
  /// - Parameter calls: The names of the calls.
  package func recovers(from calls: CallName...) -> ComparedProgram {
    declaring { $0.recoveries = calls.map(\.text) }
  }

  /// The program with a session of each pipeline with the plan's client, and without calls unless it declares some.
  package func session() -> ComparedProgram { declaring { $0.hasSession = true } }
}
