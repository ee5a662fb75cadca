// Calls declared by a list of names, for programs that are made from a table.

extension ComparedProgram {
  /// The program with calls of fixed names.
  ///
  /// - Parameters:
  ///   - names: The names, in the order in which reports list them.
  ///   - usesRequest: Whether the plan's request reaches a call.
  package func calls(named names: [String], usesRequest: Bool) -> ComparedProgram {
    declaring { interface in
      interface.calls = ProgramCalls(names: names)
      interface.usesRequest = usesRequest
    }
  }
}
