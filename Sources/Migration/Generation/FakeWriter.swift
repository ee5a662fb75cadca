// The fakes of what a function depends on: protocols and closures that are answered by the library's stubs.

/// Writes the fakes of one version of the source.
struct FakeWriter {
  let values: SampleValues

  private var module: String { values.module }

  /// An expression for an argument that is no plain value: a fake of a protocol, or a closure that asks a stub.
  func fake(for parameter: FunctionSignature.Parameter) -> String? {
    if let name = protocolName(parameter.type) { return "\(module)\(name)Fake(context)" }
    return closure(of: parameter)
  }

  /// The declaration of the fake of a protocol.
  func declaration(ofProtocol name: String) -> String? {
    guard let type = values.outline.declaration(of: name), type.keyword == "protocol" else { return nil }
    let requirements = values.outline.functions("func", of: type)
    var (stubs, making, methods): ([String], [String], [String]) = ([], [], [])
    for function in requirements {
      let stub = "\(function.name)Stub"
      let request = request(of: function.parameters.filter { $0 != function.completion?.parameter }.map(\.name))
      let isCompletion = function.completion != nil
      let reply = isCompletion ? function.completion?.handler.value : function.result
      if isCompletion || function.isAsync {
        let type = reply.map(values.qualified) ?? "Done"
        stubs.append("  let \(stub): Stub<String, \(type)>")
        let failure = function.completion?.handler.failure
        making.append("\(stub) = \(stubExpression(named: function.name, reply: reply, failure: failure))")
      }
      methods.append(method(function, stub: stub, request: request))
    }
    return """
      final class \(module)\(name)Fake: \(module).\(name) {
      \(stubs.joined(separator: "\n"))

        init(_ context: ProgramContext) {
      \(making.map { "    self.\($0)" }.joined(separator: "\n"))
        }

      \(methods.joined(separator: "\n"))
      }
      """
  }

  /// What fakes return whose calls are cancelled by a `Progress`: its own handler is called on another thread.
  static let progress = """

    final class FakeProgress: Progress {
      private let work: @Sendable () -> Void

      init(_ work: @escaping @Sendable () -> Void) {
        self.work = work
        super.init(parent: nil, userInfo: nil)
      }

      override func cancel() {
        super.cancel()
        work()
      }
    }

    """

  /// The names of the protocols that a type needs to be made.
  func protocols(of parameters: [FunctionSignature.Parameter]) -> [String] {
    parameters.compactMap { protocolName($0.type) }
  }

  private func protocolName(_ type: String) -> String? {
    var name = type.trimmed
    for prefix in ["any ", "some ", "(any "] where name.hasPrefix(prefix) {
      name = String(name.dropFirst(prefix.count))
    }
    while name.hasSuffix(")") || name.hasSuffix("?") { name = String(name.dropLast()) }
    return values.outline.declaration(of: name)?.keyword == "protocol" ? name : nil
  }

  private func stubExpression(named name: String, reply: String?, failure: String? = nil) -> String {
    let sample = reply.map { values.value(of: $0) } ?? "Done()"
    let failing = failure.map { ", failingWith: { _ in \(values.value(of: $0)) }" } ?? ""
    return "context.stub(\"\(name)\", after: .milliseconds(20)\(failing)) { (_: String) in \(sample) }"
  }

  /// A literal with the values of some names, which a stub is asked with.
  private func request(of names: [String]) -> String {
    "\"\(names.map { "\\(\($0))" }.joined(separator: ", "))\""
  }

  /// A method that asks a stub.
  private func method(_ function: FunctionSignature, stub: String, request: String) -> String {
    let head = values.qualified(values.outline.source.text(function.range))
    if let (parameter, shape) = function.completion {
      let call = shape.calling(parameter.name, with: matching(shape))
      let handle = "self.\(stub)(\(request)) { result in \(call) }"
      let body: String
      switch function.handle {
      case nil: body = "_ = \(handle)"
      case .closure: body = "let handle = \(handle)\n    return { handle.cancel() }"
      case .progress: body = "let handle = \(handle)\n    return FakeProgress { handle.cancel() }"
      case .object(let type): body = "let handle = \(handle)\n    return <#a \(type) that calls handle.cancel()#>"
      }
      return "  \(head) {\n    \(body)\n  }"
    }
    if function.isAsync {
      let call = "try await self.\(stub)(\(request))"
      return "  \(head) {\n    \(function.result == nil ? "_ = \(call)" : call)\n  }"
    }
    return "  \(head) {\n    \(function.result.map { values.value(of: $0) } ?? "")\n  }"
  }

  /// The stub's result with the error type of a completion.
  private func matching(_ shape: CompletionShape) -> String {
    guard let failure = shape.failure else { return "result" }
    let type = values.qualified(failure)
    return "result.mapError { ($0 as? \(type)) ?? \(values.value(of: failure)) }"
  }

  /// A closure that takes a completion, as one that asks a stub.
  private func closure(of parameter: FunctionSignature.Parameter) -> String? {
    guard let (inside, tail) = parameter.type.withoutAttributes.partsAtParentheses else { return nil }
    let arguments = inside.partsAtCommas.map { $0.partsAtColon?.behind ?? $0 }
    guard let last = arguments.last, let shape = CompletionShape(last) else { return nil }
    let asked = arguments.indices.dropLast().map { "argument\($0)" }
    let call = shape.calling("completion", with: matching(shape))
    let stub = stubExpression(named: parameter.name, reply: shape.value)
    let returned = tail.contains("-> Void") || tail.hasSuffix("-> ()") ? "_ = " : "return "
    let names = (asked + ["completion"]).joined(separator: ", ")
    return "{ \(names) in \(returned)\(stub)(\(request(of: asked))) { result in \(call) } }"
  }
}
