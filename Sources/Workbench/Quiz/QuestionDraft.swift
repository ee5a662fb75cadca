// A question before it is checked: candidates, and a judge that looks at the run and not at the candidates' origin.

import EventLoops

/// A question whose candidates have still to be judged.
struct QuestionDraft {
  /// The prompt.
  var prompt: String
  /// The possible answers, the ones that teach most first.
  var candidates: [Candidate]
  /// Whether an answer is right, found out from the run.
  var isRight: (String) -> Bool

  /// A possible answer, and the statement about it.
  struct Candidate {
    let text: String
    let statement: QuizStatement

    init(_ text: String, _ statement: QuizStatement) {
      (self.text, self.statement) = (text, statement)
    }
  }

  /// Why a draft cannot be asked.
  enum Flaw: Error, Hashable {
    /// None of the candidates is right.
    case noRightAnswer
    /// More than one candidate is right.
    case ambiguous([String])
    /// There are fewer than three different candidates of which something true is said.
    case tooFewAnswers
  }

  /// The right answer and up to three others, in an order made by `generator`, and the place of the right one.
  ///
  /// Of candidates with the same text the first one counts of which something true is said.
  ///
  /// - Throws: A `Flaw` if not exactly one candidate is right, or there are too few.
  func checked(
    _ generator: inout SeededGenerator, isTrue: (QuizStatement) -> Bool = { _ in true }
  ) throws(Flaw) -> (answers: [QuizQuestion.Answer], rightAnswer: Int) {
    var known: Set<String> = []
    let right = candidates.filter { isRight($0.text) && known.insert($0.text).inserted }.map(\.text)
    guard let text = right.first else { throw .noRightAnswer }
    guard right.count == 1 else { throw .ambiguous(right) }
    guard let answer = candidates.first(where: { $0.text == text && isTrue($0.statement) }) else {
      throw .noRightAnswer
    }
    var others: [Candidate] = []
    for candidate in candidates where others.count < 3 && !known.contains(candidate.text) {
      guard isTrue(candidate.statement) else { continue }
      known.insert(candidate.text)
      others.append(candidate)
    }
    guard others.count >= 2 else { throw .tooFewAnswers }
    let answers =
      ([QuizQuestion.Answer(text: text, feedback: "Right: " + answer.statement.words)]
      + others.map { QuizQuestion.Answer(text: $0.text, feedback: "No: " + $0.statement.words) })
      .shuffled(&generator)
    return (answers, answers.firstIndex { $0.text == text } ?? 0)
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
