// The program that compares the versions.

/// Writes the main file of the scratch package.
struct HarnessWriter {
  let outline: SourceOutline
  let call: CompletionCall
  let owner: SourceOutline.TypeDeclaration?
  let isolation: Isolation
  /// The modules of the rewrites.
  let rewrites: [String]

  private var function: FunctionSignature { call.function }

  /// The module of the function as it is.
  static let original = "Original"

  private static let imports = [
    "Callbacks", "Comparison", "Dispatch", "EventLoops", "Exploration", "Foundation", "Synchronization",
  ]

  var text: String {
    let modules = [Self.original] + rewrites
    var checks = """
      let checks: [(String, ComparedProgram)] = [
      \(rewrites.map(check).joined(separator: "\n"))
      ]
      """
    var fakes = fakes(of: modules, for: checks)
    var holes = HarnessHoles()
    (checks, fakes) = (holes.declaring(in: checks), holes.declaring(in: fakes))
    if (checks + fakes).contains("Samples.") { checks = "\(SampleValues.shared)\n\(checks)" }
    return """
      // Compares the versions of `\(function.name)`: 'swift run' in this folder.

      \(Self.imports.map { "import \($0)" }.joined(separator: "\n"))
      \(modules.map { "@testable import \($0)" }.joined(separator: "\n"))

      #if canImport(FoundationNetworking)
        import FoundationNetworking
      #endif

      \(Self.support(for: modules))
      \(call.needsErrors ? CompletionShape.errors : "")
      \(FakeWriter.support)
      \(fakes)
      \(holes.declarations)

      \(checks)

      \(Self.main)
      """
  }

  /// The fakes that a text uses, and those that they use themselves.
  private func fakes(of modules: [String], for text: String) -> String {
    let protocols = outline.types.filter { $0.keyword == "protocol" }
    var declared: [String] = []
    var found = true
    while found {
      found = false
      let text = ([text] + declared).joined(separator: "\n")
      for module in modules {
        let writer = FakeWriter(values: values(of: module))
        for type in protocols {
          let made = [
            (writer.name(of: type), { writer.declaration(of: type) }),
            (writer.handleName(of: type), { writer.handleDeclaration(of: type) }),
          ]
          for (name, declaration) in made
          where (text.contains("\(name)(") || text.contains("\(name) {")) && !text.contains("class \(name):") {
            declared.append(declaration())
            found = true
          }
        }
      }
    }
    return declared.joined(separator: "\n\n")
  }

  private func check(_ module: String) -> String {
    let value = call.shape.value.map { values(of: module).qualified($0) } ?? "Void"
    let arguments = arguments(module).joined(separator: ", ")
    let rewritten = "try await \(receiver(module)).\(function.name)(\(arguments))"
    // The type of the value says what a generic function is called with.
    let delivered =
      call.shape.value == nil
      ? "\(rewritten)\n          return versionText(of: Done())"
      : "let value: \(value) = \(rewritten)\n          return versionText(of: value)"
    return """
        (
          "\(module)",
          ComparedProgram("\(function.name)")
            .callback { (context: ProgramContext, done: @escaping Completion<String>) in
              let answer = FirstCompletion(done)
              let start = context.after(.zero) {
      \(start.indented(by: 10))
              }
              answer.cancel { start.cancel() }
              return answer
            } cancelling: { $0.cancel() }
            .async(variant: "\(module)") { \(isolation == .mainActor ? "@MainActor " : "")context in
              do {
      \(subject(module).indented(by: 10))
                \(delivered)
              } catch {
                throw reported(error)
              }
            }
        ),
      """
  }

  /// The statements that begin the original: where it is isolated, in a task of its actor.
  private var start: [String] {
    let types: ((String) -> String)? = isGeneric ? { values(of: Self.original).qualified($0) } : nil
    let begun = call.text(
      of: "\(receiver(Self.original)).", passingTo: "complete", nothing: "Done()", isAwaited: isolation == .actor,
      types: types, argument(Self.original))
    let statements = subject(Self.original, isKept: true) + begun
    guard isolation != .none else { return statements }
    return ["let task = Task {\(isolation == .mainActor ? " @MainActor in" : "")", "  if Task.isCancelled { return }"]
      + statements.map { "  \($0)" } + ["}", "answer.cancel { task.cancel() }"]
  }

  private var isGeneric: Bool {
    !function.genericClause.isEmpty || owner.map { !declaration(of: $0).generics.isEmpty } == true
  }

  private func declaration(of type: SourceOutline.TypeDeclaration) -> SourceOutline.TypeDeclaration {
    outline.declaration(of: type.path) ?? type
  }

  private func values(of module: String) -> SampleValues {
    var values = SampleValues(outline: outline, module: module)
    let generics = (owner.map { declaration(of: $0).generics } ?? []) + GenericParameter.read(function.genericClause)
    for parameter in generics {
      let constraints = function.whereClause.components(around: "where ").last?.partsAtCommas ?? []
      let further = constraints.compactMap(\.partsAtColon).first { $0.before == parameter.name }?.behind
      values.generics[parameter.name] = values.concrete(
        GenericParameter(name: parameter.name, constraint: "\(parameter.constraint) \(further ?? "")"))
    }
    return values
  }

  private func receiver(_ module: String) -> String {
    guard let owner else { return module }
    return function.isStatic ? values(of: module).qualified(owner.path) : "subject"
  }

  /// The statements that make the object with the function. It is kept: a caller does not forget it while it waits.
  private func subject(_ module: String, isKept: Bool = false) -> [String] {
    guard let owner, !function.isStatic else { return [] }
    let made = values(of: module).value(of: declaration(of: owner).path, depth: 0)
    return [
      "\(function.isMutating ? "var" : "let") subject = \(made)",
      isKept ? "answer.keep(subject)" : "defer { withExtendedLifetime(subject) {} }",
    ]
  }

  private func argument(_ module: String) -> (FunctionSignature.Parameter) -> String? {
    { parameter in parameter.hasDefault ? nil : values(of: module).value(of: parameter.type, named: parameter.name) }
  }

  private func arguments(_ module: String) -> [String] {
    call.others.compactMap { parameter in argument(module)(parameter).map(parameter.argument) }
  }
}
