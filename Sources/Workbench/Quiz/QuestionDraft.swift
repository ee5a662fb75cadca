// A question before it is checked: candidates, and a judge that looks at the run and not at the candidates' origin.

import EventLoops

/// A question whose candidates have still to be judged.
struct QuestionDraft {
  /// The prompt.
  var prompt: Wording
  /// The possible answers, the ones that teach most first.
  var candidates: [Candidate]
  /// Whether an answer is right, found out from the run.
  var isRight: (String) -> Bool

  /// A possible answer, and the statement about it.
  struct Candidate {
    /// The answer in English, by which it is judged.
    let text: String
    /// The answer as it is offered.
    let shown: Wording
    let statement: QuizStatement

    /// An answer that is the same in each language: the words of an event.
    init(_ text: String, _ statement: QuizStatement) {
      self.init(Wording(text, text), statement)
    }

    /// An answer.
    init(_ shown: Wording, _ statement: QuizStatement) {
      (text, self.shown, self.statement) = (shown.english, shown, statement)
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
    _ generator: inout SeededGenerator, in language: Language = .english,
    isTrue: (QuizStatement) -> Bool = { _ in true }
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
      ([(isRight: true, candidate: answer)] + others.map { (isRight: false, candidate: $0) }).shuffled(&generator)
    let offered = answers.map { isRight, candidate in
      let verdict = isRight ? language.right : language.wrong
      return QuizQuestion.Answer(
        text: candidate.shown.text(in: language), feedback: verdict + candidate.statement.words.text(in: language))
    }
    return (offered, answers.firstIndex { $0.isRight } ?? 0)
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
