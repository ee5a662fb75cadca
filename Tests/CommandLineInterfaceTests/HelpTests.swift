// The help texts, and what holds for every command in the table.

import Testing

@testable import CommandLineInterface

@Suite struct `The help` {
  @Test func `of braid alone is short, with an example and the next command`() {
    let expected = """
      Runs the same program as callbacks, as futures and as async/await on one virtual
      timeline, and shows where the three agree and where they part.

      usage: braid <command> [options] [<argument>...]

      commands:
        weave        Weave threads into cloth
        knot         Tie a knot
        help         Explain a command, the scenario format, or a word
        completions  Write a completion script for a shell

      example:
        braid weave warp weft
            two threads

      'braid help <command>' tells more about a command, 'braid --help' about braid.

      """
    #expect(run("") == Ending(output: expected, errors: "", code: .success))
  }

  @Test func `of a command shows examples first`() {
    let expected = """
      Weave threads into cloth.

      usage: braid weave [options] [<thread>...]

      examples:
        braid weave warp weft
            two threads
        braid weave -n 3 --tint red warp
            three red threads

      Threads are taken in the order in which they are named, and a thread that is
      named twice lies twice.

      arguments:
        [<thread>...]  the threads

      options:
        -t, --tint <name>    dye in this tint: red, green or blue; may be given
                             several times
        -n, --count <N>      how many threads to lay
        -o, --output <file>  where the cloth goes
        -j, --json           describe the cloth as JSON
        -q, --quiet          say nothing

      options of every command:
        -h, --help          show this help and stop
            --version       show the version and stop
            --color <when>  use colour: auto, always or never
            --no-color      the same as '--color never'
            --ascii         draw with ASCII characters only

      """
    #expect(run("weave --help") == Ending(output: expected, errors: "", code: .success))
  }

  @Test func `of braid lists the exit codes and the environment`() {
    let expected = """
      exit codes:
        0    all went well
        1    an expectation or a download failed
        64   the command line is wrong
        65   a scenario or another file is malformed
        66   a file was not found or cannot be read
        69   an address or a server cannot be used
        70   a defect of braid
        74   the output cannot be written
        130  the user interrupted it

      environment:
        COLUMNS                 the width of the output; otherwise that of the
                                terminal, or 80
        NO_COLOR                no colour, if it is not empty
        FORCE_COLOR, CLICOLOR_FORCE
                                colour without a terminal, unless empty or 0
        TERM                    no colour, if it is 'dumb'
        LC_ALL, LC_MESSAGES, LANG
                                titles, rules and the quiz in Korean, if the first one
                                that is set begins with 'ko'

      """
    #expect(run("--help").output.hasSuffix("\n\n" + expected))
  }

  @Test(arguments: ["weave -h", "-h weave", "help weave", "weave --bogus --help", "weave -n x -h", "weave -qh"])
  func `is the same however it is asked for`(words: String) {
    #expect(run(words) == run("weave --help"))
  }

  @Test func `of braid is the same however it is asked for`() {
    #expect(run("help") == run("--help"))
  }

  @Test(arguments: [
    ("hop", "Hop  an extra turn"), ("schedules", "Class of schedules  all schedules"),
    ("promise", "Future  the side"), ("EVENT", "Semantic event  what happens"),
  ])
  func `of a word of the glossary shows the entries that explain it`(word: String, start: String) {
    let help = run("help \(word)")
    #expect(help.code == .success && help.errors.isEmpty)
    let lines = help.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(lines.contains { $0.hasPrefix(start.split(separator: " ").joined(separator: " ")) }, "\(help.output)")
    #expect(lines.count < 12)
    #expect(run("-h") == run("--help"))
    #expect(run("--version --help") == run("--help"))
  }

  @Test func `is not asked for after two dashes`() {
    #expect(run("weave -- --help").output == "woven: --help\n")
  }

  @Test func `does not hide that a command is unknown`() {
    #expect(run("wave --help").code == .usage)
  }

  @Test func `fits a narrow terminal`() {
    let output = run("--help", environment: ["COLUMNS": "50"]).output
    for line in output.split(separator: "\n") where !line.contains("braid") {
      #expect(line.count <= 50, "\(line)")
    }
  }

  @Test func `does not grow with a wide terminal`() {
    #expect(run("--help", environment: ["COLUMNS": "200"]) == run("--help"))
  }

  @Test func `the version is one line`() {
    #expect(run("--version") == Ending(output: "braid 0.1.0\n", errors: "", code: .success))
    #expect(run("weave --version").output == "braid 0.1.0\n")
  }
}

@Suite struct `Every command in the table` {
  @Test func `has a help of at most 80 columns`() {
    for words in [[], ["--help"]] + CommandTable.all.map({ [$0.name, "--help"] }) {
      let help = run(words.joined(separator: " "), commands: CommandTable.all)
      #expect(help.code == .success)
      for line in help.output.split(separator: "\n") {
        #expect(line.count <= 80, "\(line)")
      }
    }
  }

  @Test func `has an example, and every example is a valid command line`() throws {
    for command in CommandTable.all {
      #expect(!command.examples.isEmpty, "\(command.name)")
      for example in command.examples {
        let line = try #require(example.line.firstMatch(of: #/braid ([^>)]*)/#)?.output.1)
        let words = line.split(separator: " ").map(String.init)
        let parsed = LineParser.parse(words, commands: CommandTable.all)
        #expect(parsed.failure == nil, "\(example.line)")
        #expect(parsed.command?.name == command.name, "\(example.line)")
      }
    }
  }

  @Test func `has names of its own`() {
    let names = CommandTable.all.map(\.name)
    #expect(Set(names).count == names.count)
    for command in CommandTable.all {
      let options = CommandTable.globalOptions + command.options
      let letters = options.compactMap(\.letter)
      #expect(Set(options.map(\.name)).count == options.count, "\(command.name)")
      #expect(Set(letters).count == letters.count, "\(command.name)")
      for name in options.map(\.name) + [command.name] {
        #expect(name.wholeMatch(of: #/[a-z][a-z-]*/#) != nil, "\(name)")
      }
    }
  }

  @Test func `says in one line what it does, without a full stop`() {
    for command in CommandTable.all {
      let summaries = [command.summary] + command.options.map(\.summary) + command.arguments.map(\.summary)
      for summary in summaries {
        #expect(!summary.isEmpty && !summary.hasSuffix(".") && !summary.contains("\n"), "\(summary)")
      }
      #expect(command.summary.count <= 60, "\(command.summary)")
    }
  }

  @Test func `leaves out or repeats only its last argument`() {
    for command in CommandTable.all {
      #expect(command.arguments.dropLast().allSatisfy { $0.count == .one }, "\(command.name)")
    }
  }
}
