// A program of the toolchain that is run to its end, within a time.

import Dispatch
import Foundation

/// One run of a tool.
struct Tool {
  /// What it came to.
  struct Result: Sendable {
    let status: Int32
    /// What it wrote on standard output.
    let output: String
    /// What it wrote on standard error.
    let errors: String
  }

  /// The path of a tool: that of the environment's search path, or beside `swift` there.
  static func path(of name: String) throws(MigrationFailure) -> String {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let files = FileManager.default
    for folder in folders where files.isExecutableFile(atPath: "\(folder)/\(name)") { return "\(folder)/\(name)" }
    for folder in folders where files.isExecutableFile(atPath: "\(folder)/swift") {
      let folder = URL(filePath: "\(folder)/swift").resolvingSymlinksInPath().deletingLastPathComponent()
      let path = folder.appending(path: name).path
      if files.isExecutableFile(atPath: path) { return path }
    }
    throw MigrationFailure(
      .toolchain, "'\(name)' was not found",
      help: ["it comes with the Swift toolchain: put its 'bin' folder on the PATH"])
  }

  /// Runs a tool, and ends it when its time is over.
  ///
  /// - Parameters:
  ///   - name: The name of the tool, or the path of a program.
  ///   - arguments: Its arguments.
  ///   - folder: Where it runs.
  ///   - seconds: How long it may take.
  static func run(
    _ name: String, _ arguments: [String], in folder: URL, seconds: Double
  ) throws(MigrationFailure) -> Result {
    let process = Process()
    process.executableURL = URL(filePath: name.contains("/") ? name : try path(of: name))
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let files = (folder.appending(path: ".output"), folder.appending(path: ".errors"))
    func handle(_ file: URL) -> FileHandle? {
      _ = FileManager.default.createFile(atPath: file.path, contents: nil)
      return try? FileHandle(forWritingTo: file)
    }
    process.standardOutput = handle(files.0)
    process.standardError = handle(files.1)
    process.standardInput = FileHandle.nullDevice
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    do { try process.run() } catch {
      throw MigrationFailure(.toolchain, "'\(name)' cannot be run: \(error.localizedDescription)")
    }
    if ended.wait(timeout: .now() + seconds) == .timedOut {
      process.terminate()
      throw MigrationFailure(.toolchain, "'\(name) \(arguments.first ?? "")' did not end within \(Int(seconds)) s")
    }
    func text(_ file: URL) -> String { (try? String(contentsOf: file, encoding: .utf8)) ?? "" }
    return Result(status: process.terminationStatus, output: text(files.0), errors: text(files.1))
  }
}
