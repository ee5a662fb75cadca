// One style's run of a scenario that is asked about, with everything to compare it with.

import Comparison

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
