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

  /// Writes the package anew.
  ///
  /// - Parameters:
  ///   - modules: The source of each version.
  ///   - harness: The program.
  ///   - library: The folder of the library that compares.
  func write(_ modules: [(name: String, source: String)], harness: String, library: URL) throws(MigrationFailure) {
    let targets = modules.map { "    .target(name: \"\($0.name)\")," }.joined(separator: "\n")
    let names = modules.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let products = ["Callbacks", "Comparison", "EventLoops", "Exploration"]
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
      for (name, source) in modules + [(name: "Check", source: harness)] {
        let target = sources.appending(path: name)
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        let file = name == "Check" ? "main.swift" : "Source.swift"
        try source.write(to: target.appending(path: file), atomically: true, encoding: .utf8)
      }
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

  /// Runs the program that was built.
  ///
  /// - Returns: What it prints, a line for each rewrite.
  func run(seconds: Double) throws(MigrationFailure) -> [String] {
    let program = try Tool.run(
      "swift", ["run", "--scratch-path", scratch.path, "--skip-build", "Check"], in: folder, seconds: seconds)
    guard program.status == 0 else {
      throw MigrationFailure(
        .unfit, "the comparison ended with status \(program.status)",
        help: ["the package is in '\(folder.path)': 'swift run' there shows everything"])
    }
    return program.output.split(separator: "\n").map(String.init)
  }
}
