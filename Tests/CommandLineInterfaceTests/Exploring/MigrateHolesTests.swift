// What 'braid migrate' leaves to be written: the values that it cannot make.

import Foundation
import Testing

@Suite("The holes of braid migrate") struct MigrateHolesTests {
  private static let source = """
    func load(_ gauge: Gauge, at point: Gauge, completion: @escaping (Int) -> Void) {
      completion(1)
    }

    """

  /// While versions are built, the program has no holes; the toolchain's version does not compile.
  private static let build = """
    if grep '<#' Sources/Check/main.swift; then exit 9; fi
    if [ -d Sources/Converted ]; then
      echo "$PWD/Sources/Converted/Source.swift:1:2: error: unexpected word"
      exit 1
    fi
    """

  @Test func `are one for each type, in a package of the versions that compile`() async throws {
    let range = #"{"start":{"line":0,"character":0},"end":{"line":2,"character":1}}"#
    let converted = "func load(_ gauge: Gauge, at point: Gauge) async -> Int { 1 }"
    let folder = try MigrationTools.folder(Self.source, converting: #"{"range":\#(range),"newText":"\#(converted)"}"#)
    let ending = try await MigrationTools.migrate(
      "Loader.swift:1 --write bridge", in: folder, meanwhile: Self.build)
    #expect(ending.code == 1, "\(ending)")
    let lines = ending.output.split(separator: "\n").map(String.init)
    #expect(
      lines.prefix(2) == [
        "convert: it cannot be compared: Converted/Source.swift:1:2: error: unexpected word",
        "  '--show convert' prints the file",
      ], "\(ending)")
    let package = folder.path + "/scratch/package"
    let hole = try #require(lines.last)
    #expect(lines.dropLast().last == "not compared: write 1 value in '\(package)', and run 'swift run' there")
    #expect(ending.errors.contains("the file is not changed: the rewrite 'bridge' was not compared"), "\(ending)")
    #expect(try folder.text(of: "Loader.swift") == Self.source)

    // The place that is named is the one hole.
    let parts = hole.trimmingCharacters(in: .whitespaces).split(separator: ":")
    #expect(parts.count == 4 && parts[3] == " Gauge", "\(ending)")
    let program = try folder.text(of: "scratch/package/\(parts[0])").split(
      separator: "\n", omittingEmptySubsequences: false)
    let line = program[try #require(Int(parts[1])) - 1]
    #expect(line == "func written1() -> Gauge { <#Gauge#> }")
    #expect(line.dropFirst(try #require(Int(parts[2])) - 1).hasPrefix("<#Gauge#>"))
    #expect(program.filter { $0.contains("<#") }.count == 1)
    let versions = try FileManager.default.contentsOfDirectory(atPath: package + "/Sources")
    #expect(versions.sorted() == ["Bridged", "Check", "Original"])
  }
}
