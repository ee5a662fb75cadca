// The statement of the quiz about an answer, and a check whether it is true.

import Comparison

/// A statement about an answer: the words, and whether they are true of a run.
struct QuizStatement {
  /// The sentence, without `Right:` or `No:`.
  let words: Wording
  /// The runs that it is about.
  var place = QuizPlace.here
  /// Whether it holds of a run, given with the runs of all styles.
  let holds: (_ run: StyleRun, _ all: [StyleRun]) -> Bool

  /// A statement about one run.
  init(_ words: Wording, at place: QuizPlace = .here, holds: @escaping (StyleRun) -> Bool) {
    self.init(words, at: place) { run, _ in holds(run) }
  }

  /// A statement about a run and those of the other styles.
  init(_ words: Wording, at place: QuizPlace = .here, ofAll holds: @escaping (StyleRun, [StyleRun]) -> Bool) {
    (self.words, self.place, self.holds) = (words, place, holds)
  }
}
