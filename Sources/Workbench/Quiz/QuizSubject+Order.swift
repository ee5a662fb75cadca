// Questions about the course of a run: what comes next, when, and what never happens.

import Comparison
import EventLoops

extension QuizSubject {
  /// The event that follows a given one.
  func next(_ generator: inout SeededGenerator) -> QuestionDraft? {
    let texts = run.texts
    let places = run.uniquePlaces.filter { $0 + 1 < texts.count }
    // What the styles continue with differently teaches most.
    let parting = places.filter { place in
      witnesses.contains { $0.run.text(after: texts[place]).map { $0 != texts[place + 1] } ?? false }
    }
    guard let place = (parting.isEmpty ? places : parting).any(&generator) else { return nil }
    let (before, right) = (texts[place], texts[place + 1])
    let instant = "\(run.events[place + 1].instant)"
    var candidates = [
      QuestionDraft.Candidate(
        right,
        QuizStatement("it is next, at \(instant).") { $0.text(after: before) == right && $0.has(right, at: instant) })
    ]
    for witness in witnesses {
      guard let text = witness.run.text(after: before) else { continue }
      candidates.append(
        .init(
          text,
          QuizStatement("that comes next \(witness.words).", at: witness.place) { $0.text(after: before) == text }))
    }
    for other in texts.indices.filter({ $0 != place }).shuffled(&generator) {
      candidates.append(.init(texts[other], elsewhere(other, than: place)))
    }
    return QuestionDraft(
      prompt: "\(inStyle), what happens right after \"\(before)\" (\(run.events[place].instant))?",
      candidates: candidates, isRight: { run.text(after: before) == $0 })
  }

  /// That an event happens before another one, or after it and not next.
  private func elsewhere(_ other: Int, than place: Int) -> QuizStatement {
    let (text, before, isEarlier) = (run.texts[other], run.texts[place], other < place)
    let instant = "\(run.events[other].instant)"
    return QuizStatement("that happens at \(instant), \(isEarlier ? "before it" : "but not next").") { run in
      let texts = run.texts
      guard let place = texts.firstIndex(of: before), run.text(after: before) != text else { return false }
      return texts.indices.contains { index in
        texts[index] == text && "\(run.events[index].instant)" == instant && (isEarlier ? index < place : index > place)
      }
    }
  }

  /// When an event happens.
  func instant(_ generator: inout SeededGenerator) -> QuestionDraft? {
    let texts = run.texts
    let later = run.uniquePlaces.filter { run.events[$0].instant > .zero }
    guard let place = later.any(&generator) else { return nil }
    let text = texts[place]
    func candidate(
      _ instant: Instant, of text: String, _ words: String, at place: QuizPlace = .here
    ) -> QuestionDraft.Candidate {
      .init("\(instant)", QuizStatement(words, at: place) { $0.has(text, at: "\(instant)") })
    }
    let instant = run.events[place].instant
    var candidates = [candidate(instant, of: text, "it is at \(instant).")]
    for witness in witnesses {
      guard let event = witness.run.texts.firstIndex(of: text) else { continue }
      let instant = witness.run.events[event].instant
      candidates.append(candidate(instant, of: text, "that is when it happens \(witness.words).", at: witness.place))
    }
    for other in texts.indices.shuffled(&generator) {
      candidates.append(
        candidate(run.events[other].instant, of: texts[other], "that is the instant of \"\(texts[other])\"."))
    }
    return QuestionDraft(prompt: "\(inStyle), when does \"\(text)\" happen?", candidates: candidates) {
      run.has(text, at: $0)
    }
  }

  /// An event that does not occur.
  func never(_ generator: inout SeededGenerator) -> QuestionDraft? {
    let texts = run.texts
    for witness in witnesses {
      let missing = witness.run.texts.indices.filter { !texts.contains(witness.run.texts[$0]) }
      guard let place = missing.any(&generator) else { continue }
      let (text, instant) = (witness.run.texts[place], "\(witness.run.events[place].instant)")
      let right = QuestionDraft.Candidate(
        text,
        QuizStatement("it happens \(witness.words), at \(instant), and not here.", at: witness.place) {
          $0.has(text, at: instant)
        })
      let wrong = texts.indices.shuffled(&generator).map { index in
        let (text, instant) = (texts[index], "\(run.events[index].instant)")
        return QuestionDraft.Candidate(
          text, QuizStatement("it does happen, at \(instant).") { $0.has(text, at: instant) })
      }
      return QuestionDraft(
        prompt: "\(inStyle), which of these does not happen?", candidates: [right] + wrong,
        isRight: { !texts.contains($0) })
    }
    return nil
  }
}

extension Array {
  /// One of the elements, by the generator.
  func any(_ generator: inout SeededGenerator) -> Element? {
    isEmpty ? nil : self[generator.next(below: count)]
  }
}
