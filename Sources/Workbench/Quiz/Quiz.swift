// The quiz: questions that are made from the runs of scenarios, and from nothing else.

import Comparison
import EventLoops

/// A list of questions about scenarios.
package struct Quiz: Sendable {
  /// The questions, those about one scenario behind one another unless a seed has mixed them.
  package let questions: [QuizQuestion]

  /// How many questions are asked about one scenario, unless its chapter has too few.
  private static let questionsPerScenario = 2
  /// How many questions a course asks about one chapter, and any quiz about a chapter at least.
  package static let questionsPerChapter = 10

  /// A quiz of questions that are available.
  init(questions: [QuizQuestion]) {
    self.questions = questions
  }

  /// Makes the questions. The same scenarios and seed make the same questions.
  ///
  /// - Parameters:
  ///   - scenarios: The scenarios to ask about.
  ///   - shelf: All scenarios available: those of the same chapters provide wrong answers, and the examples of a chapter
  ///     further questions.
  ///   - rules: The chapters about whose rules is asked as well, with ten questions or more about each.
  ///   - isCourse: Whether to ask ten questions about each chapter and no more, those about its rule among them.
  ///   - seed: Chooses other questions, and mixes their order; nil for those of the scenario's name, in the order of
  ///     the guide.
  ///   - language: The language of the questions.
  package init(
    about scenarios: [Scenario], among shelf: [Scenario], rules: [GuideChapter] = [], isCourse: Bool = false,
    seed: UInt64? = nil, in language: Language = .english
  ) {
    let maker = QuestionMaker(scenarios, among: shelf, rules: rules, salt: seed ?? 0, language: language)
    var byChapter = Dictionary(grouping: scenarios) { $0.guide ?? "" }
    // The guide's chapters in their order, then what belongs to none of them.
    var questions: [QuizQuestion] = []
    for chapter in GuideChapter.all {
      let known = byChapter.keys.filter { GuideChapter.named($0) == chapter }.sorted()
      let own = known.flatMap { byChapter.removeValue(forKey: $0) ?? [] }
      let ofRuns = own.flatMap { maker.questions(about: $0, atMost: Self.questionsPerScenario) }
      guard rules.contains(chapter) else {
        questions += ofRuns
        continue
      }
      let ofRule = chapter.questions(seed: Self.seed(of: chapter.name) ^ (seed ?? 0), in: language)
      let first = ofRule.filter { [.why, .advice, .otherwise].contains($0.kind) }
      let room = Self.questionsPerChapter - first.count
      let examples = maker.examples(of: chapter)
      var all = isCourse ? Array(ofRuns.prefix(room)) : ofRuns
      // Few chapters need the questions that are made last, so none is made before it is needed.
      for scenario in examples where all.count < room {
        all.add(maker.questions(about: scenario, atMost: Self.questionsPerScenario), upTo: room)
      }
      all += first
      all.add(ofRule.filter { !first.contains($0) }, upTo: Self.questionsPerChapter)
      for scenario in own + examples where all.count < Self.questionsPerChapter {
        all.add(maker.furtherQuestions(about: scenario), upTo: Self.questionsPerChapter)
      }
      questions += all
    }
    questions += byChapter.sorted { $0.key < $1.key }.flatMap(\.value)
      .flatMap { maker.questions(about: $0, atMost: Self.questionsPerScenario) }
    if let seed {
      var generator = SeededGenerator(seed: seed)
      questions = questions.shuffled(&generator)
    }
    self.questions = questions
  }

  /// A seed from a name (FNV-1a, 64 bits).
  static func seed(of name: String) -> UInt64 {
    name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

extension [QuizQuestion] {
  /// Appends questions that are not there yet, until there are `count`.
  fileprivate mutating func add(_ questions: [QuizQuestion], upTo count: Int) {
    var known = Set(map(\.id))
    for question in questions where self.count < count && known.insert(question.id).inserted { append(question) }
  }
}
