// Every scenario file is a test: the program does in each style what the file expects.

import Comparison
import Foundation
import Testing
import Workbench

@Suite("The scenarios")
struct ScenarioTests {
  /// The scenario files, relative to the package's folder, in order.
  static let files: [String] = {
    let folder = PackageRoot.url.appendingPathComponent("Scenarios")
    let found = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return found.filter { $0.hasSuffix(".scenario") }.sorted()
  }()

  private static func scenario(_ file: String) throws -> Scenario {
    try Scenario(contentsOf: PackageRoot.url.appendingPathComponent("Scenarios/" + file).path)
  }

  @Test(arguments: files)
  func `does what it expects, in every style`(file: String) throws {
    let result = ScenarioRunner.run(try Self.scenario(file))
    #expect(result.comparison.runs.count >= 3)
    #expect(Set(result.comparison.runs.map(\.style)) == Set(Style.allCases))
    for mismatch in result.mismatches {
      Issue.record("\(mismatch)\nreplay: swift run braid show \(result.scenario.name)")
    }
  }

  @Test(arguments: files)
  func `has a point, a chapter, and expectations that were written from a run`(file: String) throws {
    let scenario = try Self.scenario(file)
    #expect(scenario.teaches?.isEmpty == false)
    let guide = try #require(scenario.guide)
    #expect(FileManager.default.fileExists(atPath: PackageRoot.url.appendingPathComponent(guide).path))
    let recorded = try scenario.text(expecting: ScenarioRunner.run(scenario).comparison.runs)
    #expect(recorded == scenario.source.text)
  }

  @Test(arguments: files)
  func `gives the same bytes every time`(file: String) throws {
    let scenario = try Self.scenario(file)
    let first = try RunDocument([ScenarioRunner.run(scenario)]).text()
    for _ in 1..<5 {
      let again = try RunDocument([ScenarioRunner.run(scenario)]).text()
      #expect(again == first)
    }
  }

  @Test func `there are at least twenty-four, under names of their own`() {
    let names = Self.files.map { URL(fileURLWithPath: $0).lastPathComponent }
    #expect(names.count >= 24)
    #expect(Set(names).count == names.count)
  }

  @Test func `wherever the styles differ, a rule says why`() throws {
    for file in Self.files {
      for difference in ScenarioRunner.run(try Self.scenario(file)).comparison.differences {
        #expect(difference.rule != nil, "\(file): \(difference.sentence)")
      }
    }
  }
}

/// Where the package lies: three levels above this file.
enum PackageRoot {
  static let url = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
