// Questions about how a run ends: the outcome, where it is caught, where the cancellation lands, which style differs.

import Comparison

extension QuizSubject {
  /// The outcome of the pipeline.
  func outcome() -> QuestionDraft? {
    guard run.pipelines == 1 else { return nil }
    let ending = run.ending
    let right = QuestionDraft.Candidate(
      run.shownEnding, QuizStatement(Wording("that is what arrives.", "이것이 전달됩니다.")) { $0.ending == ending })
    let replies = run.events.compactMap { event -> QuestionDraft.Candidate? in
      guard case .replied(let call, let reply) = event.kind else { return nil }
      let label = VisibleText.of(callLabel(call))
      let words = Wording("that is the reply to \(label).", "이것은 \(label)의 응답입니다.")
      return .init(
        VisibleText.of(quoted(reply)),
        QuizStatement(words) { run in run.events.contains { $0.kind == .replied(call: call, reply: reply) } })
    }
    return QuestionDraft(
      prompt: ask("what does the pipeline deliver", "파이프라인은 무엇을 전달하나요"),
      candidates: [right] + answers("that is what arrives", "이것이 전달됩니다", \.shownEnding) + replies,
      isRight: { run.ending == $0 })
  }

  /// Where the error or the cancellation is caught.
  func caught() -> QuestionDraft? {
    guard run.pipelines == 1, quizCase.runs.contains(where: { !$0.catchingPlaces.isEmpty }) else { return nil }
    func candidate(_ place: String, _ words: Wording, at runs: QuizPlace = .here) -> QuestionDraft.Candidate {
      .init(place, QuizStatement(words, at: runs) { $0.catchingPlaces.contains(place) })
    }
    let right = run.catchingPlaces.map { candidate($0, Wording("it is caught there.", "여기에서 잡힙니다.")) }
    let isNowhere = run.catchingPlaces.isEmpty
    let nowhere = QuestionDraft.Candidate(
      Wording(StyleRun.nowhere, "아무 데서도 잡히지 않음"),
      QuizStatement(
        isNowhere
          ? Wording("none is.", "잡히는 것이 없습니다.")
          : Wording("something is caught here.", "이 실행에서는 잡히는 것이 있습니다.")
      ) { $0.catchingPlaces.isEmpty == isNowhere })
    let wrong = witnesses.flatMap { witness in
      witness.run.catchingPlaces.map {
        candidate($0, witness.words.completing("it is caught there", "여기에서 잡힙니다"), at: witness.place)
      }
    }
    return QuestionDraft(
      prompt: ask("where is an error or the cancellation caught", "오류나 취소는 어디에서 잡히나요"),
      candidates: right + [nowhere] + wrong,
      isRight: { run.catchingPlaces.isEmpty ? $0 == StyleRun.nowhere : run.catchingPlaces.contains($0) })
  }

