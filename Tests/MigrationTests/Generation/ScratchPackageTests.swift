// The package in which versions are compared.

import Foundation
import TemporaryFiles
import Testing

@testable import Migration

@Suite("The package of the versions") struct ScratchPackageTests {
  /// The files below a folder, each with the number that the file system has for it.
  private static func files(of folder: URL) throws -> [String: Int] {
    var files: [String: Int] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.hasSuffix(".swift") {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.appending(path: path).path)
      files[path] = attributes[.systemFileNumber] as? Int
    }
    return files
  }

  @Test func `writes the files that change, and removes those of versions that are gone`() throws {
    let tree = try TemporaryTree([:])
    let package = ScratchPackage(folder: URL(filePath: tree.root).appending(path: "package"))
    let library = URL(filePath: "/library")
    let other = ModuleSources.File(name: "Source.swift", text: "struct Page {}")
    var modules = ["Original", "Converted", "Bridged"].map {
      ScratchPackage.Module(name: $0, source: "// \($0)", others: [other])
    }
    try package.write(modules, harness: "print(1)", library: library)
    let before = try Self.files(of: package.folder)
    #expect(
      before.keys.sorted() == [
        "Package.swift", "Sources/Bridged/Other0.swift", "Sources/Bridged/Source.swift", "Sources/Check/main.swift",
        "Sources/Converted/Other0.swift", "Sources/Converted/Source.swift", "Sources/Original/Other0.swift",
        "Sources/Original/Source.swift",
      ])
    try package.write(modules, harness: "print(1)", library: library)
    #expect(try Self.files(of: package.folder) == before)

    modules.remove(at: 1)
    modules[1].others = []
    try package.write(modules, harness: "print(2)", library: library)
    let after = try Self.files(of: package.folder)
    #expect(
      after.keys.sorted() == [
        "Package.swift", "Sources/Bridged/Source.swift", "Sources/Check/main.swift", "Sources/Original/Other0.swift",
        "Sources/Original/Source.swift",
      ])
    let kept = after.filter { before[$0.key] == $0.value }.keys.sorted()
    #expect(kept == ["Sources/Bridged/Source.swift", "Sources/Original/Other0.swift", "Sources/Original/Source.swift"])
    let folders = try FileManager.default.contentsOfDirectory(atPath: package.folder.appending(path: "Sources").path)
    #expect(folders.sorted() == ["Bridged", "Check", "Original"])
  }
}
