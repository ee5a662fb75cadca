// Bringing the fences of the notes up to date, and nothing else.

import Workbench

/// Rewrites the fences whose bodies are not what they promise.
///
/// Every other byte of the notes stays as it is. Writing twice changes nothing the second time. A fence whose promise
/// cannot be resolved is left alone and reported.
package struct NotesWriter {
  private let root: String
  private let rules: NotesRules
  private let run: NotesCommandRunner

  /// A writer for the repository in the folder `root`; `run` executes the commands that the notes show.
  package init(root: String, rules: NotesRules = NotesRules(), run: @escaping NotesCommandRunner) {
    self.root = root
    self.rules = rules
    self.run = run
  }

  /// The result of a rewriting.
  package struct Report: Sendable {
    /// The places, `path:line`, of the fences that were updated, in the lines before the update.
    package internal(set) var rewritten: [String] = []
    /// The fences that could not be brought up to date, by file and line.
    package internal(set) var mistakes: [NotesMistake] = []
  }

  /// Brings all fences up to date; each note is replaced at once or not at all.
  ///
  /// - Parameter observer: Receives the place of each fence before it is checked.
  package func write(observer: ((String) -> Void)? = nil) -> Report {
    let context = NotesContext(root: root, rules: rules, run: run)
    var report = Report()
    do throws(NotesProblem) {
      for path in try context.notePaths() {
        do throws(NotesProblem) {
          try rewrite(try context.document(at: path), in: context, &report, observer)
        } catch {
          report.mistakes.append(NotesMistake(path: path, problem: error))
        }
      }
    } catch {
      report.mistakes.append(NotesMistake(path: "notes", problem: error))
    }
    report.mistakes.sort(by: NotesMistake.precedes)
    return report
  }

  private func rewrite(
    _ document: MarkdownDocument, in context: NotesContext, _ report: inout Report,
    _ observer: ((String) -> Void)?
  ) throws(NotesProblem) {
    var text = ""
    var places: [String] = []
    var next = 0
    for fence in document.fences {
      observer?("\(document.path):\(fence.line)")
      switch FenceVerdict(fence, in: context) {
      case .kept, .illustrative: break
      case .broken(let problem):
        report.mistakes.append(NotesMistake(path: document.path, problem: problem, in: fence))
      case .stale(let truth):
        text += document.rawLines[next..<fence.bodyLines.lowerBound].joined()
        let ending = TextLines.ending(of: document.rawLines[fence.bodyLines.lowerBound - 1])
        text += truth.body.map { fence.opening.fileLine($0) + ending }.joined()
        next = fence.bodyLines.upperBound
        places.append("\(document.path):\(fence.line)")
      }
    }
    guard !places.isEmpty else { return }
    text += document.rawLines[next...].joined()
    try context.tree.replace(document.path, with: text)
    report.rewritten += places
  }
}
