// The questions about the runs of scenarios, each scenario run once.

import Comparison
import EventLoops

/// Makes questions about scenarios, with the scenarios of the same chapters for wrong answers.
struct QuestionMaker {
  private let scenarios: [String: Scenario]
  private let cases: [QuizCase]
  private let judge: QuizJudge
  private let salt: UInt64
  private let language: Language

  /// A maker of questions about some scenarios and the examples of some chapters.
  ///
  /// - Parameters:
  ///   - asked: The scenarios to ask about.
  ///   - shelf: All scenarios available.
  ///   - rules: The chapters whose examples may be asked about as well.
  ///   - salt: Chooses other questions.
  ///   - language: The language of the questions.
  init(
    _ asked: [Scenario], among shelf: [Scenario], rules: [GuideChapter], salt: UInt64, language: Language
  ) {
    let names = Set(rules.flatMap { GuideChapter.examples[$0.name] ?? [] })
    let examples = shelf.filter { names.contains($0.name) }
    let chapters = Set(asked.map(\.guide))
    let mates = shelf.filter { chapters.contains($0.guide) }
    var known: Set<String> = []
    let all = (asked + mates + examples).filter { known.insert($0.path).inserted }
    scenarios = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
    cases = all.compactMap(QuizCase.init)
    judge = QuizJudge(all)
    self.salt = salt
    self.language = language
  }

  /// The scenarios of other chapters that show what a chapter is about.
  func examples(of chapter: GuideChapter) -> [Scenario] {
    (GuideChapter.examples[chapter.name] ?? []).compactMap { scenarios[$0] }
  }

  /// One question about what is special, one about the course of things, or two of a sort if the other has none.
  func questions(about scenario: Scenario, atMost count: Int) -> [QuizQuestion] {
    guard let quizCase = quizCase(of: scenario) else { return [] }
    var generator = SeededGenerator(seed: Quiz.seed(of: scenario.name) ^ salt)
    func attempt(_ kinds: [QuestionKind]) -> [QuizQuestion] {
      var made: [QuizQuestion] = []
      for kind in kinds.shuffled(&generator) {
        let run = quizCase.runs[generator.next(below: quizCase.runs.count)]
        if let question = subject(quizCase, run).question(kind, &generator, in: language) { made.append(question) }
      }
      return made
    }
    let special = attempt([.landing, .stranger, .caught, .outcome])
    let course = attempt([.next, .instant, .never])
    let ordered = special.prefix(1) + course.prefix(1) + special.dropFirst() + course.dropFirst()
    return Array(ordered.prefix(count))
  }

  /// A question of each kind about the run of each style, for chapters that have too few.
  func furtherQuestions(about scenario: Scenario) -> [QuizQuestion] {
    guard let quizCase = quizCase(of: scenario) else { return [] }
    var generator = SeededGenerator(seed: Quiz.seed(of: scenario.name) ^ ~salt)
    let kinds = QuestionKind.allCases.filter { !$0.isAboutRule }.shuffled(&generator)
    return kinds.flatMap { kind in
      quizCase.runs.compactMap { subject(quizCase, $0).question(kind, &generator, in: language) }
    }
  }

  private func quizCase(of scenario: Scenario) -> QuizCase? {
    cases.first { $0.scenario.path == scenario.path }
  }

  private func subject(_ quizCase: QuizCase, _ run: StyleRun) -> QuizSubject {
    let chapter = cases.filter { $0.scenario.guide == quizCase.scenario.guide }
    return QuizSubject(quizCase, run, chapter: chapter, judge: judge)
  }
}
