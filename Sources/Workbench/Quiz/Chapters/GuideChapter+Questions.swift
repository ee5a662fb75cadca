// Questions about the rule of a chapter: why it holds, what to do, what happens otherwise, and the other way round.

import EventLoops

extension GuideChapter {
  /// A form of question: what is given, what is asked for, and how the feedback joins the two.
  private struct Form {
    let kind: QuestionKind
    let prompt: Wording
    /// Reason, advice or consequence.
    let part: KeyPath<GuideChapter, String>
    /// The words between an answer and the other side of the question.
    let verb: Wording
    /// Whether the rule is asked for, and the part is given.
    var asksForRule = false
  }

  private static var forms: [Form] {
    [
      Form(
        kind: .why, prompt: Wording("Why does this rule hold?", "이 규칙은 왜 성립하나요?"), part: \.why,
        verb: Wording("it is the reason for", "다음 규칙의 이유입니다:")),
      Form(
        kind: .advice,
        prompt: Wording("What should code do to keep this rule?", "이 규칙을 지키려면 코드는 무엇을 해야 하나요?"),
        part: \.advice, verb: Wording("it keeps", "다음 규칙을 지키는 방법입니다:")),
      Form(
        kind: .otherwise,
        prompt: Wording("What happens if code breaks this rule?", "코드가 이 규칙을 어기면 어떻게 되나요?"),
        part: \.otherwise, verb: Wording("it follows from breaking", "다음 규칙을 어긴 결과입니다:")),
      Form(
        kind: .ruleBehind, prompt: Wording("Which rule has this reason?", "이것은 어느 규칙의 이유인가요?"), part: \.why,
        verb: Wording("its reason is", "이 규칙의 이유:"), asksForRule: true),
      Form(
        kind: .ruleKept, prompt: Wording("Which rule does this advice keep?", "이 조언은 어느 규칙을 지키기 위한 것인가요?"),
        part: \.advice, verb: Wording("its advice is", "이 규칙의 조언:"), asksForRule: true),
      Form(
        kind: .ruleBroken,
        prompt: Wording("Which rule was broken when this happens?", "이런 일이 생겼다면 어느 규칙을 어긴 것인가요?"),
        part: \.otherwise, verb: Wording("breaking it leads to", "이 규칙을 어긴 결과:"), asksForRule: true),
    ]
  }

  /// The six questions about the rule. Each wrong answer is true of another chapter, and its feedback names that rule.
  ///
  /// - Parameters:
  ///   - seed: Chooses the wrong answers and the order of the answers.
  ///   - language: The language of the questions.
  package func questions(seed: UInt64, in language: Language = .english) -> [QuizQuestion] {
    Self.forms.enumerated().map { index, form in
      var generator = SeededGenerator(seed: seed &+ UInt64(index))
      func offered(_ chapter: GuideChapter) -> String {
        language.text(form.asksForRule ? chapter.rule : chapter[keyPath: form.part])
      }
      func feedback(_ chapter: GuideChapter) -> String {
        let other = language.text(form.asksForRule ? chapter[keyPath: form.part] : chapter.rule)
        return "\(form.verb.text(in: language)) “\(other)”"
      }
      let others = Self.all.filter { $0 != self }.shuffled(&generator).prefix(3)
      let answers =
        ([QuizQuestion.Answer(text: offered(self), feedback: language.right + feedback(self))]
        + others.map { other in
          .init(text: offered(other), feedback: "\(language.wrong)\(feedback(other)) (\(other.name))")
        }).shuffled(&generator)
      let file = language.choose("notes/\(name).md", "notes/ko/\(name).md")
      return QuizQuestion(
        scenario: name, title: language.text(title), subject: language.text(title),
        setup: [language.text(form.asksForRule ? self[keyPath: form.part] : rule)], kind: form.kind,
        prompt: form.prompt.text(in: language), englishPrompt: form.prompt.english,
        hint: language.choose("the chapter is \(file)", "이 장은 \(file)입니다"), rule: nil, source: file,
        answers: answers, rightAnswer: answers.firstIndex { $0.text == offered(self) } ?? 0)
    }
  }
}
