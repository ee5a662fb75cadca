// The built program as a whole: its streams and its exit codes.

import Foundation
import Testing

@testable import CommandLineInterface

@Suite struct `The program` {
  @Test func `writes what the command line writes in process`() async throws {
    for words in ["", "--help", "help completions", "completions bash", "--version"] {
      let captured = CapturedConsole()
      let arguments = words.split(separator: " ").map(String.init)
      let code = CommandLineInterface.run(arguments: arguments, console: captured.console)
      let ending = try await ChildProcess.run(ChildProcess.braid, arguments)
      #expect(ending.output == captured.output)
      #expect(ending.errors.isEmpty)
      #expect(ending.code == code.rawValue)
    }
  }

  @Test func `writes errors to the error stream only`() async throws {
    let ending = try await ChildProcess.braid("completions", "bsh")
    #expect(ending.output.isEmpty)
    #expect(
      ending.errors == """
        error: 'bsh' is not a value of '<shell>'
        help: did you mean 'bash'?
        usage: braid completions [options] [<shell>]
        see 'braid completions --help'

        """)
    #expect(ending.code == 64)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `says that the disk is full, and ends with 74`() async throws {
    let ending = try await ChildProcess.braid("--help", to: .path("/dev/full"))
    #expect(ending.errors == "error: cannot write the output: No space left on device\n")
    #expect(ending.code == 74)
  }

  @Test func `ends quietly where the reader has gone away`() async throws {
    let ending = try await ChildProcess.braid("completions", "bash", to: .brokenPipe)
    #expect(ending.errors.isEmpty)
    #expect(ending.code == 0)
  }

  @Test func `runs the folder Scenarios of the place where it is called`() async throws {
    let folder = try TemporaryFolder()
    try folder.file("Scenarios/a/success.scenario", ScenarioText.success)
    try folder.file("Scenarios/b/cancelled.scenario", ScenarioText.cancelled)

    let failed = try await ChildProcess.braid("run", in: folder.url)
    #expect(failed.output.contains("Scenarios/a/success.scenario:8: callback did not do what is expected"))
    #expect(failed.code == 1)
    #expect(try await ChildProcess.braid("run", "--record", in: folder.url).code == 0)
    let passed = try await ChildProcess.braid("run", in: folder.url)
    #expect(passed.output.contains("2 scenarios, 3 styles: 2 passed, 0 failed"))
    #expect(passed.errors.isEmpty)
    #expect(passed.code == 0)
  }

  @Test func `finds scenarios by name`() async throws {
    let folder = try TemporaryFolder()
    try folder.file("Scenarios/a/success.scenario", ScenarioText.success)
    try folder.file("Scenarios/a/twin.scenario", ScenarioText.success)
    try folder.file("Scenarios/b/twin.scenario", ScenarioText.success)

    #expect(try await ChildProcess.braid("show", "success", in: folder.url).output.hasPrefix("All is well\n"))
    #expect(try await ChildProcess.braid("show", "success.scenario", in: folder.url).code == 0)
    let misspelt = try await ChildProcess.braid("show", "sucess", in: folder.url)
    #expect(misspelt.errors == "error: there is no scenario 'sucess'\nhelp: did you mean 'success'?\n")
    #expect(misspelt.code == 66)
    let ambiguous = try await ChildProcess.braid("run", "twin", in: folder.url)
    #expect(
      ambiguous.errors == """
        error: 'twin' is the name of 2 scenarios
        help: write 'Scenarios/a/twin.scenario' or 'Scenarios/b/twin.scenario'

        """)
    #expect(ambiguous.code == 64)
  }

  @Test func `runs its own scenarios if there is no folder Scenarios`() async throws {
    let folder = try TemporaryFolder()
    let ending = try await ChildProcess.braid("run", "Scenarios/recovery", in: folder.url)
    #expect(ending.output.contains("5 scenarios, 3 styles: 5 passed, 0 failed"))
    #expect(ending.errors.isEmpty)
    #expect(ending.code == 0)
  }
}