  /// The effect of the cancellation.
  func landing() -> QuestionDraft? {
    guard run.pipelines == 1, plan.cancellations.count == 1 else { return nil }
    let landing = run.landing
    let right = QuestionDraft.Candidate(
      run.shownLanding,
      QuizStatement(Wording("so the run records it.", "실행에 그렇게 기록됩니다.")) { $0.landing == landing })
    return QuestionDraft(
      prompt: ask("what does the cancellation do", "취소는 무엇을 하나요"),
      candidates: [right] + answers("that is how the pipeline ends", "파이프라인이 이렇게 끝납니다", \.shownLanding),
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
    let words =
      areAlike
      ? Wording("line by line the same.", "한 줄도 다르지 않습니다.")
      : Wording("one of them parts from the two others.", "하나가 나머지 둘과 다릅니다.")
    let none = QuestionDraft.Candidate(
      Wording("none: all three do the same", "없음: 셋이 모두 같음"),
      QuizStatement(words, ofAll: { _, runs in areAlike ? runs.areAlike : runs.stranger != nil }))
    return QuestionDraft(
      prompt: Wording(
        "Wherever each catches: which style does something else, or in another order, than the two others?",
        "오류를 잡는 곳은 빼고, 나머지 두 스타일과 다른 일을 하거나 다른 순서로 하는 스타일은 어느 것인가요?"),
      candidates: candidates + [none], isRight: isRight)
  }

  /// Where a style parts from the two others.
  private func parting(of run: StyleRun) -> QuizStatement {
    let others = quizCase.runs.first { $0.style != run.style }?.course ?? []
    let place = zip(run.course, others).prefix { $0 == $1 }.count
    func word(_ course: [String]) -> String { place < course.count ? "\"\(course[place])\"" : "nothing more" }
    func korean(_ word: String) -> String { word == "nothing more" ? "더 없음" : word }
    let (here, there) = (word(run.course), word(others))
    return QuizStatement(
      Wording(
        "where \(run.style) has \(here), the others have \(there).",
        "같은 자리에 \(run.style): \(korean(here)), 나머지 둘: \(korean(there))."),
      ofAll: { _, runs in
        runs.allSatisfy { word($0.course) == ($0.style == run.style ? here : there) }
      })
  }

  /// Which other style does the same as one that is not alone.
  private func company(of run: StyleRun) -> QuizStatement {
    let twin = quizCase.runs.first { $0.style != run.style && $0.course == run.course }
    guard let twin else { return QuizStatement(Wording("all three do something else.", "셋이 모두 다릅니다.")) { _ in false } }
    return QuizStatement(
      Wording("it does the same as \(twin.style).", "\(twin.style) 스타일과 같은 일을 합니다."),
      ofAll: { _, runs in
        let courses = runs.filter { [run.style, twin.style].contains($0.style) }.map(\.course)
        return courses.count == 2 && courses[0] == courses[1]
      })
  }

  private func answers(
    _ english: String, _ korean: String, _ answer: @escaping (StyleRun) -> Wording
  ) -> [QuestionDraft.Candidate] {
    witnesses.map { witness in
      let text = answer(witness.run)
      let words = witness.words.completing(english, korean)
      return .init(text, QuizStatement(words, at: witness.place) { answer($0) == text })
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
  fileprivate var ending: String { shownEnding.english }

  /// The outcome, or that there is none, in each language.
  fileprivate var shownEnding: Wording {
    let outcome = outcomes.first.flatMap { $0 }.map { VisibleText.of("\($0)") }
    return outcome.map { Wording($0, $0) } ?? Wording("nothing: it does not finish", "없음: 끝나지 않음")
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
  fileprivate var landing: String { shownLanding.english }

  /// The effect of a cancellation in each language.
  fileprivate var shownLanding: Wording {
    let met = events.compactMap { event -> Wording? in
      switch event.kind {
      case .callCancelled(let call):
        Wording("\(VisibleText.of(callLabel(call))) is cancelled", "\(VisibleText.of(callLabel(call))) 취소됨")
      case .callRefused(let call):
        Wording("\(VisibleText.of(callLabel(call))) is not sent", "\(VisibleText.of(callLabel(call))) 보내지 않음")
      default: nil
      }
    }
    let calls = met.isEmpty ? [Wording("no call is met", "취소되는 호출 없음")] : met
    let end =
      ending.hasPrefix("nothing")
      ? Wording("it does not finish", "끝나지 않음") : Wording("it ends with \(ending)", "결과는 \(ending)")
    return Wording(
      calls.map(\.english).joined(separator: ", ") + "; " + end.english,
      calls.map(\.korean).joined(separator: ", ") + "; " + end.korean)
  }

  /// The events, without the places of catching.
  fileprivate var course: [String] {
    events.filter {
      if case .caught = $0.kind { false } else { true }
    }.map { VisibleText.of("\($0.instant) \($0.text(among: pipelines))") }
  }
}
