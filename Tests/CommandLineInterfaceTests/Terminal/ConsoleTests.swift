// Streams, widths and failed writes.

import Testing

@testable import CommandLineInterface

@Suite struct `The console` {
  @Test(
    arguments: [
      (nil, nil, 80), ("100", nil, 100), ("100", 132, 100), (nil, 132, 132), ("0", 132, 132), ("-3", nil, 80),
      ("wide", nil, 80), ("", 90, 90), ("1", nil, 20), ("99999999", nil, 1_000),
    ] as [(String?, Int?, Int)])
  func `takes its width from COLUMNS, then the terminal, then 80`(told: String?, terminal: Int?, width: Int) {
    let stream = TextStream(isTerminal: terminal != nil, terminalColumns: terminal) { _ in }
    let console = Console(output: stream, errors: stream, environment: told.map { ["COLUMNS": $0] } ?? [:])
    #expect(console.columns == width)
  }

  @Test func `has every variable of the process that the help names`() throws {
    let help = run("--help").output
    let section = try #require(help.firstRange(of: "\nenvironment").map { help[$0.upperBound...] })
    let names = section.matches(of: #/\b[A-Z]+(_[A-Z]+)*\b/#).map { String($0.output.0) }.filter { $0.count > 3 }
    #expect(names.contains("COLUMNS") && names.contains("LC_MESSAGES") && names.contains("CLICOLOR_FORCE"), "\(names)")
    #expect(Set(names).isSubset(of: Console.variables), "\(names)")
  }

  @Test func `keeps the first failure of a stream and drops what follows`() {
    var taken: [String] = []
    var isFull = false
    let stream = TextStream(isTerminal: false) { text throws(WriteFailure) in
      if isFull { throw WriteFailure.refused("full") }
      taken.append(text)
    }
    stream.writeLine("one")
    stream.write("")
    stream.write("two")
    #expect(stream.failure == nil)
    isFull = true
    stream.write("three")
    isFull = false
    stream.write("four")
    #expect(stream.failure == .refused("full"))
    #expect(taken == ["one\n", "two"])
  }

  private func ending(of words: [String], output failure: WriteFailure) -> (code: ExitCode, errors: String) {
    let captured = CapturedConsole()
    var console = captured.console
    console.output = TextStream(isTerminal: false) { _ throws(WriteFailure) in throw failure }
    let code = CommandLineInterface.run(arguments: words, console: console, commands: Specimen.commands)
    return (code, captured.errors)
  }

  @Test func `ends with 74 where the output cannot be written`() {
    let (code, errors) = ending(of: ["weave"], output: .refused("disk on fire"))
    #expect(code == .cannotWrite)
    #expect(errors == "error: cannot write the output: disk on fire\n")
  }

  @Test func `keeps the command's verdict where the reader went away`() {
    #expect(ending(of: ["weave"], output: .readerGone) == (.success, ""))
    #expect(ending(of: ["weave", "snag"], output: .readerGone) == (.expectationFailed, ""))
  }
}
