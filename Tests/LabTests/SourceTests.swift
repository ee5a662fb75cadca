// The source beside the runs: each event has the line that did it, and the page gets the lines as they are.

import Comparison
import EventLoops
import Foundation
import Testing
import Workbench

@testable import Lab

struct `The source of the programs` {
  private let lab = Lab.forTests()

  /// The lines of a file as the lab gives them: by number, with the pieces put together.
  private func lines(of file: String) throws -> [Int: String] {
    let document = try lab.document(["ask": "source", "files": [file]])
    let files = try #require(document["files"] as? [[String: Any]])
    #expect(files.map { $0["file"] as? String } == [file])
    let lines = try #require(files.first?["lines"] as? [[Any]])
    let entries = try lines.map { line in
      let texts = stride(from: 2, to: line.count, by: 2).map { line[$0] as? String ?? "" }
      return (try #require(line.first as? Int), texts.joined())
    }
    return Dictionary(uniqueKeysWithValues: entries)
  }

  @Test(arguments: ProjectScenarios.all.map(\.name))
  func `is known for each line that an event of a scenario names, as it is in the file`(name: String) throws {
    let text = ProjectScenarios.text(of: name)
    let document = try lab.document(["ask": "run", "text": text])
    guard let picture = document["picture"] as? [String: Any] else { return }
    let drawn = sites(of: picture)
    let result = ScenarioRunner.run(try Scenario(ScenarioSource(text: text, path: name)))
    for run in result.comparison.runs {
      guard let lines = drawn[run.label] else { continue }
      #expect(lines.prefix(run.events.count) == run.events.map { $0.site?.description }[...], "\(name) \(run.label)")
    }
    let listed = (picture["sites"] as? [[Int]] ?? [])
    #expect(Set(listed).count == listed.count, "\(name): a site is listed twice")
    for site in Set(drawn.values.joined().compactMap(\.self)) {
      let parts = site.split(separator: ":")
      let (file, number) = (String(parts[0]), try #require(Int(parts[1])))
      let source = try #require(
        ProjectScenarios.programs.first { $0.path.hasSuffix(file.dropFirst("Pipelines".count)) })
      #expect(try lines(of: file)[number] == TextLines.of(source.text)[number - 1], "\(name): \(site)")
    }
  }

  @Test func `begins with its first declaration, and has no marks of regions`() throws {
    let lines = try lines(of: "Pipelines/ThreeStages+Async.swift")
    #expect(lines[1] == nil && lines.keys.min() == 5)
    #expect(lines[5] == "extension ThreeStages {" && !lines.values.contains { $0.contains("region") })
    #expect(lines.values.contains { $0.contains("try await api.call(2, request2)") })
  }

  @Test func `has pieces of one kind each`() throws {
    let document = try lab.document(["ask": "source", "files": ["Pipelines/ThreeStages+Async.swift"]])
    let files = try #require(document["files"] as? [[String: Any]])
    let line = try #require((files[0]["lines"] as? [[Any]])?.first)
    #expect(
      line.dropFirst().compactMap { $0 as? String } == [
        "keyword", "extension", "plain", " ", "type", "ThreeStages", "plain", " {",
      ])
  }

  @Test(arguments: ["Pipelines/Nothing.swift", "../Package.swift", "/etc/passwd", "Pipelines/../../Package.swift", ""])
  func `is that of the programs alone`(file: String) throws {
    let document = try lab.document(["ask": "source", "files": [file]])
    #expect((document["files"] as? [Any])?.isEmpty == true)
  }

  @Test func `is of a limited number of files`() throws {
    let all = ProjectScenarios.programs.map { source in
      "Pipelines/\(source.path.split(separator: "/").last ?? "")"
    }
    #expect(all.count > lab.limits.files)
    let document = try lab.document(["ask": "source", "files": all])
    #expect((document["files"] as? [Any])?.count == lab.limits.files)
    #expect(try lab.document(["ask": "source"])["message"] as? String == "'files' is missing")
  }
}
