// A quiz in a terminal: one question after the other, a letter a line.

import Foundation
import Workbench

/// One sitting of a quiz.
struct QuizSitting {
  private let invocation: Invocation
  private let path: String?
  private let language: Language
  private var progress = QuizProgress()
  private var (right, answered) = (0, 0)
  private var isWarned = false

  /// A sitting that continues from the progress in the user's state folder.
  init(_ invocation: Invocation) {
    self.invocation = invocation
    language = invocation.language
    path = Self.path(in: invocation.console.environment)
    guard let path else { return }
    do {
      progress = try QuizProgress(contentsOf: path)
    } catch {
      warn("the progress in \(path.quoted) cannot be read; the quiz starts afresh")
    }
  }

  /// Where the progress is; nil without a home.
  static func path(in environment: [String: String]) -> String? { StateFile.path(of: "quiz", in: environment) }

  /// Asks the questions that were not yet answered rightly, or all of them again if there is none, and says the score.
  mutating func ask(_ quiz: Quiz, nextLine: () -> String?) {
    let open = quiz.questions.filter { !progress.isSettled($0) }
    let settled = open.isEmpty ? 0 : quiz.questions.count - open.count
    let questions = open.isEmpty ? quiz.questions : open
    if settled > 0 {
      say(
        language.choose(
          "\(settled) of \(quiz.questions.count) were answered rightly before.",
          "\(quiz.questions.count)문제 가운데 \(settled)문제는 전에 맞혔습니다."))
    }
    for (place, question) in questions.enumerated() {
      show(question, language.choose("\(place + 1) of \(questions.count)", "\(place + 1)/\(questions.count)"))
      guard answer(question, nextLine) else { break }
    }
    say("\n" + language.choose("\(right) of \(answered) right.", "\(answered)문제 중 \(right)문제를 맞혔습니다."))
  }

  /// Reads lines until the question is answered or skipped; returns whether to continue.
  private mutating func answer(_ question: QuizQuestion, _ nextLine: () -> String?) -> Bool {
    let letters = question.answers.indices.map(QuizQuestion.letter)
    while invocation.output.failure == nil {
      let keys = language.choose("h hint, s skip, q quit", "h 힌트, s 건너뛰기, q 끝내기")
      invocation.output.write("\(letters.joined(separator: "/")), \(keys) > ")
      guard let line = nextLine() else {
        say("")
        return false
      }
      switch line.trimmingCharacters(in: .whitespaces).lowercased() {
      case "q": return false
      case "s": return true
      case "h": tell(question.hint)
      case let letter:
        guard let answer = letters.firstIndex(of: letter) else {
          say(language.choose("Answer with one of the letters.", "글자 하나로 답하세요."))
          continue
        }
        take(answer, for: question)
        return true
      }
    }
    return false
  }

  private mutating func take(_ answer: Int, for question: QuizQuestion) {
    let isRight = answer == question.rightAnswer
    answered += 1
    if isRight { right += 1 }
    tell(question.answers[answer].feedback) { [palette = invocation.palette] line in
      palette.paint(line, isRight ? .good : .difference)
    }
    if !isRight {
      let key = question.answers[question.rightAnswer]
      tell("\(QuizQuestion.letter(question.rightAnswer))) \(key.text). \(key.feedback)", indent: 3)
      if let rule = question.rule { tell(language.rule + rule, indent: 3) }
    }
    let source = language.choose("see '\(question.source)'", "자세한 내용: '\(question.source)'")
    say(invocation.palette.paint(source, .faint))
    progress.remember(question, isRight: isRight)
    keep()
  }

  /// Writes the progress. A failure is reported once, because every later answer fails in the same way.
  private mutating func keep() {
    guard let path else { return warnOnce("there is no state folder: neither XDG_STATE_HOME nor HOME is set") }
    do {
      try progress.write(to: path)
    } catch let refusal as OutputFile.Refusal {
      warnOnce("\(path.quoted): \(refusal)")
    } catch {
      warnOnce("the folder of \(path.quoted) cannot be made")
    }
  }

  private func show(_ question: QuizQuestion, _ place: String) {
    say("\n" + invocation.palette.paint("\(place): \(question.subject)", .emphasis))
    for line in question.setup {
      line.wrapped(to: max(invocation.console.columns - 4, 30)).forEach { say("    " + $0) }
    }
    tell(question.prompt)
    for (place, answer) in question.answers.enumerated() {
      tell("  \(QuizQuestion.letter(place))) \(answer.text)", indent: 5)
    }
  }

  /// Says a sentence in lines that fit the terminal, all but the first indented.
  private func tell(_ text: String, indent: Int = 0, _ painted: (String) -> String = { $0 }) {
    let first = String(text.prefix { $0 == " " })
    let lines = text.dropFirst(first.count).description.wrapped(to: max(invocation.console.columns - indent, 30))
    for (place, line) in lines.enumerated() {
      say((place == 0 ? first : String(repeating: " ", count: indent)) + painted(line))
    }
  }

  private func say(_ text: String) { invocation.output.writeLine(text) }

  private func warn(_ message: String) {
    invocation.console.errors.writeLine("warning: " + message)
  }

  private mutating func warnOnce(_ reason: String) {
    if !isWarned { warn("the progress cannot be kept: \(reason)") }
    isWarned = true
  }
}
