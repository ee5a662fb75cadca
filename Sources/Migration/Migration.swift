// The migration of one function: the toolchain's rewrites of it, and what they do differently.

package import Foundation

/// The rewrites of a function with a completion handler.
package struct Migration: Sendable {
  /// One version, and how it differs from the original.
  package struct Rewrite: Sendable {
    /// `convert`, `alternative`, `wrapper` or `bridge`.
    package let name: String
    /// The content of the file with the rewrite; nil if the toolchain does not offer it.
    package let source: String?
    /// How it differs, a sentence each; nil if it was not compared.
    package internal(set) var differences: [String]?
    /// Why it cannot be compared: the error with which it does not compile, `Converted/Source.swift:12:3: error: …`, or that
    /// it still takes the completion handler; nil if it can.
    package internal(set) var problem: String?
    /// Where the process ends if a call is answered twice, `Original/Source.swift:12`; nil if it does not. The other faults
    /// were compared.
    package internal(set) var trap: String?
  }

  /// The name of the function.
  package let function: String
  /// The rewrites: those of the toolchain, and the bridge.
  package private(set) var rewrites: [Rewrite]
  /// What is still to be written in the package, `file:line:column: text`; empty if the versions were compared.
  package private(set) var holes: [String] = []
  /// The folder of the package.
  package let folder: URL
  /// The bytes of the file when it was read.
  package let content: Data
  /// What the original delivers undisturbed; nil if it was not compared, or delivers nothing.
  package private(set) var outcome: String?

  /// Rewrites a function and compares the versions.
  ///
  /// - Parameters:
  ///   - file: The source file.
  ///   - line: A line of the function's declaration, counted from 1.
  ///   - folder: Where the package is written, whose folder above is for what is built.
  ///   - library: The folder of this library's package.
  ///   - progress: Receives each step in words.
  /// - Throws: `MigrationFailure`.
  package init(
    of file: URL, line: Int, into folder: URL, library: URL, progress: (String) -> Void
  ) throws(MigrationFailure) {
    let original = try SourceFile(file)
    let text = original.text
    let source = SourceText(text)
    let others = ModuleSources(of: file).needed(by: source, and: BridgeWriter.names)
    let outline = SourceOutline(
      others.isEmpty ? source : SourceText(([text] + others.map(\.text)).joined(separator: "\n")))
    let (declared, place) = try Self.function(in: source, at: line)
    let function = declared.mappingTypes { outline.expanded($0) }
    guard let completion = function.completion else {
      throw MigrationFailure(
        .unfit, "'\(function.name)' has no completion handler that can be read", line: line,
        help: [
          "it is a closure that returns nothing: (Result<…>), (Value?, (any Error)?), (Value), () or (() throws -> Value)"
        ])
    }
    let owner = outline.type(around: place)
    if let reason = Self.refusal(of: function, in: owner) {
      throw MigrationFailure(.unfit, "'\(function.name)' cannot be compared: \(reason)", line: line)
    }
    self.function = function.name
    self.folder = folder
    content = original.content

    progress("asking the toolchain for its rewrites of '\(function.name)'")
    let package = ScratchPackage(folder: folder)
    let accessible = VersionText(source, of: function, at: place, in: outline)
    let base = ScratchPackage.Module(name: HarnessWriter.original, source: accessible.text, others: others)
    try package.write([base], harness: "print(\"\")\n", library: library)
    let position = TextEdit.Position(line: source.line(of: place) - 1, character: Self.column(of: place, in: source))
    let toolchain = try ToolchainRewrites(
      at: position, of: folder.appending(path: "Sources/\(base.name)/\(ScratchPackage.Module.file)"), text, in: folder)
    var rewrites: [Rewrite] = []
    var modules = [base]
    for (refactoring, answer) in toolchain.answers {
      guard case .edits(let edits) = answer else {
        var rewrite = Rewrite(name: refactoring.rawValue, source: nil)
        if case .ended = answer { rewrite.problem = "the language server crashes" }
        rewrites.append(rewrite)
        continue
      }
      var rewritten = TextEdit.apply(edits, to: text)
      if refactoring == .convert { rewritten = accessible.keepingOriginal(in: rewritten) }
      var rewrite = Rewrite(name: refactoring.rawValue, source: original.content(of: rewritten))
      if Self.hasAsyncForm(of: function.name, in: rewritten, outline) {
        modules.append(
          .init(name: refactoring.module, source: accessible.version(of: rewritten), others: others))
      } else {
        rewrite.problem = "it still takes the completion handler"
      }
      rewrites.append(rewrite)
    }
    let call = CompletionCall(
      function: function, completion: completion, handle: Handle(of: function, in: owner, outline))
    let bridged = BridgeWriter(call: call).adding(to: source, isMember: owner != nil, in: outline)
    rewrites.append(Rewrite(name: Self.bridge, source: original.content(of: bridged)))
    modules.append(.init(name: "Bridged", source: accessible.version(of: bridged), others: others))

    self.rewrites = rewrites
    var problems: [String: String] = [:]
    repeat {
      modules.removeAll { problems[$0.name] != nil }
      guard modules.count > 1 else { return }
      let harness =
        HarnessWriter(
          outline: outline, call: call, owner: owner, isolation: Isolation(of: function, in: owner, outline),
          rewrites: modules.dropFirst().map(\.name)
        ).text
      let holes = package.holes(in: harness)
      self.holes = holes.map { "\($0.place): \($0.text)" }
      try package.write(modules, harness: HarnessHoles.filled(harness), library: library)
      progress("building \(modules.count) versions")
      problems = try package.build(hasHoles: !holes.isEmpty, seconds: 600)
      if !holes.isEmpty, problems[ScratchPackage.check] != nil || problems.isEmpty {
        // What is left to fill has the versions that compile.
        try package.write(modules, harness: harness, library: library)
        return
      }
      for (module, problem) in problems {
        if let index = self.index(of: module) { self.rewrites[index].problem = problem }
      }
    } while !problems.isEmpty
    progress("comparing \(modules.count - 1) rewrite\(modules.count == 2 ? "" : "s") with the original")
    for module in modules.dropFirst() {
      guard let index = index(of: module.name) else { continue }
      var run = try package.run(module.name, isOnce: false, seconds: 300)
      if let trap = run.trap {
        // What a version does not survive is mostly a call that answers twice.
        run = try package.run(module.name, isOnce: true, seconds: 300)
        self.rewrites[index].trap = run.trap == nil ? trap : nil
      }
      if let trap = run.trap {
        self.rewrites[index].problem = "the process ends in \(trap)"
        continue
      }
      for result in run.lines.compactMap({ try? JSONDecoder().decode(Line.self, from: Data($0.utf8)) }) {
        if result.rewrite == base.name {
          outcome = result.outcome
        } else if outcome == nil {
          self.rewrites[index].problem = "the original calls no completion with these fakes"
        } else {
          self.rewrites[index].differences = result.differences
        }
      }
    }
  }

  /// The name of the rewrite that is none of the toolchain's.
  private static let bridge = "bridge"
  /// The names of all rewrites that there may be, in their order.
  package static let names = Refactoring.allCases.map(\.rawValue) + [bridge]

  /// The place of the rewrite whose module has a name.
  private func index(of module: String) -> Int? {
    let name = Refactoring.allCases.first { $0.module == module }?.rawValue ?? Self.bridge
    return rewrites.firstIndex { $0.name == name }
  }

  private struct Line: Decodable {
    let rewrite: String
    let differences: [String]?
    let outcome: String?
  }

  /// The function that is declared at a line, or the next one above it, and the place of its name.
  private static func function(in source: SourceText, at line: Int) throws(MigrationFailure) -> (FunctionSignature, Int)
  {
    guard let start = source.start(ofLine: line) else {
      throw MigrationFailure(.unfit, "the file has no line \(line)")
    }
    let end = source.start(ofLine: line + 1) ?? source.characters.count
    for place in source.places(of: "func", in: 0..<end).reversed() {
      guard let signature = FunctionSignature(in: source, at: place) else { continue }
      // A declaration that ends without a brace, as in a protocol, has no body.
      let end = signature.range.upperBound
      guard source.characters.indices.contains(end), source.characters[end] == "{" else {
        if source.line(of: place) == line { return (signature, place + 5) }
        continue
      }
      guard let close = source.closing(end), close >= start else { break }
      return (signature, place + 5)
    }
    throw MigrationFailure(.unfit, "line \(line) is in no function", line: line)
  }

  /// Whether a source has an async function of a name without a completion.
  private static func hasAsyncForm(of name: String, in text: String, _ outline: SourceOutline) -> Bool {
    let source = SourceText(text)
    return source.places(of: "func").lazy.compactMap { FunctionSignature(in: source, at: $0) }
      .map { $0.mappingTypes { outline.expanded($0) } }
      .contains { $0.name == name && $0.isAsync && $0.completion == nil }
  }

  /// Why a function cannot be compared; nil if it can.
  private static func refusal(
    of function: FunctionSignature, in owner: SourceOutline.TypeDeclaration?
  ) -> String? {
    if function.isAsync { return "it is async already" }
    return owner?.keyword == "protocol" ? "a requirement has no body" : nil
  }

  /// The column of a place in UTF-16 units, counted from 0.
  private static func column(of place: Int, in source: SourceText) -> Int {
    source.characters[source.startOfLine(place)..<place].reduce(0) { $0 + String($1).utf16.count }
  }
}
