// One style's run of a scenario that is asked about, with everything to compare it with.

import Comparison
import EventLoops

/// A run that a wrong answer may be true of, and how the feedback names it.
struct Witness {
  let run: StyleRun
  let place: QuizPlace
  /// For the end of an English sentence, and the beginning of a Korean one: `in the future style`.
  let words: Wording
}

/// One style's run of a scenario, with everything to compare it with.
struct QuizSubject {
  let quizCase: QuizCase
  let run: StyleRun
  /// The runs of other styles, those without a disturbance, then other scenarios of the chapter in this style.
  let witnesses: [Witness]
  private let judge: QuizJudge

  /// The subject for one style of a scenario, among the scenarios of its chapter.
  init(_ quizCase: QuizCase, _ run: StyleRun, chapter: [QuizCase], judge: QuizJudge) {
    self.quizCase = quizCase
    self.run = run
    self.judge = judge
    let plan = quizCase.scenario.plan
    func witnesses(_ runs: [StyleRun], at place: QuizPlace) -> [Witness] {
      runs.filter { $0.style == run.style }.map { Witness(run: $0, place: place, words: place.words(in: plan)) }
    }
    let styles = quizCase.runs.filter { $0.style != run.style }.map { other in
      let place = QuizPlace.style(other.style)
      return Witness(run: other, place: place, words: place.words(in: plan))
    }
    let calm = quizCase.undisturbed.flatMap { witnesses($0.runs, at: .without($0.removed)) }
    let mates = chapter.filter {
      $0.scenario.program == quizCase.scenario.program && $0.scenario.name != quizCase.scenario.name
    }.flatMap { witnesses($0.runs, at: .scenario(path: $0.scenario.path, name: $0.scenario.name)) }
    self.witnesses = styles + calm + mates
  }

  var plan: Plan { quizCase.scenario.plan }

  /// A question that begins with the style.
  func ask(_ english: String, _ korean: String) -> Wording {
    Wording("In the \(run.style) style, \(english)?", "\(run.style) 스타일에서 \(korean)?")
  }

  /// Whether the judge confirms a statement of this subject.
  func isConfirmed(_ statement: QuizStatement) -> Bool {
    judge.confirms(statement, about: quizCase.scenario, in: run.style)
  }
}

extension QuizSubject {
  /// A question of a kind; nil if there is nothing to ask, or its answer would not be the only right one. Answers are
  /// left out of which nothing can be said that a run confirms.
  func question(
    _ kind: QuestionKind, _ generator: inout SeededGenerator, in language: Language = .english
  ) -> QuizQuestion? {
    let draft: QuestionDraft? =
      switch kind {
      case .landing: landing()
      case .stranger: stranger()
      case .caught: caught()
      case .outcome: outcome()
      case .next: next(&generator)
      case .instant: instant(&generator)
      case .never: never(&generator)
      case .why, .advice, .otherwise, .ruleBehind, .ruleKept, .ruleBroken: nil
      }
    guard let draft, let checked = try? draft.checked(&generator, in: language, isTrue: isConfirmed) else { return nil }
    let scenario = quizCase.scenario
    let chapter = GuideChapter.named(scenario.guide)
    let program = VisibleText.of(scenario.program)
    return QuizQuestion(
      scenario: VisibleText.of(scenario.name), title: VisibleText.of(language.text(scenario.title)),
      subject: chapter.map { language.text($0.title) }
        ?? language.choose("A run of \(program)", "\(program) 실행"),
      setup: quizCase.setup, kind: kind,
      prompt: draft.prompt.text(in: language), englishPrompt: draft.prompt.english,
      hint: VisibleText.of(
        scenario.teaches.map(language.text)
          ?? language.choose("see 'braid show \(scenario.name)'", "'braid show \(scenario.name)'를 보세요")),
      rule: chapter.map { language.text($0.rule) }, source: "braid show \(VisibleText.of(scenario.name))",
      answers: checked.answers, rightAnswer: checked.rightAnswer)
  }
}

extension StyleRun {
  /// The texts of the events, as a quiz shows them.
  var texts: [String] { events.map { VisibleText.of($0.text(among: pipelines)) } }

  /// The places of the events whose text is that of no other event.
  var uniquePlaces: [Int] {
    let texts = texts
    let counts = Dictionary(grouping: texts.indices, by: { texts[$0] })
    return texts.indices.filter { counts[texts[$0]]?.count == 1 }
  }

  /// The text of the event after the only one with this text; nil if there is no such event, or none after it.
  func text(after text: String) -> String? {
    let texts = texts
    guard let place = texts.firstIndex(of: text), texts.lastIndex(of: text) == place else { return nil }
    return place + 1 < texts.count ? texts[place + 1] : nil
  }

  /// Whether an event with a text happens at an instant.
  func has(_ text: String, at instant: String) -> Bool {
    zip(events, texts).contains { $1 == text && "\($0.instant)" == instant }
  }
}
