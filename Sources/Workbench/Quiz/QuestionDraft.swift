// A question before it is checked: candidates, and a judge that looks at the run and not at the candidates' origin.

import EventLoops

/// A question whose candidates have still to be judged.
struct QuestionDraft {
  /// What is asked.
  var prompt: String
  /// The possible choices, the ones that teach most first.
  var candidates: [QuizQuestion.Choice]
  /// Whether an answer is right, found out from the run.
  var isRight: (String) -> Bool

  /// Why a draft cannot be asked.
  enum Flaw: Error, Hashable {
    /// None of the candidates is right.
    case noRightAnswer
    /// More than one candidate is right.
    case ambiguous([String])
    /// There are fewer than three different candidates.
    case tooFewChoices
  }

  /// The right choice and up to three others, in an order made by `generator`, and the place of the right one.
  ///
  /// Of candidates with the same text the first one counts.
  ///
  /// - Throws: A `Flaw` if not exactly one candidate is right, or there are too few.
  func checked(_ generator: inout SeededGenerator) throws(Flaw) -> (choices: [QuizQuestion.Choice], answer: Int) {
    var known: Set<String> = []
    let different = candidates.filter { known.insert($0.text).inserted }
    let right = different.filter { isRight($0.text) }
    guard let answer = right.first else { throw .noRightAnswer }
    guard right.count == 1 else { throw .ambiguous(right.map(\.text)) }
    let others = different.filter { $0 != answer }.prefix(3)
    guard others.count >= 2 else { throw .tooFewChoices }
    let choices = ([answer] + others).shuffled(&generator)
    return (choices, choices.firstIndex(of: answer) ?? 0)
  }
}

extension Sequence {
  /// The elements in an order that follows from the generator alone (Fisher and Yates).
  func shuffled(_ generator: inout SeededGenerator) -> [Element] {
    var result = Array(self)
    for place in result.indices.dropFirst().reversed() { result.swapAt(place, generator.next(below: place + 1)) }
    return result
  }
}
