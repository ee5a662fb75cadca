// The quiz: questions that are made from the runs of scenarios, and from nothing else.

import Comparison
import EventLoops

/// A list of questions about scenarios.
package struct Quiz: Sendable {
  /// The questions, those about one scenario behind one another unless a seed has mixed them.
  package let questions: [QuizQuestion]

  /// How many questions are asked about one scenario.
  private static let questionsPerScenario = 2
  /// How many questions a course asks about one chapter.
  package static let questionsPerChapter = 10

  /// A quiz of questions that are available.
  init(questions: [QuizQuestion]) {
    self.questions = questions
  }

  /// Makes the questions. The same scenarios and seed make the same questions.
  ///
  /// - Parameters:
  ///   - scenarios: The scenarios to ask about.
  ///   - shelf: All scenarios available: those of the same chapters provide wrong answers.
  ///   - rules: The chapters about whose rules is asked as well.
  ///   - isCourse: Whether to ask at most ten questions about each chapter, those about its rule among them.
  ///   - seed: Chooses other questions, and mixes their order; nil for those of the scenario's name, in the order of
  ///     the guide.
  package init(
    about scenarios: [Scenario], among shelf: [Scenario], rules: [GuideChapter] = [], isCourse: Bool = false,
    seed: UInt64? = nil
  ) {
    let chapters = Set(scenarios.map(\.guide))
    let paths = Set(scenarios.map(\.path))
    let mates = shelf.filter { chapters.contains($0.guide) && !paths.contains($0.path) }
    let cases = (scenarios + mates).compactMap(QuizCase.init)
    let judge = QuizJudge(scenarios + mates)
    var byChapter: [String: [QuizQuestion]] = [:]
    for quizCase in cases where paths.contains(quizCase.scenario.path) {
      var generator = SeededGenerator(seed: Self.seed(of: quizCase.scenario.name) ^ (seed ?? 0))
      let chapter = cases.filter { $0.scenario.guide == quizCase.scenario.guide }
      byChapter[quizCase.scenario.guide ?? "", default: []] += Self.questions(
        about: quizCase, chapter, judge, &generator)
    }
    // The guide's chapters in their order, then what belongs to none of them.
    var questions: [QuizQuestion] = []
    for chapter in GuideChapter.all {
      let known = byChapter.keys.filter { GuideChapter.named($0) == chapter }.sorted()
      let ofRuns = known.flatMap { byChapter.removeValue(forKey: $0) ?? [] }
      let ofRule = rules.contains(chapter) ? chapter.questions(seed: Self.seed(of: chapter.name) ^ (seed ?? 0)) : []
      let room = isCourse ? Self.questionsPerChapter - ofRule.count : ofRuns.count
      questions += ofRuns.prefix(room) + ofRule
    }
    questions += byChapter.sorted { $0.key < $1.key }.flatMap(\.value)
    if let seed {
      var generator = SeededGenerator(seed: seed)
      questions = questions.shuffled(&generator)
    }
    self.questions = questions
  }

  /// One question about what is special, one about the course of things, or two of a sort if the other has none.
  private static func questions(
    about quizCase: QuizCase, _ chapter: [QuizCase], _ judge: QuizJudge, _ generator: inout SeededGenerator
  ) -> [QuizQuestion] {
    func attempt(_ kinds: [QuestionKind], _ generator: inout SeededGenerator) -> [QuizQuestion] {
      var made: [QuizQuestion] = []
      for kind in kinds.shuffled(&generator) {
        let run = quizCase.runs[generator.next(below: quizCase.runs.count)]
        let subject = QuizSubject(quizCase, run, chapter: chapter, judge: judge)
        if let question = subject.question(kind, &generator) { made.append(question) }
      }
      return made
    }
    let special = attempt([.landing, .stranger, .caught, .outcome], &generator)
    let course = attempt([.next, .instant, .never], &generator)
    let ordered = special.prefix(1) + course.prefix(1) + special.dropFirst() + course.dropFirst()
    return Array(ordered.prefix(questionsPerScenario))
  }

  /// A seed from a name (FNV-1a, 64 bits).
  private static func seed(of name: String) -> UInt64 {
    name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

extension QuizSubject {
  /// A question of a kind; nil if there is nothing to ask, or its answer would not be the only right one. Answers are
  /// left out of which nothing can be said that a run confirms.
  func question(_ kind: QuestionKind, _ generator: inout SeededGenerator) -> QuizQuestion? {
    let draft: QuestionDraft? =
      switch kind {
      case .landing: landing()
      case .stranger: stranger()
      case .caught: caught()
      case .outcome: outcome()
      case .next: next(&generator)
      case .instant: instant(&generator)
      case .never: never(&generator)
      case .why, .advice, .otherwise: nil
      }
    guard let draft, let checked = try? draft.checked(&generator, isTrue: isConfirmed) else { return nil }
    let scenario = quizCase.scenario
    return QuizQuestion(
      scenario: VisibleText.of(scenario.name), title: VisibleText.of(scenario.title),
      subject: GuideChapter.named(scenario.guide)?.title ?? "A run of \(VisibleText.of(scenario.program))",
      setup: quizCase.setup, kind: kind,
      prompt: draft.prompt, hint: VisibleText.of(scenario.teaches ?? "see 'braid show \(scenario.name)'"),
      rule: GuideChapter.named(scenario.guide)?.rule, source: "braid show \(VisibleText.of(scenario.name))",
      answers: checked.answers, rightAnswer: checked.rightAnswer)
  }
}
