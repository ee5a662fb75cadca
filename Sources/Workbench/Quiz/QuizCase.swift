// A scenario that is asked about: its runs, and the other runs that its wrong answers are true of.

import Comparison
import Pipelines

/// A scenario with one run a style.
struct QuizCase {
  let scenario: Scenario
  /// The first version's run of each style, in the order of the styles.
  let runs: [StyleRun]
  /// The same without its cancellations and its time limit; none if it has neither.
  let undisturbed: [StyleRun]

  /// The most lines of a run that can be asked about: what is longer cannot be followed in the head.
  private static let mostLines = 120

  /// Runs a scenario; nil if a run of it is too long to ask about.
  init?(_ scenario: Scenario) {
    self.scenario = scenario
    runs = Self.runs(of: scenario, under: scenario.plan)
    guard runs.count == Style.allCases.count, runs.allSatisfy({ $0.lines.count <= Self.mostLines }) else { return nil }
    undisturbed = scenario.plan.undisturbed.map { Self.runs(of: scenario, under: $0) } ?? []
  }

  private static func runs(of scenario: Scenario, under plan: Plan) -> [StyleRun] {
    guard let program = Catalog.program(named: scenario.program) else { return [] }
    let all = program.compare(under: plan).runs
    return Style.allCases.compactMap { style in all.first { $0.style == style } }
  }

  /// What the world does to the program: the statements of the file without its header and expectations.
  var setup: [String] {
    // A note may tell the answer.
    let header = ["title", "guide", "teaches", "note"]
    let statements = scenario.source.lines.prefix { !$0.hasPrefix("expect") }
    return statements.filter { line in
      let word = line.split(separator: " ").first.map(String.init) ?? "#"
      return !word.hasPrefix("#") && !header.contains(word)
    }.map(VisibleText.of)
  }
}

/// A run that a wrong answer may be true of, and how the feedback names it.
struct Witness {
  let run: StyleRun
  /// For the end of a sentence: `in the future style`.
  let place: String
}

/// One style's run of a scenario, with everything to compare it with.
struct QuizSubject {
  let quizCase: QuizCase
  let run: StyleRun
  /// The runs of other styles, the one without the disturbance, then other scenarios of the chapter in this style.
  let witnesses: [Witness]

  /// The subject for one style of a scenario, among the scenarios of its chapter.
  init(_ quizCase: QuizCase, _ run: StyleRun, chapter: [QuizCase]) {
    self.quizCase = quizCase
    self.run = run
    let styles = quizCase.runs.filter { $0.style != run.style }.map {
      Witness(run: $0, place: "in the \($0.style) style")
    }
    let cause = quizCase.scenario.plan.cancellations.isEmpty ? "time limit" : "cancellation"
    let calm = quizCase.undisturbed.filter { $0.style == run.style }.map {
      Witness(run: $0, place: "without the \(cause)")
    }
    let mates = chapter.filter {
      $0.scenario.program == quizCase.scenario.program && $0.scenario.name != quizCase.scenario.name
    }.flatMap { mate in
      mate.runs.filter { $0.style == run.style }.map {
        Witness(run: $0, place: "in the scenario \(mate.scenario.name)")
      }
    }
    witnesses = styles + calm + mates
  }

  var plan: Plan { quizCase.scenario.plan }
  /// The words that a question begins with.
  var inStyle: String { "In the \(run.style) style" }
}

extension StyleRun {
  /// The texts of the events, as a quiz shows them.
  var texts: [String] { events.map { VisibleText.of($0.text(among: pipelines)) } }

  /// The places of the events whose text is that of no other event.
  var uniquePlaces: [Int] {
    let counts = Dictionary(grouping: texts.indices, by: { texts[$0] })
    return texts.indices.filter { counts[texts[$0]]?.count == 1 }
  }
}
