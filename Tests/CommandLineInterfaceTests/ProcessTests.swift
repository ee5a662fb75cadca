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
        usage: braid completions <shell>
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

  @Test(arguments: [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
  func `ends as ever where a stream is closed`(redirection: String) async throws {
    let shell = URL(fileURLWithPath: "/bin/sh")
    let script = "exec \"$0\" \"$@\" \(redirection)"
    let braid = try ChildProcess.braid.path
    #expect(try await ChildProcess.run(shell, ["-c", script, braid, "--version"]).code == 0)
    #expect(try await ChildProcess.run(shell, ["-c", script, braid, "bogus"]).code == 64)
  }
}
