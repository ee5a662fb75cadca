// What is said about a wrong command line, as a table.

import Testing

@testable import CommandLineInterface

private struct Mistake: CustomTestStringConvertible, Sendable {
  var words: String
  var lines: [String]

  var testDescription: String { "braid " + words }
}

private let usage = "usage: braid <command> [options] [<argument>...]"
private let see = "see 'braid --help'"
private let weaveUsage = "usage: braid weave [options] [<thread>...]"
private let weaveSee = "see 'braid weave --help'"
private let knotUsage = "usage: braid knot [options] <kind> [<note>]"
private let knotSee = "see 'braid knot --help'"

private let mistakes = [
  Mistake(words: "wave", lines: ["error: unknown command 'wave'", "help: did you mean 'weave'?", usage, see]),
  Mistake(
    words: "xyzzy",
    lines: ["error: unknown command 'xyzzy'", "help: 'braid --help' lists the commands", usage, see]),
  Mistake(
    words: "weave --jsno",
    lines: ["error: unknown option '--jsno'", "help: did you mean '--json'?", weaveUsage, weaveSee]),
  Mistake(
    words: "weave --jsno=1",
    lines: ["error: unknown option '--jsno'", "help: did you mean '--json'?", weaveUsage, weaveSee]),
  Mistake(
    words: "weave -quiet",
    lines: ["error: unknown option '-quiet'", "help: did you mean '--quiet'?", weaveUsage, weaveSee]),
  Mistake(
    words: "weave -tint",
    lines: ["error: 'int' is not a value of '-t'", "help: write red, green or blue", weaveUsage, weaveSee]),
  Mistake(words: "weave -x", lines: ["error: unknown option '-x'", weaveUsage, weaveSee]),
  Mistake(
    words: "--count 3 weave",
    lines: [
      "error: unknown option '--count'",
      "help: '--count' is an option of 'braid weave'; write it after the command", usage, see,
    ]),
  Mistake(
    words: "weave --loose",
    lines: [
      "error: unknown option '--loose'", "help: '--loose' is an option of 'braid knot'", weaveUsage, weaveSee,
    ]),
  Mistake(
    words: "weave --count",
    lines: ["error: option '--count' needs a value", "help: write '--count <N>'", weaveUsage, weaveSee]),
  Mistake(
    words: "weave -n --quiet",
    lines: ["error: option '-n' needs a value", "help: write '-n <N>'", weaveUsage, weaveSee]),
  Mistake(
    words: "weave -n --",
    lines: ["error: option '-n' needs a value", "help: write '-n <N>'", weaveUsage, weaveSee]),
  Mistake(
    words: "weave --count -1",
    lines: [
      "error: '-1' is not a value of '--count'", "help: write a whole number from 1 to 99", weaveUsage, weaveSee,
    ]),
  Mistake(
    words: "weave -n 100",
    lines: ["error: '100' is not a value of '-n'", "help: write a whole number from 1 to 99", weaveUsage, weaveSee]),
  Mistake(
    words: "weave --tint gren",
    lines: ["error: 'gren' is not a value of '--tint'", "help: did you mean 'green'?", weaveUsage, weaveSee]),
  Mistake(
    words: "weave --tint=",
    lines: ["error: '' is not a value of '--tint'", "help: write red, green or blue", weaveUsage, weaveSee]),
  Mistake(
    words: "weave --json=yes",
    lines: ["error: option '--json' takes no value", "help: write '--json' alone", weaveUsage, weaveSee]),
  Mistake(
    words: "weave -n 1 --count 2",
    lines: ["error: option '--count' is given twice", "help: give it once", weaveUsage, weaveSee]),
  Mistake(
    words: "weave --output x -q --tint red --js --quiet",
    lines: ["error: unknown option '--js'", weaveUsage, weaveSee]),
  Mistake(
    words: "knot",
    lines: ["error: argument '<kind>' is missing", "help: write reef or bowline", knotUsage, knotSee]),
  Mistake(
    words: "knot granny",
    lines: ["error: 'granny' is not a value of '<kind>'", "help: write reef or bowline", knotUsage, knotSee]),
  Mistake(words: "knot reef a b", lines: ["error: unexpected argument 'b'", knotUsage, knotSee]),
  Mistake(
    words: "help wave",
    lines: [
      "error: 'wave' is not a value of '<topic>'", "help: did you mean 'weave'?",
      "usage: braid help [options] [<topic>]",
      "see 'braid help --help'",
    ]),
  Mistake(
    words: "weave --no-color --color=always",
    lines: [
      "error: '--no-color' contradicts '--color always'", "help: give one of the two", weaveUsage, weaveSee,
    ]),
  Mistake(
    words: "we\u{1B}[31mave\u{202E}",
    lines: [
      #"error: unknown command 'we\u{1B}[31mave\u{202E}'"#, "help: 'braid --help' lists the commands", usage,
      see,
    ]),
]

@Suite struct `A wrong command line` {
  @Test(arguments: mistakes)
  private func `is explained on the error stream and ends with 64`(mistake: Mistake) {
    let expected = mistake.lines.map { $0 + "\n" }.joined()
    #expect(run(mistake.words) == Ending(output: "", errors: expected, code: .usage))
  }

  @Test func `is explained in JSON where JSON was asked for`() {
    let expected = """
      {"error":{"code":64,"help":["did you mean '--count'?"],"message":"unknown option '--coutn'",\
      "usage":"braid weave [options] [<thread>...]"},"schema":"braid.error","version":1}

      """
    #expect(run("weave --coutn --json") == Ending(output: "", errors: expected, code: .usage))
  }

  @Test(arguments: ["weave -qj", "weave --json --quiet"])
  func `may not hold options that exclude each other`(words: String) {
    let ending = run(words)
    #expect(ending.code == .usage)
    #expect(ending.errors.contains("'--quiet' and '--json' exclude each other"))
    #expect(ending.errors.contains("JSON is what is said"))
  }

  @Test func `is explained in colour on a terminal`() {
    let ending = run("weave --jsno", isTerminal: true)
    #expect(ending.errors.hasPrefix("\u{1B}[1;31merror:\u{1B}[0m unknown option '--jsno'\n"))
  }

  @Test func `long words are cut`() {
    let ending = run(String(repeating: "x", count: 5_000))
    #expect(ending.errors.hasPrefix("error: unknown command '" + String(repeating: "x", count: 120) + "…'\n"))
  }
}

@Suite struct `A command that fails` {
  @Test func `reports its failure with its place and its exit code`() {
    let expected = "rope:1:2: error: no rope\nhelp: buy one\n"
    #expect(run("knot reef tight") == Ending(output: "", errors: expected, code: .notFound))
  }

  @Test func `reports its failure in JSON where JSON was asked for`() {
    let expected = """
      {"error":{"code":66,"help":["buy one"],"message":"no rope","place":"rope:1:2"},"schema":"braid.error","version":1}

      """
    #expect(run("knot reef tight --json") == Ending(output: "", errors: expected, code: .notFound))
  }

  @Test func `by an unforeseen error is a defect and ends with 70`() {
    let expected = """
      error: unexpected failure: Snapped()
      help: this is a defect of braid; please report it with the command line that led here

      """
    #expect(run("knot reef") == Ending(output: "", errors: expected, code: .internalError))
  }

  @Test func `without an error hands on its verdict`() {
    #expect(run("weave snag") == Ending(output: "woven: snag\n", errors: "", code: .expectationFailed))
  }
}
