// The part of the comparing program that is the same for all functions.

extension HarnessWriter {
  /// What the versions are called through.
  static func support(for modules: [String]) -> String {
    """
    /// The result of a function that returns nothing.
    struct Done: Sendable, Hashable {}

    /// What the async version is held to: the first answer counts, and a caller that is cancelled has its error at once.
    ///
    /// It begins in an event of its own, as a task does. What the versions deliver is compared as text, since the types of
    /// two modules differ.
    final class FirstCompletion: Sendable {
      private struct State {
        var done: Completion<String>?
        var isCancelled = false
        var cancel: (@Sendable () -> Void)?
        var kept: [Any] = []
      }

      private let state: Mutex<State>

      init(_ done: @escaping Completion<String>) { state = Mutex(State(done: done)) }

      /// Keeps the object with the function in memory.
      func keep(_ object: Any) { state.withLock { $0.kept.append(object) } }

      func complete<Value>(_ result: Result<Value, any Error>) {
        state.withLock { state in
          defer { state.done = nil }
          return state.done
        }?(result.map { versionText(of: $0) }.mapError(reported))
      }

      func fail(_ error: any Error) { complete(Result<Done, any Error>.failure(error)) }

      /// Takes what cancels, in the place of what it had.
      func cancel(by work: @escaping @Sendable () -> Void) {
        let isLate = state.withLock { state in
          state.cancel = work
          return state.isCancelled
        }
        if isLate { work() }
      }

      func cancel() {
        let work: (@Sendable () -> Void)? = state.withLock { state in
          if state.done == nil { return nil }
          state.isCancelled = true
          return state.cancel
        }
        work?()
        complete(Result<Done, any Error>.failure(CancellationError()))
      }
    }

    /// A value as text, without the names of the modules and without addresses. An object that does not describe itself has its properties.
    func versionText(of value: Any, depth: Int = 0) -> String {
      let mirror = Mirror(reflecting: value)
      func inner(_ child: Mirror.Child) -> String {
        (child.label.map { "\\($0): " } ?? "") + versionText(of: child.value, depth: depth + 1)
      }
      let name = without([\(modules.map { "\"\($0).\"" }.joined(separator: ", "))])
      if depth < 6 {
        switch mirror.displayStyle {
        case .class where !(value is any CustomStringConvertible):
          return "\\(name("\\(type(of: value))"))(\\(mirror.children.map(inner).joined(separator: ", ")))"
        case .collection: return "[\\(mirror.children.map(inner).joined(separator: ", "))]"
        case .tuple: return "(\\(mirror.children.map(inner).joined(separator: ", ")))"
        case .dictionary, .set: return "[\\(mirror.children.map(inner).sorted().joined(separator: ", "))]"
        case .optional:
          guard let child = mirror.children.first else { return "nil" }
          return versionText(of: child.value, depth: depth + 1)
        default: break
        }
      }
      return name("\\(value)".replacing(#/0x[0-9a-f]+/#, with: "0x"))
    }

    /// The completion of a call that a fault answers twice; only the first answer counts where the program is run with `--once`.
    func answered<Value>(_ body: @escaping (Value) -> Void) -> (Value) -> Void {
      guard CommandLine.arguments.contains("--once") else { return body }
      var isOver = false
      return { value in
        if isOver { return }
        isOver = true
        body(value)
      }
    }

    private func without(_ names: [String]) -> (String) -> String {
      { text in names.reduce(text) { $0.replacing($1, with: "") } }
    }

    /// An error as it is compared.
    struct Reported: Error, CustomStringConvertible {
      let description: String
    }

    func reported(_ error: any Error) -> any Error {
      error is CancellationError || error is Reported ? error : Reported(description: versionText(of: error))
    }

    """
  }

  /// What the program does: it prints what the original delivers, and how each version differs.
  static let main = """
    struct Line: Encodable {
      let rewrite: String
      let differences: [String]?
      let outcome: String?
    }

    func write(_ line: Line) throws {
      print(String(decoding: try JSONEncoder().encode(line), as: UTF8.self))
    }

    let chosen = CommandLine.arguments.dropFirst().first
    for (rewrite, program) in checks where chosen == nil || chosen == rewrite {
      let outcome = program.run(program.versions[0]).outcomes.first.flatMap(\\.self)
      try write(Line(rewrite: "\(original)", differences: nil, outcome: outcome.map { "\\($0)" }))
      try write(Line(rewrite: rewrite, differences: RewriteCheck(of: program).differences, outcome: nil))
    }

    """
}
