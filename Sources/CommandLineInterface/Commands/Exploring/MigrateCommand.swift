// `braid migrate`: the toolchain's async rewrites of a function with a completion handler, compared with the original.

import Foundation
import Migration
import Workbench

/// Rewrites a function and tells what the rewrites do differently.
enum MigrateCommand {
  private static let package = OptionDescription(
    name: "braid", value: ("folder", .path), summary: "the checkout of Braid that the package uses")
  private static let into = OptionDescription(
    name: "into", value: ("folder", .path), summary: "where the package is written")
  private static let showing = OptionDescription(
    name: "show", value: ("rewrite", .word(Migration.names)), summary: "print the file with a rewrite")
  private static let writing = OptionDescription(
    name: "write", value: ("rewrite", .word(Migration.names)),
    excludes: [("show", "see the rewrite first, then write it")],
    summary: "put a rewrite that was compared into the file")

  static let description = CommandDescription(
    name: "migrate",
    summary: "Compare async rewrites of a completion-handler function",
    details: [
      """
      The toolchain's sourcekit-lsp rewrites the function at FILE:LINE in its three ways. A fourth rewrite bridges with \
      withTaskCancellationHandler and one answer. A package of its own has all versions and fakes of what the function \
      depends on. It compares each rewrite with the original: as it is, in every order, cancelled everywhere, and with \
      each fault of each call. The file itself is not changed, unless --write says so.
      """,
      """
      A value that cannot be made up is a hole in the package, and is listed. Fill the holes, and run 'swift run' there.
      """,
    ],
    examples: [
      .init(line: "braid migrate Sources/App/Loader.swift:12", purpose: "the function that is declared at line 12"),
      .init(line: "braid migrate Loader.swift:12 --show bridge", purpose: "print the rewrite that keeps cancellation"),
      .init(line: "braid migrate Loader.swift:12 --write bridge", purpose: "put it into the file"),
    ],
    arguments: [
      ArgumentDescription(name: "file:line", summary: "a source file and a line in it", kind: .path, count: .one)
    ],
    options: [showing, writing, into, package, .json]
  ) { invocation in
    let (file, line) = try place(invocation.arguments[0])
    let folder = try invocation.line.value(of: into).map { URL(filePath: $0) } ?? cache(for: file)
    let library = try library(invocation.line.value(of: package))
    if invocation.line.has(writing), access(file.path, W_OK) != 0 {
      throw CommandFailure.cannotWrite(file.relativePath, OutputFile.Refusal())
    }
    let migration: Migration
    do throws(MigrationFailure) {
      migration = try Migration(of: file, line: line, into: folder, library: library) { step in
        invocation.console.errors.writeLine(step)
      }
    } catch {
      throw CommandFailure(error, file: invocation.arguments[0])
    }
    if let name = invocation.line.value(of: showing) {
      guard let source = migration.rewrites.first(where: { $0.name == name })?.source else {
        throw CommandFailure(
          code: .expectationFailed, message: "the toolchain has no rewrite '\(name)' of this function")
      }
      invocation.output.write(source)
      return .success
    }
    let isJSON = invocation.line.has(.json)
    // A comparison takes long: its report is not lost with an error in writing. A JSON document is written alone.
    if !isJSON { invocation.output.write(text(of: migration)) }
    if let name = invocation.line.value(of: writing) {
      try write(name, of: migration, into: file)
      invocation.console.errors.writeLine("the rewrite '\(name)' is in \(file.relativePath.quoted)")
    }
    if isJSON { invocation.output.write(try MigrationDocument(migration).text()) }
    return migration.holes.isEmpty
      && migration.rewrites.allSatisfy { $0.problem == nil && $0.differences?.isEmpty != false }
      ? .success : .expectationFailed
  }

