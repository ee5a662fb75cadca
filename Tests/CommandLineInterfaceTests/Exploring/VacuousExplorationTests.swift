// What the commands say, and how they end, where no run came to what some run has to come to.

import Callbacks
import Comparison
import EventLoops
import Foundation
import Pipelines
import Testing
import Workbench

@testable import CommandLineInterface
@testable import Exploration

@Suite struct `Vacuous explorations` {
  /// A program that never comes to the situation which its rule asks for.
  private static let vacuous: Differential = {
    let program = ComparedProgram("idle").callback { context, completion in
      context.loop.post("work") { completion(.success("worked")) }
      return Uncancellable()
    }
    return Differential(of: program, oracles: Oracle.usual + [.sometimes("a waiter was <cancelled>")])
  }()

  private static let sentence = "no schedule comes to 'a waiter was <cancelled>': nothing was tested there"

  private func braid(_ words: String) -> Ending { run(words, commands: CommandTable.all) }

  @Test func `the text, the page and the document name the situation`() throws {
    #expect(!Self.vacuous.isClean)
    let lines = ExploreCommand.remarks(on: Self.vacuous.explorations[0], within: 120)
    #expect(lines.contains("callback: \(Self.sentence)"))
    let page = try FailureReport(Self.vacuous, summary: "").text()
    #expect(page.contains("<li>callback: no schedule comes to 'a waiter was &lt;cancelled&gt;': nothing was tested"))
    let document = try ExplorationDocument(Self.vacuous, [[]]).text()
    #expect(document.contains("\"a waiter was <cancelled>\""))
    #expect(document.contains("\"clean\" : false"))
  }

  @Test func `a sweep that never comes to the situation of its bug says so and ends with 1`() throws {
    let ending = braid("sweep fault cyclic-wait-fixed -s async")
    #expect(ending.code == .expectationFailed)
    let sentence = "no run of the sweep came to 'a transfer waits for the other one': nothing was tested there"
    #expect(ending.output.replacing("\n", with: " ").contains("async: \(sentence)"))
    let document = braid("sweep fault cyclic-wait-fixed -s async --json").output
    #expect(document.contains("\"a transfer waits for the other one\"") && document.contains("\"clean\" : false"))
    let folder = try TemporaryFolder()
    _ = braid("sweep fault cyclic-wait-fixed -s async --junit \(folder.path)/result.xml")
    let text = try String(contentsOfFile: "\(folder.path)/result.xml", encoding: .utf8)
    #expect(text.contains("failures=\"2\"") && text.contains("nothing was tested there"))
  }

  @Test(arguments: BugCatalog.bugs.map(\.fixed.name))
  func `each repaired bug has a situation, and comes to it`(_ name: String) throws {
    #expect(try ExplorationTarget(name).oracles.contains(where: \.isSometimes))
    let ending = braid("explore \(name)")
    #expect(ending.code == .success, "\(ending.output)")
  }
}
