// Where a document goes: to the standard output, or into a file.

import Foundation
import Workbench

/// Writing of documents.
enum OutputTarget {
  /// The path that means the standard output; a file of that name is `./-`.
  static let standardOutput = "-"
  /// How many bytes are gathered before they are written.
  private static let portion = 1 << 16

  /// Writes a document to a file, or to the standard output if there is no path or it is `-`.
  ///
  /// A pipe whose reader goes away is no failure, as for the standard output.
  ///
  /// - Throws: A `CommandFailure` if the file cannot be written, or what `produce` throws. An older file is then kept.
  static func write(
    to path: String?, _ invocation: Invocation, _ produce: (_ sink: @escaping (String) -> Void) throws -> Void
  ) throws {
    guard let path, path != standardOutput else {
      return try portions(of: produce) { invocation.output.write($0) }
    }
    do {
      try OutputFile.write(to: path) { try portions(of: produce, to: $0) }
    } catch let refusal as OutputFile.Refusal {
      if !refusal.isReaderGone { throw CommandFailure.cannotWrite(path, refusal) }
    }
  }

  /// Replaces a file, whatever its name.
  ///
  /// - Throws: A `CommandFailure` if the file cannot be written.
  static func replace(_ path: String, with text: String) throws(CommandFailure) {
    try replace(path, with: Array(text.utf8))
  }

  /// Replaces a file, whatever its name.
  static func replace(_ path: String, with bytes: [UInt8]) throws(CommandFailure) {
    do throws(OutputFile.Refusal) {
      try OutputFile.write(bytes, to: path)
    } catch {
      throw CommandFailure.cannotWrite(path, error)
    }
  }

  /// Makes a folder for files, and those that it is in, where they are missing.
  static func makeFolder(_ folder: String) throws(CommandFailure) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure(
        code: .cannotWrite, message: "the folder \(folder.quoted) cannot be made", help: ["name another one"])
    }
  }

  /// Gathers the small pieces of a document into larger ones.
  private static func portions(
    of produce: (_ sink: @escaping (String) -> Void) throws -> Void, to write: @escaping (String) -> Void
  ) throws {
    let gathered = Portions(write: write)
    try produce(gathered.take)
    gathered.flush()
  }

  private final class Portions {
    private var text = ""
    private let write: (String) -> Void

    init(write: @escaping (String) -> Void) { self.write = write }

    func take(_ piece: String) {
      text += piece
      if text.utf8.count >= OutputTarget.portion { flush() }
    }

    func flush() {
      if !text.isEmpty { write(text) }
      text = ""
    }
  }
}

extension CommandFailure {
  /// A file that cannot be written, with the system's reason.
  static func cannotWrite(_ path: String, _ refusal: OutputFile.Refusal) -> CommandFailure {
    let isAboutPlace = [ENOENT, ENOTDIR, EACCES, EPERM, EROFS].contains(refusal.code)
    return CommandFailure(
      code: .cannotWrite, message: "cannot write \(path.quoted): \(refusal)",
      help: isAboutPlace ? ["check that its folder exists, and the permissions of both"] : [])
  }
}

extension Invocation {
  /// The path that an option gives, which cannot be the standard output.
  func filePath(of option: OptionDescription) throws -> String? {
    let path = line.value(of: option)
    guard path == OutputTarget.standardOutput else { return path }
    throw CommandFailure.usage(
      "'\(option.long)' cannot write to the standard output", help: ["write './-' for a file or folder of that name"],
      of: line.command)
  }
}
