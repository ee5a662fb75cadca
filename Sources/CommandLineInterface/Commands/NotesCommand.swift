// `braid notes`: whether the guide shows what the sources say, and making it so.

import GuideChecking

/// Checks or rewrites the guide of the folder that the command runs in.
enum NotesCommand {
  private static let check = OptionDescription(
    name: "check", excludes: [("write", "choose one of them")], summary: "say what is out of date (the default)")
  private static let write = OptionDescription(
    name: "write", summary: "bring the quoted code and output up to date")

  static let description = CommandDescription(
    name: "notes",
    summary: "Check that the guide quotes the sources as they are",
    details: [
      """
      Every quoted piece of code names the region of the source it was taken from, and every output the command that \
      printed it. Run it in the folder that holds README.md and notes.
      """
    ],
    examples: [
      .init(line: "braid notes", purpose: "say what is out of date"),
      .init(line: "braid notes --write", purpose: "bring it up to date"),
    ],
    options: [check, write]
  ) { invocation in
    if invocation.line.has(write) {
      let report = NotesWriter(root: ".", run: GuideConsole.run).write()
      for place in report.rewritten { invocation.output.writeLine("rewritten \(place)") }
      return tell(report.findings, invocation)
    }
    let report = NotesChecker(root: ".", run: GuideConsole.run).check(.all)
    let code = tell(report.findings, invocation)
    if code == .success {
      invocation.output.writeLine(
        "\(counted(report.fences, "fence")) in \(counted(report.notes, "note")) are up to date")
    }
    return code
  }

  private static func tell(_ findings: [NotesFinding], _ invocation: Invocation) -> ExitCode {
    for finding in findings { invocation.output.writeLine(finding.description) }
    return findings.isEmpty ? .success : .expectationFailed
  }
}

/// Runs the commands that the guide quotes.
public enum GuideConsole {
  /// Runs `braid` in process on a console of 80 columns that is no terminal: what it prints, and its exit code.
  public static func run(_ words: [String]) -> (output: String, exitCode: Int) {
    let captured = CapturedConsole()
    let code = CommandLineInterface.run(arguments: words, console: captured.console)
    return (captured.transcript, Int(code.rawValue))
  }
}
