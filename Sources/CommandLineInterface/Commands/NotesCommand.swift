// `braid notes`: whether the guide shows what the sources say, and making it so.

import Foundation
import GuideChecking
import Workbench

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
    options: [check, write, .json]
  ) { invocation in
    guard FileManager.default.fileExists(atPath: "notes") else {
      throw CommandFailure(
        code: .notFound, message: "there are no notes here: the folder 'notes' is missing",
        help: ["run it in the folder that holds README.md and notes"])
    }
    let progress = ProgressLine(for: invocation)
    func show(_ place: String) { progress.show("notes  \(place)") }
    if invocation.line.has(write) {
      let report = NotesWriter(root: ".", run: GuideConsole.run).write(observer: show)
      progress.end()
      if invocation.line.has(.json) {
        invocation.output.write(try NotesDocument(report).text())
      } else {
        for place in report.rewritten { invocation.output.writeLine("rewritten \(place)") }
        tell(report.mistakes, invocation)
      }
      return report.mistakes.isEmpty ? .success : .expectationFailed
    }
    let report = NotesChecker(root: ".", run: GuideConsole.run).check(.all, observer: show)
    progress.end()
    if invocation.line.has(.json) {
      invocation.output.write(try NotesDocument(report).text())
    } else {
      tell(report.mistakes, invocation)
      if report.mistakes.isEmpty {
        invocation.output.writeLine(
          "\(counted(report.fences, "fence")) in \(counted(report.notes, "note")) are up to date")
      }
    }
    return report.mistakes.isEmpty ? .success : .expectationFailed
  }

  private static func tell(_ mistakes: [NotesMistake], _ invocation: Invocation) {
    for mistake in mistakes { invocation.output.writeLine(mistake.description) }
  }
}
