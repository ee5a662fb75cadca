// The check of all notes: what they quote, what they show, where they lead.

import Workbench

/// Checks that the notes are true to the repository.
///
/// The notes are `README.md` and every Markdown file below `notes` and `Sources`. Nothing outside of the root is read, nothing is
/// written, and the same tree gives the same report.
package struct NotesChecker {
  private let root: String
  private let rules: NotesRules
  private let run: NotesCommandRunner

  /// A checker for the repository in the folder `root`; `run` executes the commands that the notes show.
  package init(root: String, rules: NotesRules = NotesRules(), run: @escaping NotesCommandRunner) {
    self.root = root
    self.rules = rules
    self.run = run
  }

  /// The result of a check.
  package struct Report: Sendable {
    /// The mistakes, by file and line; empty if the notes are correct.
    package internal(set) var mistakes: [NotesMistake] = []
    /// How many notes were read.
    package internal(set) var notes = 0
    /// How many fences they hold.
    package internal(set) var fences = 0
    /// The places, `path:line`, of the fences that promise nothing.
    package internal(set) var illustrative: [String] = []
  }

  /// Makes the given checks of all notes.
  ///
  /// - Parameters:
  ///   - checks: The checks to make.
  ///   - observer: Receives the place of each fence before it is checked, and the name of each other check.
  package func check(_ checks: NotesChecks = .standard, observer: ((String) -> Void)? = nil) -> Report {
    let context = NotesContext(root: root, rules: rules, run: run)
    var report = Report()
    let documents = read(in: context, &report)
    report.notes = documents.count
    report.fences = documents.reduce(0) { $0 + $1.fences.count }
    if checks.contains(.fences) { checkFences(documents, in: context, &report, observer) }
    observer?("links, names and editions")
    if checks.contains(.links) { report.mistakes += NotesLinks(context: context).mistakes(documents) }
    if checks.contains(.symbols) { report.mistakes += NotesSymbols(context: context).mistakes(documents) }
    let usage = NotesUsage(context: context, documents: documents)
    if checks.contains(.regionUsage) { report.mistakes += usage.regionMistakes() }
    if checks.contains(.scenarioMentions) { report.mistakes += usage.scenarioMistakes() }
    if checks.contains(.editions) {
      report.mistakes += NotesEditions(context: context, documents: documents).mistakes()
    }
    report.mistakes.sort(by: NotesMistake.precedes)
    return report
  }

  private func read(in context: NotesContext, _ report: inout Report) -> [MarkdownDocument] {
    var documents: [MarkdownDocument] = []
    do throws(NotesProblem) {
      for path in try context.notePaths() {
        do throws(NotesProblem) {
          documents.append(try context.document(at: path))
        } catch {
          report.mistakes.append(NotesMistake(path: path, problem: error))
        }
      }
      if documents.isEmpty, report.mistakes.isEmpty {
        throw NotesProblem("there are no notes", remedy: "run it in the folder that holds README.md and notes")
      }
    } catch {
      report.mistakes.append(NotesMistake(path: "notes", problem: error))
    }
    return documents
  }

  private func checkFences(
    _ documents: [MarkdownDocument], in context: NotesContext, _ report: inout Report,
    _ observer: ((String) -> Void)?
  ) {
    for document in documents {
      for line in document.unreachableFences {
        report.mistakes.append(NotesMistake(path: document.path, line: line, problem: .unreachableFence))
      }
      for fence in document.fences {
        observer?("\(document.path):\(fence.line)")
        switch FenceVerdict(fence, in: context) {
        case .kept: break
        case .illustrative where NotesEdition.isTranslation(document.path): break
        case .illustrative:
          report.illustrative.append("\(document.path):\(fence.line)")
        case .stale(let truth):
          report.mistakes.append(stale(fence, in: document, truth))
        case .broken(let problem):
          report.mistakes.append(NotesMistake(path: document.path, problem: problem, in: fence))
        }
      }
    }
    if report.illustrative.count > rules.illustrativeCap {
      report.mistakes.append(NotesMistake(path: "notes", problem: tooMany(report.illustrative)))
    }
  }

  private func stale(
    _ fence: MarkdownFence, in document: MarkdownDocument, _ truth: FencePromise.Truth
  ) -> NotesMistake {
    let diff = LineDiff(expected: truth.body, found: fence.body, firstFoundNumber: fence.line + 1)
    return NotesMistake(
      path: document.path, line: fence.line, message: "the fence is out of date with \(truth.origin)",
      difference: diff.rendered(maximumLines: rules.mostDifferenceLines),
      remedy: "run 'braid notes --write'")
  }

  private func tooMany(_ places: [String]) -> NotesProblem {
    NotesProblem(
      "\(places.count) fences are illustrative, at most \(rules.illustrativeCap) may be: "
        + places.joined(separator: ", "),
      remedy: "tie one of them to a source or to a command")
  }
}

extension NotesProblem {
  fileprivate static let unreachableFence = NotesProblem(
    "a fence inside a list, in a quotation or indented by more than three columns is not checked",
    remedy: "move it to the left margin")
}

extension NotesMistake {
  /// The mistake that a fence of the note at `path` cannot be compared.
  init(path: String, problem: NotesProblem, in fence: MarkdownFence) {
    let line = problem.bodyLine.map { fence.line + 1 + $0 } ?? fence.line
    self.init(path: path, line: line, problem: problem)
  }
}
