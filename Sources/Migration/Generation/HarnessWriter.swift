// The program that compares the versions.

/// Writes the main file of the scratch package.
struct HarnessWriter {
  let outline: SourceOutline
  let call: CompletionCall
  let owner: SourceOutline.TypeDeclaration?
  /// The modules of the rewrites.
  let rewrites: [String]

  private var function: FunctionSignature { call.function }

  private static let imports = [
    "Callbacks", "Comparison", "EventLoops", "Exploration", "Foundation", "Synchronization",
  ]

  var text: String {
    let modules = ["Original"] + rewrites
    var fakes: [String] = []
    for module in modules {
      let writer = FakeWriter(values: SampleValues(outline: outline, module: module))
      var names: [String] = []
      for name in writer.protocols(of: needed) where !names.contains(name) {
        names.append(name)
        if let fake = writer.declaration(ofProtocol: name) { fakes.append(fake) }
      }
    }
    let checks = rewrites.map { module in
      """
        (
          "\(module)",
          ComparedProgram("\(function.name)")
            .callback { (context: ProgramContext, done: @escaping Completion<String>) in
              let answer = FirstCompletion(done)
              let start = context.after(.zero) {
                \(originalCall)
              }
              answer.cancel { start.cancel() }
              return answer
            } cancelling: { $0.cancel() }
            .async(variant: "\(module)") { context in
              \(rewriteCall(module))
            }
        ),
      """
    }
    return """
      // Compares the versions of `\(function.name)`: 'swift run' in this folder.

      \(Self.imports.map { "import \($0)" }.joined(separator: "\n"))
      \(modules.map { "@testable import \($0)" }.joined(separator: "\n"))

      /// The result of a function that returns nothing.
      struct Done: Sendable, Hashable {}

      /// What the async version is held to: the first answer counts, and a caller that is cancelled has its error at once.
      ///
      /// It begins in an event of its own, as a task does. What the versions deliver is compared as text, since the types of
      /// two modules differ.
      final class FirstCompletion: Sendable {
        private let state: Mutex<(done: Completion<String>?, isCancelled: Bool, cancel: (@Sendable () -> Void)?)>

        init(_ done: @escaping Completion<String>) { state = Mutex((done, false, nil)) }

        func complete<Value>(_ result: Result<Value, any Error>) {
          state.withLock { state in
            defer { state.done = nil }
            return state.done
          }?(result.map { text(of: $0) })
        }

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

      /// A value as text, without the names of the modules.
      func text(of value: Any) -> String {
        [\(modules.map { "\"\($0).\"" }.joined(separator: ", "))].reduce("\\(value)") { $0.replacing($1, with: "") }
      }

      \(call.shape.outcome ?? "")
      \(fakes.contains { $0.contains("FakeProgress") } ? FakeWriter.progress : "")
      \(fakes.joined(separator: "\n\n"))

      let checks: [(String, ComparedProgram)] = [
      \(checks.joined(separator: "\n"))
      ]

      struct Line: Encodable {
        let rewrite: String
        let differences: [String]
      }

      for (rewrite, program) in checks {
        let line = Line(rewrite: rewrite, differences: RewriteCheck(of: program).differences)
        print(String(decoding: try JSONEncoder().encode(line), as: UTF8.self))
      }

      """
  }

  /// What an object needs that has the function, and the function itself.
  private var needed: [FunctionSignature.Parameter] {
    guard let owner, !function.isStatic else { return function.parameters }
    return function.parameters + outline.parametersToMake(declaration(of: owner))
  }

  private func declaration(of type: SourceOutline.TypeDeclaration) -> SourceOutline.TypeDeclaration {
    outline.declaration(of: type.name) ?? type
  }

  private func receiver(_ module: String) -> String {
    guard let owner else { return module }
    if function.isStatic { return "\(module).\(owner.name)" }
    let values = SampleValues(outline: outline, module: module)
    let writer = FakeWriter(values: values)
    return "\(module).\(owner.name)(\(values.arguments(ofMaking: declaration(of: owner)) { writer.fake(for: $0) }))"
  }

  private func arguments(_ module: String) -> [String] {
    let values = SampleValues(outline: outline, module: module)
    let writer = FakeWriter(values: values)
    return call.others.filter { !$0.hasDefault }
      .map { $0.argument(writer.fake(for: $0) ?? values.value(of: $0.type)) }
  }

  private var originalCall: String {
    call.text(
      "\(receiver("Original")).\(function.name)", arguments("Original"), passingTo: "complete", nothing: "Done()")
  }

  private func rewriteCall(_ module: String) -> String {
    let rewritten = "try await \(receiver(module)).\(function.name)(\(arguments(module).joined(separator: ", ")))"
    return call.shape.value == nil
      ? "\(rewritten)\n        return text(of: Done())" : "return text(of: \(rewritten))"
  }
}
