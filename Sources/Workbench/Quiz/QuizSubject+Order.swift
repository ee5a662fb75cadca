// Questions about the course of a run: what comes next, when, what never happens, how many events.

import Comparison
import EventLoops

extension QuizSubject {
  /// What happens right after an event.
  func next(_ generator: inout SeededGenerator) -> QuestionDraft? {
    let texts = run.texts
    let places = run.uniquePlaces.filter { $0 + 1 < texts.count }
    // What the styles go on with differently teaches most.
    let parting = places.filter { place in
      witnesses.contains { $0.run.text(after: texts[place]).map { $0 != texts[place + 1] } ?? false }
    }
    guard let place = (parting.isEmpty ? places : parting).any(&generator) else { return nil }
    let right = texts[place + 1]
    var candidates = [
      QuizQuestion.Choice(text: right, feedback: "Right: it is next, at \(run.events[place + 1].instant).")
    ]
    for witness in witnesses {
      guard let text = witness.run.text(after: texts[place]) else { continue }
      candidates.append(.init(text: text, feedback: "No: that comes next \(witness.place)."))
    }
    for other in texts.indices.filter({ $0 != place }).shuffled(&generator) {
      candidates.append(
        .init(
          text: texts[other],
          feedback: "No: that happens at \(run.events[other].instant), "
            + (other < place ? "before it." : "but not next.")))
    }
    return QuestionDraft(
      prompt: "\(inStyle), what happens right after \"\(texts[place])\" (\(run.events[place].instant))?",
      candidates: candidates, isRight: { run.text(after: texts[place]) == $0 })
  }

  /// When an event happens.
  func instant(_ generator: inout SeededGenerator) -> QuestionDraft? {
    let texts = run.texts
    let later = run.uniquePlaces.filter { run.events[$0].instant > .zero }
    guard let place = later.any(&generator) else { return nil }
    let text = texts[place]
    var candidates = [
      QuizQuestion.Choice(
        text: "\(run.events[place].instant)", feedback: "Right: it is at \(run.events[place].instant).")
    ]
    for witness in witnesses {
      guard let event = witness.run.events.indices.first(where: { witness.run.texts[$0] == text }) else { continue }
      let instant = witness.run.events[event].instant
      candidates.append(.init(text: "\(instant)", feedback: "No: that is when it happens \(witness.place)."))
    }
    for other in texts.indices.shuffled(&generator) {
      candidates.append(
        .init(text: "\(run.events[other].instant)", feedback: "No: that is the instant of \"\(texts[other])\"."))
    }
    return QuestionDraft(prompt: "\(inStyle), when does \"\(text)\" happen?", candidates: candidates) { answer in
      run.events.indices.contains { texts[$0] == text && "\(run.events[$0].instant)" == answer }
    }
  }

  /// What does not happen at all.
  func never(_ generator: inout SeededGenerator) -> QuestionDraft? {
    let texts = run.texts
    for witness in witnesses {
      let missing = witness.run.texts.indices.filter { !texts.contains(witness.run.texts[$0]) }
      guard let place = missing.any(&generator) else { continue }
      let instant = witness.run.events[place].instant
      let right = QuizQuestion.Choice(
        text: witness.run.texts[place], feedback: "Right: it happens only \(witness.place), at \(instant).")
      let wrong = texts.indices.shuffled(&generator).map {
        QuizQuestion.Choice(text: texts[$0], feedback: "No: it does happen, at \(run.events[$0].instant).")
      }
      return QuestionDraft(
        prompt: "\(inStyle), which of these does not happen?", candidates: [right] + wrong,
        isRight: { !texts.contains($0) })
    }
    return nil
  }

  /// How many events the loop runs.
  func count() -> QuestionDraft? {
    let count = run.report.eventCount
    let right = QuizQuestion.Choice(text: "\(count)", feedback: "Right: the loop runs \(count).")
    let wrong = witnesses.map {
      QuizQuestion.Choice(text: "\($0.run.report.eventCount)", feedback: "No: so many run \($0.place).")
    }
    return QuestionDraft(
      prompt: "\(inStyle), how many events does the loop run?", candidates: [right] + wrong,
      isRight: { $0 == "\(run.report.eventCount)" })
  }
}

extension StyleRun {
  /// The text of the event after the only one with this text; nil if there is no such event, or none after it.
  fileprivate func text(after text: String) -> String? {
    let texts = texts
    guard let place = texts.firstIndex(of: text), texts.lastIndex(of: text) == place else { return nil }
    return place + 1 < texts.count ? texts[place + 1] : nil
  }
}

extension Array {
  /// One of the elements, by the generator.
  func any(_ generator: inout SeededGenerator) -> Element? {
    isEmpty ? nil : self[generator.next(below: count)]
  }
}
