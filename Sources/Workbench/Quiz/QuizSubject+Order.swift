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
        QuizStatement(Wording("it is next, at \(instant).", "\(instant)에 바로 다음으로 일어납니다.")) {
          $0.text(after: before) == right && $0.has(right, at: instant)
        })
    ]
    for witness in witnesses {
      guard let text = witness.run.text(after: before) else { continue }
      candidates.append(
        .init(
          text,
          QuizStatement(witness.words.completing("that comes next", "이것이 다음입니다"), at: witness.place) {
            $0.text(after: before) == text
          }))
    }
    for other in texts.indices.filter({ $0 != place }).shuffled(&generator) {
      candidates.append(.init(texts[other], elsewhere(other, than: place, among: texts)))
    }
    let next = run.text(after: before)
    return QuestionDraft(
      prompt: ask(
        "what happens right after \"\(before)\" (\(run.events[place].instant))",
        "\"\(before)\" (\(run.events[place].instant)) 바로 다음에 무슨 일이 일어나나요"),
      candidates: candidates, isRight: { $0 == next })
  }

  /// That an event happens before another one, or after it and not next.
  private func elsewhere(_ other: Int, than place: Int, among texts: [String]) -> QuizStatement {
    let (text, before, isEarlier) = (texts[other], texts[place], other < place)
    let instant = "\(run.events[other].instant)"
    let words =
      isEarlier
      ? Wording("that happens at \(instant), before it.", "\(instant)에, 그보다 먼저 일어납니다.")
      : Wording("that happens at \(instant), but not next.", "\(instant)에 일어나지만 바로 다음은 아닙니다.")
    return QuizStatement(words) { run in
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
      _ instant: Instant, of text: String, _ words: Wording, at place: QuizPlace = .here
    ) -> QuestionDraft.Candidate {
      .init("\(instant)", QuizStatement(words, at: place) { $0.has(text, at: "\(instant)") })
    }
    let instant = run.events[place].instant
    var candidates = [
      candidate(instant, of: text, Wording("it is at \(instant).", "\(instant)에 일어납니다."))
    ]
    for witness in witnesses {
      guard let event = witness.run.texts.firstIndex(of: text) else { continue }
      let instant = witness.run.events[event].instant
      let words = witness.words.completing("that is when it happens", "그때 일어납니다")
      candidates.append(candidate(instant, of: text, words, at: witness.place))
    }
    for other in texts.indices.shuffled(&generator) {
      candidates.append(
        candidate(
          run.events[other].instant, of: texts[other],
          Wording(
            "that is the instant of \"\(texts[other])\".", "그 순간에는 \"\(texts[other])\" 이벤트가 일어납니다.")))
    }
    return QuestionDraft(
      prompt: ask("when does \"\(text)\" happen", "\"\(text)\" 이벤트는 언제 일어나나요"), candidates: candidates
    ) {
      run.has(text, at: $0)
    }
  }

  /// An event that does not occur.
  func never(_ generator: inout SeededGenerator) -> QuestionDraft? {
    let texts = run.texts
    // Where several pipelines run, the text of an event begins with the number of its pipeline, and one without it would
    // give itself away.
    for witness in witnesses where (witness.run.pipelines > 1) == (run.pipelines > 1) {
      let others = witness.run.texts
      let missing = others.indices.filter { !texts.contains(others[$0]) }
      guard let place = missing.any(&generator) else { continue }
      let (text, instant) = (others[place], "\(witness.run.events[place].instant)")
      let right = QuestionDraft.Candidate(
        text,
        QuizStatement(
          Wording(
            "it happens \(witness.words.english), at \(instant), and not here.",
            "\(witness.words.korean) \(instant)에 일어나지만, 여기서는 일어나지 않습니다."), at: witness.place
        ) {
          $0.has(text, at: instant)
        })
      let wrong = texts.indices.shuffled(&generator).map { index in
        let (text, instant) = (texts[index], "\(run.events[index].instant)")
        return QuestionDraft.Candidate(
          text,
          QuizStatement(Wording("it does happen, at \(instant).", "\(instant)에 일어납니다.")) {
            $0.has(text, at: instant)
          })
      }
      return QuestionDraft(
        prompt: ask("which of these does not happen", "다음 중 일어나지 않는 것은 무엇인가요"), candidates: [right] + wrong,
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
