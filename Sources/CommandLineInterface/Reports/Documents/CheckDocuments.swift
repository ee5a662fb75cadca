// The JSON documents of `quiz`, `notes`, `replay` and `fuzz`.

import Comparison
import Exploration
import GuideChecking
import Workbench

/// The document of `braid quiz --json`: the questions with their key.
struct QuizDocument: JSONDocument {
  static let schema = "braid.quiz"
  let title: String
  let questions: [QuestionEntry]

  struct QuestionEntry: Encodable {
    let id: String
    let scenario: String
    let title: String
    let setup: [String]
    let kind: String
    let prompt: String
    let hint: String
    let choices: [ChoiceEntry]
    /// The index of the right answer, counted from 0.
    let answer: Int
  }

  struct ChoiceEntry: Encodable {
    let text: String
    let feedback: String
  }

  init(_ quiz: Quiz, title: String) {
    self.title = title
    questions = quiz.questions.map { question in
      QuestionEntry(
        id: question.id, scenario: question.scenario, title: question.title, setup: question.setup,
        kind: question.kind.rawValue, prompt: question.prompt, hint: question.hint,
        choices: question.answers.map { ChoiceEntry(text: $0.text, feedback: $0.feedback) },
        answer: question.rightAnswer)
    }
  }
}

/// The document of `braid notes --json`.
struct NotesDocument: JSONDocument {
  static let schema = "braid.notes"
  let passed: Bool
  /// How many notes and fences were checked; null where they were rewritten.
  let notes: Int?
  let fences: Int?
  /// The fences that were brought up to date; null where they were only checked.
  let rewritten: [String]?
  let mistakes: [MistakeEntry]

  private enum CodingKeys: String, CodingKey {
    case passed, notes, fences, rewritten
    case mistakes = "findings"
  }

  struct MistakeEntry: Encodable {
    let path: String
    let line: Int?
    let message: String
    let difference: [String]
    let remedy: String
  }

  init(_ report: NotesChecker.Report) {
    self.init(report.mistakes, notes: report.notes, fences: report.fences)
  }

  init(_ report: NotesWriter.Report) {
    self.init(report.mistakes, rewritten: report.rewritten)
  }

  private init(_ mistakes: [NotesMistake], notes: Int? = nil, fences: Int? = nil, rewritten: [String]? = nil) {
    (self.notes, self.fences, self.rewritten) = (notes, fences, rewritten)
    passed = mistakes.isEmpty
    self.mistakes = mistakes.map {
      MistakeEntry(
        path: $0.path, line: $0.line, message: $0.message, difference: $0.difference, remedy: $0.remedy)
    }
  }
}

/// The document of `braid replay --json`.
struct ReplayDocument: JSONDocument {
  static let schema = "braid.replay"
  let program: String
  let style: String
  let exact: Bool
  let fidelity: String
  let orderings: [OrderingEntry]
  let outcome: String
  let findings: [String]
  let rows: [ExplorationDocument.RowEntry]

  struct OrderingEntry: Encodable {
    let text: String
    let kept: Bool
    let certain: Bool
  }

  init(_ replay: Replay, _ token: ReplayToken) {
    (program, style) = (token.program, token.version)
    (exact, fidelity) = (replay.isExact, replay.fidelity)
    orderings = replay.orderings.map { OrderingEntry(text: $0.text, kept: $0.isKept, certain: $0.isCertain) }
    (outcome, findings) = (replay.verdict.outcome, replay.verdict.findings)
    rows = replay.table.rows.map { .init($0, replay.table.states) }
  }
}

/// The document of `braid fuzz --json`.
struct FuzzDocument: JSONDocument {
  static let schema = "braid.fuzz"
  let seed: UInt64
  let clean: Bool
  let interrupted: Bool
  let targets: [TargetEntry]

  struct TargetEntry: Encodable {
    let name: String
    /// How many inputs were tried, and how many were to be.
    let tried: Int
    let inputs: Int
    let read: Int
    let refused: Int
    let kinds: Int
    let finding: FindingEntry?
    /// The time of the slowest input. It is of one machine, and not in the document.
    let slowestMilliseconds: Int

    private enum CodingKeys: CodingKey {
      case name, tried, inputs, read, refused, kinds, finding
    }
  }

  struct FindingEntry: Encodable {
    let input: Int
    let message: String
    let file: String
  }
}
