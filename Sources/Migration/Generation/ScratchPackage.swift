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
            name: "\(Self.check)",
            dependencies: [
              \(names),
      \(products)
            ]),
        ],
        swiftLanguageModes: [.v5]
      )

      """
    var texts = ["Package.swift": manifest, "Sources/\(Self.check)/main.swift": harness]
    for module in modules {
      let place = "Sources/\(module.name)"
      texts["\(place)/\(Module.file)"] = module.source
      for (index, other) in module.others.enumerated() {
        texts["\(place)/\(other.name == Module.file ? "Other\(index).swift" : other.name)"] = other.text
      }
    }
    do { try replace(by: texts) } catch {
      throw MigrationFailure(.unwritable, "'\(folder.path)' cannot be written: \(error.localizedDescription)")
    }
  }

  /// Makes the files be these. A file that is the same is not written again, so that its module is not built again.
  private func replace(by texts: [String: String]) throws {
    let files = FileManager.default
    let folders = Set(texts.keys.flatMap(Self.folders))
    let old = try? files.subpathsOfDirectory(atPath: folder.appending(path: "Sources").path).map { "Sources/\($0)" }
    for path in old ?? [] where texts[path] == nil && !folders.contains(path) {
      let file = folder.appending(path: path)
      if files.fileExists(atPath: file.path) { try files.removeItem(at: file) }
    }
    for (path, text) in texts.sorted(by: { $0.key < $1.key }) {
      let file = folder.appending(path: path)
      if files.contents(atPath: file.path) == Data(text.utf8) { continue }
      try files.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
  }

  /// The folders that a path names: `Sources` and `Sources/Check` of `Sources/Check/main.swift`.
  private static func folders(of path: String) -> [String] {
    let parts = path.split(separator: "/").dropLast()
    return parts.indices.map { parts[...$0].joined(separator: "/") }
  }

  /// The module of the program.
  static let check = "Check"

  /// The holes of the program.
  func holes(in harness: String) -> [Hole] {
    harness.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { number, line in
      line.ranges(of: "<#").map { range in
        let column = line.distance(from: line.startIndex, to: range.lowerBound) + 1
        let text = line[range.upperBound...].prefix { $0 != "#" }
        return Hole(place: "Sources/\(Self.check)/main.swift:\(number + 1):\(column)", text: String(text))
      }
    }
  }

  /// What was built is beside the package, so that further packages find the library's modules built.
  private var scratch: URL { folder.deletingLastPathComponent().appending(path: "build") }

  /// Builds the program.
  ///
  /// - Returns: The first error of each module that does not compile; the program's own is one too, if it has holes.
  func build(hasHoles: Bool, seconds: Double) throws(MigrationFailure) -> [String: String] {
    let build = try Tool.run(
      "swift", ["build", "--scratch-path", scratch.path, "--product", Self.check], in: folder, seconds: seconds)
    if build.status == 0 { return [:] }
    var errors: [String: String] = [:]
    let prefix = folder.path + "/Sources/"
    var first: Substring?
    for line in (build.output + build.errors).split(separator: "\n") where line.contains("error: ") {
      first = first ?? line
      guard line.hasPrefix(prefix) else { continue }
      let place = line.dropFirst(prefix.count)
      let module = String(place.prefix { $0 != "/" })
      if errors[module] == nil { errors[module] = String(place) }
    }
    // A program with holes need not compile; the original has to.
    let own = errors[HarnessWriter.original] ?? (hasHoles ? nil : errors[Self.check])
    guard !errors.isEmpty, own == nil else {
      throw MigrationFailure(
        .unfit, "the versions cannot be built: \(own ?? first.map(String.init) ?? "see the build's output")",
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
    let path = scratch.appending(path: "debug/\(Self.check)").path
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
