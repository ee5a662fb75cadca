// Questions about how a run ends: the outcome, where it is caught, where the cancellation lands, which style differs.

import Comparison

extension QuizSubject {
  /// What the pipeline delivers.
  func outcome() -> QuestionDraft? {
    guard run.pipelines == 1 else { return nil }
    let right = QuizQuestion.Choice(text: run.ending, feedback: "Right: that is what arrives.")
    let replies = run.events.compactMap { event -> QuizQuestion.Choice? in
      guard case .replied(let call, let reply) = event.kind else { return nil }
      return .init(
        text: VisibleText.of(quoted(reply)), feedback: "No: that is the reply to \(VisibleText.of(callLabel(call))).")
    }
    return QuestionDraft(
      prompt: "\(inStyle), what does the pipeline deliver?",
      candidates: [right] + choices("that is what arrives", \.ending) + replies, isRight: { run.ending == $0 })
  }

  /// Where the error or the cancellation is caught.
  func caught() -> QuestionDraft? {
    guard run.pipelines == 1, quizCase.runs.contains(where: { !$0.catchingPlaces.isEmpty }) else { return nil }
    let right = run.catchingPlaces.map { QuizQuestion.Choice(text: $0, feedback: "Right: it is caught there.") }
    let nowhere = QuizQuestion.Choice(
      text: StyleRun.nowhere, feedback: run.catchingPlaces.isEmpty ? "Right: none is." : "No: something is caught here."
    )
    let wrong = witnesses.flatMap { witness in
      witness.run.catchingPlaces.map {
        QuizQuestion.Choice(text: $0, feedback: "No: it is caught there \(witness.place).")
      }
    }
    return QuestionDraft(
      prompt: "\(inStyle), where is an error or the cancellation caught?", candidates: right + [nowhere] + wrong,
      isRight: { run.catchingPlaces.isEmpty ? $0 == StyleRun.nowhere : run.catchingPlaces.contains($0) })
  }

  /// What becomes of the cancellation.
  func landing() -> QuestionDraft? {
    guard run.pipelines == 1, plan.cancellations.count == 1 else { return nil }
    let right = QuizQuestion.Choice(text: run.landing, feedback: "Right: so the run records it.")
    return QuestionDraft(
      prompt: "\(inStyle), what does the cancellation do?",
      candidates: [right] + choices("that is what becomes of the pipeline", \.landing),
      isRight: { run.landing == $0 })
  }

  /// Which style does other things than the two others, wherever each catches.
  func stranger() -> QuestionDraft? {
    let courses = quizCase.runs.map(\.course)
    let none = "none: all three do the same"
    func isAlone(_ place: Int) -> Bool {
      let others = courses.indices.filter { $0 != place }.map { courses[$0] }
      return others.allSatisfy { $0 == others.first } && others.first != courses[place]
    }
    func isRight(_ answer: String) -> Bool {
      guard let place = quizCase.runs.firstIndex(where: { "\($0.style)" == answer }) else {
        return courses.allSatisfy { $0 == courses.first }
      }
      return isAlone(place)
    }
    var candidates = quizCase.runs.indices.map { place in
      let style = "\(quizCase.runs[place].style)"
      if isRight(style) {
        return QuizQuestion.Choice(
          text: style, feedback: "Right: " + difference(courses[place], courses[place == 0 ? 1 : 0], style))
      }
      let twin = courses.indices.first { $0 != place && courses[$0] == courses[place] }
      let word = twin.map { "it does the same as \(quizCase.runs[$0].style)" } ?? "it is not the only one"
      return QuizQuestion.Choice(text: style, feedback: "No: \(word).")
    }
    let feedback = isRight(none) ? "Right: line by line the same." : "No: one of them parts from the two others."
    candidates.append(.init(text: none, feedback: feedback))
    return QuestionDraft(
      prompt: "Wherever each catches: which style does something else, or in another order, than the two others?",
      candidates: candidates, isRight: isRight)
  }

  private func choices(_ what: String, _ answer: (StyleRun) -> String) -> [QuizQuestion.Choice] {
    witnesses.map { .init(text: answer($0.run), feedback: "No: \(what) \($0.place).") }
  }

  /// The first line in which two courses part, in words.
  private func difference(_ own: [String], _ others: [String], _ style: String) -> String {
    let place = zip(own, others).prefix { $0 == $1 }.count
    let here = place < own.count ? "\"\(own[place])\"" : "nothing more"
    let there = place < others.count ? "\"\(others[place])\"" : "nothing more"
    return "where \(style) has \(here), the others have \(there)."
  }
}

extension StyleRun {
  fileprivate static let nowhere = "nowhere"

  /// The outcome, or that there is none.
  fileprivate var ending: String {
    outcomes.first.flatMap { $0 }.map { VisibleText.of("\($0)") } ?? "nothing: it does not finish"
  }

  /// Where something is caught, each place once.
  fileprivate var catchingPlaces: [String] {
    var known: Set<String> = []
    return events.compactMap { event -> String? in
      guard case .caught(let place, _) = event.kind else { return nil }
      return VisibleText.of(place)
    }.filter { known.insert($0).inserted }
  }

  /// What becomes of a cancellation: which calls it meets, and how the pipeline ends.
  fileprivate var landing: String {
    let met = events.compactMap { event -> String? in
      switch event.kind {
      case .callCancelled(let call): "\(VisibleText.of(callLabel(call))) is called off"
      case .callRefused(let call): "\(VisibleText.of(callLabel(call))) is not sent"
      default: nil
      }
    }
    let end = ending.hasPrefix("nothing") ? "it does not finish" : "it ends with \(ending)"
    return (met.isEmpty ? ["no call is met"] : met).joined(separator: ", ") + "; " + end
  }

  /// What happens, without where it is caught.
  fileprivate var course: [String] {
    events.filter {
      if case .caught = $0.kind { false } else { true }
    }.map { VisibleText.of("\($0.instant) \($0.text(among: pipelines))") }
  }
}
