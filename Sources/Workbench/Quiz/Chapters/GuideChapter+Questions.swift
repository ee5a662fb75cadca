// Questions about the rule of a chapter: why it holds, what to do, and what happens otherwise.

import EventLoops

extension GuideChapter {
  /// The three questions about the rule. Each wrong answer is true of another chapter, and its feedback names that rule.
  ///
  /// - Parameter seed: Chooses the wrong answers and the order of the answers.
  package func questions(seed: UInt64) -> [QuizQuestion] {
    let forms: [(kind: QuestionKind, prompt: String, part: KeyPath<GuideChapter, String>, verb: String)] = [
      (.why, "Why does this rule hold?", \.why, "is the reason for"),
      (.advice, "What should code do to keep this rule?", \.advice, "keeps"),
      (.otherwise, "What happens if code breaks this rule?", \.otherwise, "follows from breaking"),
    ]
    return forms.enumerated().map { index, form in
      var generator = SeededGenerator(seed: seed &+ UInt64(index))
      let right = self[keyPath: form.part]
      let others = Self.all.filter { $0 != self }.shuffled(&generator).prefix(3)
      let answers =
        ([QuizQuestion.Answer(text: right, feedback: "Right: it \(form.verb) “\(rule)”")]
        + others.map { other in
          .init(
            text: other[keyPath: form.part],
            feedback: "No: it \(form.verb) “\(other.rule)” (\(other.name))")
        }).shuffled(&generator)
      return QuizQuestion(
        scenario: name, title: title, subject: title, setup: [rule], kind: form.kind, prompt: form.prompt,
        hint: "the chapter is notes/\(name).md", rule: nil, source: "notes/\(name).md", answers: answers,
        rightAnswer: answers.firstIndex { $0.text == right } ?? 0)
    }
  }
}
