// A comparison with its title and its timeline, from which every format is made.

package import Comparison
import Synchronization

/// A comparison made ready to be shown.
public struct Picture: Sendable {
  /// The name by which it is known, which names its files: that of a scenario.
  package let name: String
  /// The title.
  package let title: String
  /// The point of it in one sentence, if there is one.
  package let teaches: String?
  /// The seed of random choices, if there was one.
  package let seed: UInt64?
  /// The comparison.
  package let comparison: StyleComparison

  /// A sentence that is shown after an event of the first run's loop, and which event it is, counted from 1.
  package let point: (text: String, turn: Int)?
  /// Sentences that are shown at instants.
  package let notes: [ScenarioNote]

  /// The language of the title, of the point of it, and of the rules.
  package let language: Language

  private let drawn = Drawn()

  /// A picture of any comparison.
  ///
  /// - Parameters:
  ///   - comparison: What was run.
  ///   - name: The name that its files get.
  ///   - title: The title.
  ///   - teaches: The point of it in one sentence.
  ///   - seed: The seed of random choices.
  ///   - point: A sentence to show after an event of the first run's loop, and which event, counted from 1.
  ///   - notes: Sentences to show at instants.
  ///   - language: The language of the texts that have a translation.
  package init(
    of comparison: StyleComparison, name: String, title: String, teaches: String? = nil, seed: UInt64? = nil,
    point: (text: String, turn: Int)? = nil, notes: [ScenarioNote] = [],
    language: Language = .english
  ) {
    self.name = name
    self.title = language.text(title)
    self.teaches = teaches.map(language.text)
    self.seed = seed
    self.comparison = comparison
    self.point = point
    self.notes = notes
    self.language = language
  }

  /// A picture of a scenario's runs.
  public init(of result: ScenarioResult, seed: UInt64? = nil) {
    self.init(of: result, seed: seed, in: .english)
  }

  /// A picture of a scenario's runs, with the texts that have a translation in a language.
  package init(of result: ScenarioResult, seed: UInt64? = nil, in language: Language) {
    self.init(
      of: result.comparison, name: result.scenario.name, title: result.scenario.title,
      teaches: result.scenario.teaches, seed: seed ?? result.scenario.plan.seed,
      notes: result.scenario.notes, language: language)
  }

  /// How many pipelines ran in each run.
  package var pipelines: Int { comparison.runs.map(\.pipelines).max() ?? 1 }

  /// The runs laid side by side. Made when it is first asked for: a trace of a long run does without.
  package var timeline: Timeline {
    drawn.timeline.withLock { timeline in
      if let timeline { return timeline }
      var made = Timeline(of: comparison)
      made.language = language
      if let point { made.place(point.text, afterTurn: point.turn) }
      made.place(notes)
      timeline = made
      return made
    }
  }

  /// The timeline, once it was asked for.
  private final class Drawn: Sendable {
    let timeline = Mutex<Timeline?>(nil)
  }
}
