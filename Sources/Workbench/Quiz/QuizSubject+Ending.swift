// Questions about how a run ends: the outcome, where it is caught, where the cancellation lands, which style differs.

import Comparison

extension QuizSubject {
  /// The outcome of the pipeline.
  func outcome() -> QuestionDraft? {
    guard run.pipelines == 1 else { return nil }
    let ending = run.ending
    let right = QuestionDraft.Candidate(ending, QuizStatement("that is what arrives.") { $0.ending == ending })
    let replies = run.events.compactMap { event -> QuestionDraft.Candidate? in
      guard case .replied(let call, let reply) = event.kind else { return nil }
      let words = "that is the reply to \(VisibleText.of(callLabel(call)))."
      return .init(
        VisibleText.of(quoted(reply)),
        QuizStatement(words) { run in run.events.contains { $0.kind == .replied(call: call, reply: reply) } })
    }
    return QuestionDraft(
      prompt: "\(inStyle), what does the pipeline deliver?",
      candidates: [right] + answers("that is what arrives", \.ending) + replies, isRight: { run.ending == $0 })
  }

  /// Where the error or the cancellation is caught.
  func caught() -> QuestionDraft? {
    guard run.pipelines == 1, quizCase.runs.contains(where: { !$0.catchingPlaces.isEmpty }) else { return nil }
    func candidate(_ place: String, _ words: String, at runs: QuizPlace = .here) -> QuestionDraft.Candidate {
      .init(place, QuizStatement(words, at: runs) { $0.catchingPlaces.contains(place) })
    }
    let right = run.catchingPlaces.map { candidate($0, "it is caught there.") }
    let isNowhere = run.catchingPlaces.isEmpty
    let nowhere = QuestionDraft.Candidate(
      StyleRun.nowhere,
      QuizStatement(isNowhere ? "none is." : "something is caught here.") { $0.catchingPlaces.isEmpty == isNowhere })
    let wrong = witnesses.flatMap { witness in
      witness.run.catchingPlaces.map { candidate($0, "it is caught there \(witness.words).", at: witness.place) }
    }
    return QuestionDraft(
      prompt: "\(inStyle), where is an error or the cancellation caught?", candidates: right + [nowhere] + wrong,
      isRight: { run.catchingPlaces.isEmpty ? $0 == StyleRun.nowhere : run.catchingPlaces.contains($0) })
  }

  /// The effect of the cancellation.
  func landing() -> QuestionDraft? {
    guard run.pipelines == 1, plan.cancellations.count == 1 else { return nil }
    let landing = run.landing
    let right = QuestionDraft.Candidate(
      landing, QuizStatement("so the run records it.") { $0.landing == landing })
    return QuestionDraft(
      prompt: "\(inStyle), what does the cancellation do?",
      candidates: [right] + answers("that is how the pipeline ends", \.landing),
      isRight: { run.landing == $0 })
  }

  /// Which style does other things than the two others, wherever each catches.
  func stranger() -> QuestionDraft? {
    func isRight(_ answer: String) -> Bool {
      quizCase.runs.contains { "\($0.style)" == answer }
        ? quizCase.runs.stranger.map { "\($0)" } == answer : quizCase.runs.areAlike
    }
    let candidates = quizCase.runs.map { run -> QuestionDraft.Candidate in
      let name = "\(run.style)"
      return .init(name, isRight(name) ? parting(of: run) : company(of: run))
    }
    let areAlike = quizCase.runs.areAlike
    let words = areAlike ? "line by line the same." : "one of them parts from the two others."
    let none = QuestionDraft.Candidate(
      "none: all three do the same",
      QuizStatement(words, ofAll: { _, runs in areAlike ? runs.areAlike : runs.stranger != nil }))
    return QuestionDraft(
      prompt: "Wherever each catches: which style does something else, or in another order, than the two others?",
      candidates: candidates + [none], isRight: isRight)
  }

  /// Where a style parts from the two others.
  private func parting(of run: StyleRun) -> QuizStatement {
    let others = quizCase.runs.first { $0.style != run.style }?.course ?? []
    let place = zip(run.course, others).prefix { $0 == $1 }.count
    func word(_ course: [String]) -> String { place < course.count ? "\"\(course[place])\"" : "nothing more" }
    let (here, there) = (word(run.course), word(others))
    return QuizStatement(
      "where \(run.style) has \(here), the others have \(there).",
      ofAll: { _, runs in
        runs.allSatisfy { word($0.course) == ($0.style == run.style ? here : there) }
      })
  }

  /// Which other style does the same as one that is not alone.
  private func company(of run: StyleRun) -> QuizStatement {
    let twin = quizCase.runs.first { $0.style != run.style && $0.course == run.course }
    guard let twin else { return QuizStatement("all three do something else.") { _ in false } }
    return QuizStatement(
      "it does the same as \(twin.style).",
      ofAll: { _, runs in
        let courses = runs.filter { [run.style, twin.style].contains($0.style) }.map(\.course)
        return courses.count == 2 && courses[0] == courses[1]
      })
  }

  private func answers(_ what: String, _ answer: @escaping (StyleRun) -> String) -> [QuestionDraft.Candidate] {
    witnesses.map { witness in
      let text = answer(witness.run)
      return .init(text, QuizStatement("\(what) \(witness.words).", at: witness.place) { answer($0) == text })
    }
  }
}

extension [StyleRun] {
  /// Whether all runs do the same, wherever each catches.
  fileprivate var areAlike: Bool { allSatisfy { $0.course == first?.course } }

  /// The style of the one run that parts from all others, which do the same; nil if there is no such run.
  fileprivate var stranger: Style? {
    indices.first { place in
      let others = indices.filter { $0 != place }.map { self[$0].course }
      return others.allSatisfy { $0 == others.first } && others.first != self[place].course
    }.map { self[$0].style }
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

  /// The effect of a cancellation: the calls that it meets, and the end of the pipeline.
  fileprivate var landing: String {
    let met = events.compactMap { event -> String? in
      switch event.kind {
      case .callCancelled(let call): "\(VisibleText.of(callLabel(call))) is cancelled"
      case .callRefused(let call): "\(VisibleText.of(callLabel(call))) is not sent"
      default: nil
      }
    }
    let end = ending.hasPrefix("nothing") ? "it does not finish" : "it ends with \(ending)"
    return (met.isEmpty ? ["no call is met"] : met).joined(separator: ", ") + "; " + end
  }

  /// The events, without the places of catching.
  fileprivate var course: [String] {
    events.filter {
      if case .caught = $0.kind { false } else { true }
    }.map { VisibleText.of("\($0.instant) \($0.text(among: pipelines))") }
  }
}
