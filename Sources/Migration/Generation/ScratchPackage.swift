// The package in which versions are compared.

import Foundation

/// A package of its own with a module for each version and a program that compares them.
struct ScratchPackage: Sendable {
  let folder: URL

  /// A place that is still to be written.
  package struct Hole: Sendable, Hashable {
    /// `Sources/Check/main.swift:12:34`.
    let place: String
    /// What to write.
    let text: String
  }

  /// A version of the source.
  struct Module: Sendable {
    let name: String
    /// The file with the function.
    let source: String
    /// The other files that it needs.
    var others: [ModuleSources.File] = []

    /// The file with the function.
    static let file = "Source.swift"
  }

  /// Writes the package anew.
  ///
  /// - Parameters:
  ///   - modules: The versions.
  ///   - harness: The program.
  ///   - library: The folder of the library that compares.
  func write(_ modules: [Module], harness: String, library: URL) throws(MigrationFailure) {
    let targets = modules.map { "    .target(name: \"\($0.name)\")," }.joined(separator: "\n")
    let names = modules.map { "\"\($0.name)\"" }.joined(separator: ", ")
    // The last one takes in what the versions hand to Dispatch.
    let products = ["Callbacks", "Comparison", "EventLoops", "Exploration", "ScheduleTesting"]
      .map { "        .product(name: \"\($0)\", package: \"\(library.lastPathComponent)\")," }.joined(separator: "\n")
    let manifest = """
      // swift-tools-version: 6.2

      import PackageDescription

      let package = Package(
        name: "Migration",
        platforms: [.macOS(.v15)],
        dependencies: [.package(path: "\(library.path)")],
        targets: [
      \(targets)
          .executableTarget(
            name: "Check",
            dependencies: [
              \(names),
      \(products)
            ]),
        ],
        swiftLanguageModes: [.v5]
      )

      """
    do {
      let sources = folder.appending(path: "Sources")
      if FileManager.default.fileExists(atPath: sources.path) { try FileManager.default.removeItem(at: sources) }
      func write(_ text: String, _ file: String, in module: String) throws {
        let target = sources.appending(path: module)
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        try text.write(to: target.appending(path: file), atomically: true, encoding: .utf8)
      }
      for module in modules {
        try write(module.source, Module.file, in: module.name)
        for (index, other) in module.others.enumerated() {
          try write(other.text, other.name == Module.file ? "Other\(index).swift" : other.name, in: module.name)
        }
      }
      try write(harness, "main.swift", in: "Check")
      try manifest.write(to: folder.appending(path: "Package.swift"), atomically: true, encoding: .utf8)
    } catch {
      throw MigrationFailure(.missing, "'\(folder.path)' cannot be written: \(error.localizedDescription)")
    }
  }

  /// The holes of the program.
  func holes(in harness: String) -> [Hole] {
    harness.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { number, line in
      line.ranges(of: "<#").map { range in
        let column = line.distance(from: line.startIndex, to: range.lowerBound) + 1
        let text = line[range.upperBound...].prefix { $0 != "#" }
        return Hole(place: "Sources/Check/main.swift:\(number + 1):\(column)", text: String(text))
      }
    }
  }

  /// What was built is beside the package, so that further packages find the library's modules built.
  private var scratch: URL { folder.deletingLastPathComponent().appending(path: "build") }

  /// Builds the program.
  ///
  /// - Returns: The first error of each module that does not compile.
  func build(seconds: Double) throws(MigrationFailure) -> [String: String] {
    let build = try Tool.run(
      "swift", ["build", "--scratch-path", scratch.path, "--product", "Check"], in: folder, seconds: seconds)
    if build.status == 0 { return [:] }
    var errors: [String: String] = [:]
    let prefix = folder.path + "/Sources/"
    for line in (build.output + build.errors).split(separator: "\n") where line.contains("error: ") {
      guard line.hasPrefix(prefix) else { continue }
      let place = line.dropFirst(prefix.count)
      let module = String(place.prefix { $0 != "/" })
      if errors[module] == nil { errors[module] = String(place) }
    }
    guard !errors.isEmpty, errors["Original"] == nil, errors["Check"] == nil else {
      throw MigrationFailure(
        .unfit, "the versions cannot be built: \(errors["Original"] ?? errors["Check"] ?? "see the build's output")",
        help: ["the package is in '\(folder.path)': 'swift build' there shows everything"])
    }
    return errors
  }

  /// What a run of the program came to.
  struct Run: Sendable {
    /// What it printed, a line each.
    let lines: [String]
    /// Where the process ended; nil if it ended as it should.
    let trap: String?
  }

  /// Runs the program that was built for one rewrite: a version that traps ends this run alone.
  ///
  /// - Parameter isOnce: Whether calls that a fault answers twice are answered once.
  func run(_ rewrite: String, isOnce: Bool, seconds: Double) throws(MigrationFailure) -> Run {
    let path = scratch.appending(path: "debug/Check").path
    let program = try Tool.run(path, [rewrite] + (isOnce ? ["--once"] : []), in: folder, seconds: seconds)
    let lines = program.output.split(separator: "\n").map(String.init)
    if program.status == 0 { return Run(lines: lines, trap: nil) }
    // The frames of the thread that has crashed, up to the first one of a version.
    let errors = program.errors.split(separator: "\n").map(String.init)
    let frames = errors.drop { !$0.hasSuffix("crashed:") }.dropFirst()
    let sources = " at \(folder.path)/Sources/"
    let place = frames.first { $0.contains(sources) }?.components(around: sources).last
    let line = place?.split(separator: ":").prefix(2).joined(separator: ":")
    return Run(lines: lines, trap: line ?? "the program, with status \(program.status)")
  }
}