  /// Puts a rewrite into the file, if it was compared and the file is still as it was read: whatever else there is does not
  /// compile, or has not been tried.
  private static func write(_ name: String, of migration: Migration, into file: URL) throws {
    guard let rewrite = migration.rewrites.first(where: { $0.name == name }), let source = rewrite.source,
      rewrite.differences != nil
    else {
      throw CommandFailure(
        code: .expectationFailed, message: "the file is not changed: the rewrite '\(name)' was not compared")
    }
    guard FileManager.default.contents(atPath: file.path) == migration.content else {
      throw CommandFailure(
        code: .cannotWrite, message: "the file is not changed: another program has changed it since it was read",
        help: ["run the command again, which reads the file anew"])
    }
    do { try OutputFile.write(Array(source.utf8), to: file.path) } catch {
      throw CommandFailure.cannotWrite(file.relativePath, error)
    }
  }

  private static func text(of migration: Migration) -> String {
    var lines = migration.outcome.map { ["original: \($0)"] } ?? []
    for rewrite in migration.rewrites {
      guard rewrite.source != nil else {
        lines.append("\(rewrite.name): \(rewrite.problem ?? "the toolchain does not offer it")")
        continue
      }
      if let problem = rewrite.problem {
        lines.append("\(rewrite.name): it cannot be compared: \(problem)")
        // A version that does not compile is not left in the package.
        if problem.contains(": error: ") { lines.append("  '--show \(rewrite.name)' prints the file") }
      }
      guard let differences = rewrite.differences else { continue }
      lines.append(
        "\(rewrite.name): \(differences.isEmpty ? "no difference" : counted(differences.count, "difference"))")
      lines += differences.map { "  \($0)" }
      if let trap = rewrite.trap { lines.append("  with a call that answers twice: the process ends in \(trap)") }
    }
    if !migration.holes.isEmpty {
      let values = counted(migration.holes.count, "value")
      lines.append("not compared: write \(values) in '\(migration.folder.path)', and run 'swift run' there")
      lines += migration.holes.map { "  \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `Loader.swift:12` as a file and a line.
  private static func place(_ text: String) throws -> (URL, Int) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 2, let line = parts.dropFirst().first.flatMap({ Int($0) }), line > 0 else {
      throw CommandFailure.usage(
        "\(text.quoted) is no place in a file", help: ["write the file and the line: Loader.swift:12"], of: description)
    }
    let file = URL(filePath: String(parts[0]))
    guard FileManager.default.isReadableFile(atPath: file.path) else {
      throw CommandFailure(code: .notFound, message: "there is no file \(String(parts[0]).quoted)")
    }
    return (file, line)
  }

  private static func cache(for file: URL) throws -> URL {
    let folders = FileManager.default.urls(for: .cachesDirectory, in: .userDomainMask)
    let root = folders.first ?? FileManager.default.temporaryDirectory
    return root.appending(path: "braid/migrate/\(file.deletingPathExtension().lastPathComponent)")
  }

  /// The folder of the package that this program was built in, or the one that was named.
  private static func library(_ named: String?) throws -> URL {
    func isLibrary(_ folder: URL) -> Bool {
      let manifest = try? String(contentsOf: folder.appending(path: "Package.swift"), encoding: .utf8)
      return manifest?.contains("name: \"Braid\"") == true
    }
    if let named {
      let folder = URL(filePath: named).standardizedFileURL
      guard isLibrary(folder) else {
        throw CommandFailure(code: .notFound, message: "\(named.quoted) is not a checkout of Braid")
      }
      return folder
    }
    var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/" {
      if isLibrary(folder) { return folder }
      folder = folder.deletingLastPathComponent()
    }
    throw CommandFailure(
      code: .notFound, message: "the checkout of Braid was not found",
      help: ["name it: --braid FOLDER; the package in which versions are compared depends on it"])
  }
}

extension CommandFailure {
  /// A migration's failure, with the place in the file.
  fileprivate init(_ failure: MigrationFailure, file: String) {
    let code: ExitCode =
      switch failure.kind {
      case .missing: .notFound
      case .unwritable: .cannotWrite
      case .unfit: .expectationFailed
      case .toolchain, .ended: .unavailable
      }
    self.init(code: code, message: failure.message, help: failure.help)
    let name = String(file.prefix { $0 != ":" }).visible
    if let line = failure.line {
      place = "\(name):\(line):1"
    } else if failure.kind == .missing || failure.kind == .unfit {
      place = name
    }
  }
}
