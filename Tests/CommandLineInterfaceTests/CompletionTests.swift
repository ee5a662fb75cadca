// The completion scripts, tried in the shells that are here.

import Foundation
import Testing

@testable import CommandLineInterface

/// A shell that may be installed.
private struct InstalledShell: Sendable, CustomTestStringConvertible {
  var shell: CompletionsCommand.Shell

  var testDescription: String { shell.rawValue }

  var program: URL? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":")
      .map { URL(fileURLWithPath: String($0)).appendingPathComponent(shell.rawValue) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  static let all = CompletionsCommand.Shell.allCases.map(InstalledShell.init).filter { $0.program != nil }
}

@Suite struct `A completion script` {
  @Test(arguments: CompletionsCommand.Shell.allCases)
  func `names every command, option and choice`(shell: CompletionsCommand.Shell) {
    let script = run("completions \(shell.rawValue)").output
    let options = CommandTable.globalOptions + Specimen.commands.flatMap(\.options)
    let words = Specimen.commands.map(\.name) + options.map(\.name) + ["green", "bowline", "auto", "fish"]
    for word in words {
      #expect(script.contains(word), "\(word)")
    }
  }

  @Test(arguments: CompletionsCommand.Shell.allCases)
  func `offers the words that have a meaning where other text may follow`(shell: CompletionsCommand.Shell) throws {
    let script = shell.script(for: CommandTable.all)
    let policies = ["ties", "jitter-2ms", "any", "boundaries"]
    for words in [policies.joined(separator: " "), "next 1 2 3", "1x 2x 0"] {
      #expect(script.contains(words), "\(words)")
    }
    #expect(script.contains(#/["'(]serve["')]/#))
    for policy in policies {
      let line = "explore stale-overwrite-fixed -s callback --quick --times \(policy)"
      #expect(run(line, commands: CommandTable.all).code != .usage, "\(policy)")
    }
  }

  @Test(arguments: InstalledShell.all)
  private func `is understood by its shell`(installed: InstalledShell) async throws {
    let program = try #require(installed.program)
    for commands in [Specimen.commands, CommandTable.all] {
      let script = installed.shell.script(for: commands)
      let ending = try await ChildProcess.run(program, ["-n", "-c", script])
      #expect(ending.errors.isEmpty)
      #expect(ending.code == 0)
    }
  }

  @Test(arguments: [
    ("bugs", ["permit-leak", "permit-leak-fixed"]), ("programs", ["three-stages", "downloads"]),
    ("scenarios", ["ties", "six-hundred-requests"]), ("chapters", ["ordering", "errors"]),
  ])
  func `gets the names that there are from the program, one a line`(kind: String, some: [String]) async throws {
    let listed = try await ChildProcess.braid("completions", "--names", kind, in: PackageFolder.url)
    let names = listed.output.split(separator: "\n").map(String.init)
    #expect(listed.code == 0 && listed.errors.isEmpty)
    #expect(Set(some).isSubset(of: names) && Set(names).count == names.count, "\(names)")
    // A name that is listed is one that a command takes.
    let command = ["bugs": "explore", "programs": "explore", "scenarios": "show", "chapters": "quiz"][kind] ?? ""
    let taken = try await ChildProcess.braid(command, names[0], in: PackageFolder.url)
    #expect(taken.code != 66 && taken.code != 64, "\(taken.errors)")
  }

  @Test func `lists the embedded scenarios anywhere, and no name that a terminal would not show`() async throws {
    let folder = try TemporaryFolder()
    let embedded = try await ChildProcess.braid(
      "completions", "--names", "scenarios", "--names", "chapters", in: folder.url)
    #expect(embedded.code == 0 && embedded.errors.isEmpty)
    let lines = embedded.output.split(separator: "\n").map(String.init)
    #expect(lines.contains("cancelled-at-the-reply") && lines.contains("cancellation"))
    try folder.file("Scenarios/two words.scenario", ScenarioText.success)
    try folder.file("Scenarios/line\nbreak.scenario", ScenarioText.success)
    try folder.file("Scenarios/escape\u{1B}[2J.scenario", ScenarioText.success)
    let some = try await ChildProcess.braid("completions", "--names", "scenarios", in: folder.url)
    let known = Set(embedded.output.split(separator: "\n"))
    #expect(some.output.split(separator: "\n").filter { !known.contains($0) } == ["two words"])
  }

  @Test func `is neither written nor named without a shell or with both`() {
    #expect(run("completions").errors.hasPrefix("error: argument '<shell>' is missing\n"))
    #expect(run("completions bash --names bugs").code == .usage)
    #expect(run("completions --names bug").errors.contains("did you mean 'bugs'?"))
  }

  @Test(
    .enabled(if: InstalledShell(shell: .bash).program != nil),
    arguments: [
      ("", "weave knot help completions"),
      ("k", "knot"),
      ("--a", "--ascii"),
      ("--color ", "auto always never"),
      ("--color = al", "always"),
      ("--color = ", "auto always never"),
      ("--color never we", "weave"),
      ("--color = never we", "weave"),
      ("weave --c", "--count --color"),
      ("weave -t ", "red green blue"),
      ("weave warp --tint g", "green"),
      ("weave --count ", ""),
      ("weave ", ""),
      ("--ascii knot b", "bowline"),
      ("help co", "completions"),
      ("completions ", "bash zsh fish"),
    ])
  func `for bash offers what may follow`(words: String, offers: String) async throws {
    let bash = try #require(InstalledShell(shell: .bash).program)
    let script = """
      \(run("completions bash").output)
      COMP_WORDS=(braid \(words.hasSuffix(" ") || words.isEmpty ? words + "''" : words))
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _braid
      echo "${COMPREPLY[*]}"
      """
    let ending = try await ChildProcess.run(bash, ["--norc", "-c", script])
    #expect(ending.errors.isEmpty)
    #expect(ending.output == offers + "\n")
  }
}
