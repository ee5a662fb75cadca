// Runs a program as a process of its own and collects what it leaves.

import Foundation

/// What a process left when it ended.
struct ProcessEnding {
  var output: String
  var errors: String
  /// The exit code, or nil where a signal ended the process.
  var code: Int32?
  /// The signal that ended the process, if one did.
  var signal: Int32?
}

enum ChildProcess {
  /// Where the standard output of a process goes.
  enum Destination {
    /// Into the result.
    case captured
    /// To this path.
    case path(String)
    /// Into a pipe without a reader.
    case brokenPipe
  }

  /// The `braid` that was built together with these tests: it lies beside the test bundle.
  static var braid: URL {
    get throws {
      let bundle = CommandLine.arguments.first { $0.contains(".xctest") }
      guard let bundle, let end = bundle.range(of: ".xctest") else { throw CocoaError(.fileNoSuchFile) }
      let folder = URL(fileURLWithPath: String(bundle[..<end.lowerBound])).deletingLastPathComponent()
      return folder.appendingPathComponent("braid")
    }
  }

  /// Runs `braid` with arguments, its output going to `destination`.
  static func braid(
    _ arguments: String..., in folder: URL? = nil, to destination: Destination = .captured
  ) async throws -> ProcessEnding {
    try await run(braid, arguments, in: folder, to: destination)
  }

  /// Runs a program to its end.
  static func run(
    _ program: URL, _ arguments: [String], in workingFolder: URL? = nil, to destination: Destination = .captured
  ) async throws -> ProcessEnding {
    let folder = try TemporaryFolder()
    let output = try folder.file("output", "")
    let errors = try folder.file("errors", "")

    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    if let workingFolder { process.currentDirectoryURL = workingFolder }
    process.environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
    process.standardInput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: errors)
    switch destination {
    case .captured:
      process.standardOutput = try FileHandle(forWritingTo: output)
    case .path(let path):
      process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    case .brokenPipe:
      let pipe = Pipe()
      try pipe.fileHandleForReading.close()
      process.standardOutput = pipe
    }
    let (ends, end) = AsyncStream<Void>.makeStream()
    process.terminationHandler = { _ in end.finish() }
    try process.runWithoutBlockedSignals()
    for await _ in ends {}
    return ProcessEnding(
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self),
      code: process.terminationReason == .exit ? process.terminationStatus : nil,
      signal: process.terminationReason == .exit ? nil : process.terminationStatus)
  }
}

extension Process {
  /// Runs the process without the signals that the calling thread blocks, which it would inherit: those of the threads of
  /// tasks block all.
  func runWithoutBlockedSignals() throws {
    var (none, own) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &own)
    defer { pthread_sigmask(SIG_SETMASK, &own, nil) }
    try run()
  }
}
