// The scenarios that are part of the program, from a folder without any.

import Foundation
import Testing
import Workbench

@testable import CommandLineInterface

@Suite struct `The scenarios of the program` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func `are the files of the folder Scenarios`() throws {
    let home = PackageFolder.url.path + "/Scenarios"
    let files = try ScenarioSearch.files(meantBy: [home])
    #expect(files.map { "Scenarios" + $0.path.dropFirst(home.count) } == ScenarioFile.builtIn.map(\.path))
    for (file, builtIn) in zip(files, ScenarioFile.builtIn) {
      #expect(try String(contentsOfFile: file.path, encoding: .utf8) == builtIn.text)
    }
  }

  @Test(arguments: [
    ["show", "cancelled-at-the-reply"], ["run", "ties"], ["run", "Scenarios/spinner"], ["explore", "ties"],
    ["sweep", "cancel", "fails-at-call-2", "--last", "2"], ["quiz", "ties"], ["quiz", "cancellation"], ["list"],
    ["list", "Scenarios/downloads"], ["show", "Scenarios/three-stages/ties.scenario", "-f", "svg"],
  ])
  func `are available in an empty folder`(words: [String]) async throws {
    let ending = try await ChildProcess.run(ChildProcess.braid, words, in: folder.url)
    #expect(ending.errors.isEmpty)
    #expect(ending.code == 0)
    #expect(!ending.output.isEmpty)
  }

  @Test func `are listed with a word about where they are`() async throws {
    let text = try await ChildProcess.braid("list", in: folder.url).output
    #expect(text.contains("Scenarios/three-stages (part of braid):\n"))
    let json = try await ChildProcess.braid("list", "--json", in: folder.url).output
    let document = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let scenarios = try #require(document["scenarios"] as? [[String: Any]])
    #expect(document["schema"] as? String == "braid.list")
    #expect(scenarios.count == ScenarioFile.builtIn.count)
    #expect(scenarios.allSatisfy { $0["builtIn"] as? Bool == true })
    #expect(scenarios.first?["path"] as? String == ScenarioFile.builtIn.first?.path)
  }

  @Test func `come after the files in the folder Scenarios`() async throws {
    try folder.file("Scenarios/ties.scenario", ScenarioText.success)
    #expect(try await ChildProcess.braid("show", "ties", in: folder.url).output.hasPrefix("All is well\n"))
    #expect(try await ChildProcess.braid("list", in: folder.url).output == "Scenarios:\n  ties  All is well\n")
    #expect(try await ChildProcess.braid("show", "success", in: folder.url).code == 0)
    #expect(try await ChildProcess.braid("quiz", "fails-at-call-2", in: folder.url).code == 0)
  }

  @Test func `cannot be recorded`() async throws {
    let ending = try await ChildProcess.braid("run", "ties", "--record", in: folder.url)
    #expect(
      ending.errors == """
        error: the scenario 'ties' is part of braid, and there is no file to write to
        help: run it where the folder 'Scenarios' is, or name a file

        """)
    #expect(ending.code == 64)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func `are stepped through without a folder`() {
    let captured = CapturedConsole()
    #expect(CommandLineInterface.run(arguments: ["step", "ties"], console: captured.console) == .usage)
    #expect(captured.errors.hasPrefix("error: there is no terminal to step in\n"))
  }
}
