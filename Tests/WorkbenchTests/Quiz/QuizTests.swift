// The quiz over the project's own scenarios, and the check that keeps ambiguous questions out.

import EventLoops
import Foundation
import Testing

@testable import Workbench

@Suite struct `The quiz` {
  private static let shelf = ProjectFiles.scenarios
  private static let all = Quiz(about: shelf, among: shelf)

  @Test func `has at least sixty questions, of every kind, about every chapter`() {
    #expect(Self.all.questions.count >= 60)
    #expect(Set(Self.all.questions.map(\.kind)) == Set(QuestionKind.allCases).subtracting([.why, .advice, .otherwise]))
    let asked = Set(Self.all.questions.map(\.scenario))
    let chapters = Set(Self.shelf.filter { asked.contains($0.name) }.map(\.guide))
    #expect(chapters == Set(Self.shelf.map(\.guide)))
    #expect(Set(Self.all.questions.map(\.id)).count == Self.all.questions.count)
  }

  @Test func `gives three or four different answers, each with a feedback, one of which says right`() {
    for question in Self.all.questions {
      #expect((3...4).contains(question.answers.count), "\(question.id)")
      #expect(Set(question.answers.map(\.text)).count == question.answers.count, "\(question.id)")
      let right = question.answers.indices.filter { question.answers[$0].feedback.hasPrefix("Right: ") }
      #expect(right == [question.rightAnswer], "\(question.id)")
      let wrong = question.answers.filter { $0.feedback.hasPrefix("No: ") }
      #expect(wrong.count == question.answers.count - 1, "\(question.id)")
    }
  }

  @Test func `is the same each time, and another with a seed`() {
    let some = Self.shelf.filter { $0.guide == "notes/ordering.md" }
    let plain = Quiz(about: some, among: Self.shelf).questions
    #expect(plain == Quiz(about: some, among: Self.shelf).questions)
    let seeded = Quiz(about: some, among: Self.shelf, seed: 5).questions
    #expect(seeded == Quiz(about: some, among: Self.shelf, seed: 5).questions)
    #expect(seeded != plain)
  }

  @Test func `knows what a run did, by the key to a few of its questions`() throws {
    let scenario = try #require(Self.shelf.first { $0.name == "cancelled-at-the-reply" })
    let quizCase = try #require(QuizCase(scenario))
    let chapter = Self.shelf.filter { $0.guide == scenario.guide }.compactMap(QuizCase.init)
    var generator = SeededGenerator(seed: 1)
    func key(_ kind: QuestionKind, _ style: Int) throws -> String {
      let subject = QuizSubject(
        quizCase, quizCase.runs[style], chapter: chapter, judge: QuizJudge(Self.shelf))
      let question = try #require(subject.question(kind, &generator))
      return question.answers[question.rightAnswer].text
    }
    #expect(try key(.caught, 0) == "in the completion of call 2")
    #expect(try key(.caught, 2) == "in the catch around the awaits")
    #expect(try key(.landing, 0) == "call 2 is cancelled; it ends with cancelled")
    #expect(try key(.landing, 1) == "no call is met; it ends with cancelled")
    #expect(try key(.landing, 2) == "call 2 is not sent; it ends with cancelled")
    #expect(try key(.outcome, 1) == "cancelled")
  }

  @Test func `does not ask which style differs where all three do`() throws {
    let scenario = try #require(Self.shelf.first { $0.name == "cancelled-at-the-reply" })
    let quizCase = try #require(QuizCase(scenario))
    var generator = SeededGenerator(seed: 1)
    let subject = QuizSubject(quizCase, quizCase.runs[0], chapter: [], judge: QuizJudge([scenario]))
    #expect(subject.question(.stranger, &generator) == nil)
  }

  private static func draft(_ texts: [String], right: Set<String>) -> QuestionDraft {
    QuestionDraft(
      prompt: "?", candidates: texts.map { text in .init(text, QuizStatement("about \(text)") { _ in true }) },
      isRight: right.contains)
  }

  @Test(arguments: [
    (["a", "b", "c"], ["a", "b"], QuestionDraft.Flaw.ambiguous(["a", "b"])),
    (["a", "b", "c", "d", "e"], ["a", "e"], .ambiguous(["a", "e"])),
    (["a", "b", "c"], ["z"], .noRightAnswer),
    (["a", "b", "b", "a"], ["a"], .tooFewAnswers),
  ])
  func `a question without exactly one right answer among three is refused`(
    texts: [String], right: [String], flaw: QuestionDraft.Flaw
  ) {
    var generator = SeededGenerator(seed: 1)
    #expect(throws: flaw) { try Self.draft(texts, right: Set(right)).checked(&generator) }
  }

  @Test func `a question with one right answer keeps it and three others`() throws {
    var generator = SeededGenerator(seed: 1)
    let checked = try Self.draft(["a", "b", "c", "d", "e"], right: ["e"]).checked(&generator)
    #expect(checked.answers.map(\.text).sorted() == ["a", "b", "c", "e"])
    #expect(checked.answers[checked.rightAnswer].text == "e")
  }

  @Test func `a answer of which nothing true is said is left out`() throws {
    var generator = SeededGenerator(seed: 1)
    let draft = Self.draft(["a", "b", "c", "d", "e"], right: ["a"])
    let checked = try draft.checked(&generator) { $0.words != "about c" }
    #expect(checked.answers.map(\.text).sorted() == ["a", "b", "d", "e"])
    #expect(throws: QuestionDraft.Flaw.noRightAnswer) { try draft.checked(&generator) { $0.words != "about a" } }
    #expect(throws: QuestionDraft.Flaw.tooFewAnswers) {
      try draft.checked(&generator) { "ab".contains($0.words.last!) }
    }
  }

  @Test func `a handout escapes what its format would obey`() throws {
    let question = QuizQuestion(
      scenario: "s", title: "T", subject: "<b> & *it*", setup: ["call 1 <x>"], kind: .next, prompt: "what?", hint: "",
      rule: "<r>", source: "here",
      answers: [.init(text: "<i>", feedback: "Right: so.")], rightAnswer: 0)
    let quiz = Quiz(questions: [question])
    let page = QuizHandout.html.document(of: quiz, title: "Q")
    #expect(page.contains("&lt;b&gt; &amp; *it*") && page.contains("<li>&lt;i&gt;</li>") && !page.contains("<b>"))
    #expect(QuizHandout.markdown.document(of: quiz, title: "Q").contains("\\<b\\> \\& \\*it\\*\n"))
    #expect(
      QuizHandout.text.document(of: quiz, title: "Q").hasSuffix("Key\n\n1. a [here]\n   a) Right: so.\n   Rule: <r>\n"))
  }

  @Test func `progress is written and read back, and a damaged file is distinguished from a missing one`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("state/quiz.json").path
    #expect(try QuizProgress(contentsOf: path) == QuizProgress())
    var progress = QuizProgress()
    progress.remember(Self.all.questions[0], isRight: true)
    progress.remember(Self.all.questions[1], isRight: false)
    try progress.write(to: path)
    let read = try QuizProgress(contentsOf: path)
    #expect(read == progress && read.isSettled(Self.all.questions[0]) && !read.isSettled(Self.all.questions[1]))
    try Data("{".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: QuizProgress.Damage()) { try QuizProgress(contentsOf: path) }
  }
}

@Suite struct `The rules of the chapters` {
  @Test func `are those of the guide, chapter by chapter`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    func plain(_ text: some StringProtocol) -> String {
      String(text).replacing(/\[([^\]]*)\]\([^)]*\)/) { $0.1 }.filter { $0 != "`" && $0 != "*" }
        .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let guide = try String(contentsOf: root.appending(path: "notes/README.md"), encoding: .utf8)
    let rows = guide.matches(of: /\n\| \d+ \| \[([^\]]+)\]\(([a-z-]+)\.md\)/)
    #expect(GuideChapter.all.map(\.name) == rows.map { String($0.2) })
    #expect(GuideChapter.all.map(\.title) == rows.map { String($0.1) })
    for chapter in GuideChapter.all {
      let text = try String(contentsOf: root.appending(path: "notes/\(chapter.name).md"), encoding: .utf8)
      let section = try #require(text.components(separatedBy: "\n## The rule\n").last)
      let rule = try #require(section.firstMatch(of: /\*\*((?:.|\n)*?)\*\*/)?.1)
      #expect(chapter.rule == plain(rule), "change the row of \(chapter.name) in GuideChapter+Table.swift")
      for (mark, part) in [("Why?", chapter.why), ("Advice.", chapter.advice), ("What if not?", chapter.otherwise)] {
        let item = section.components(separatedBy: "- *\(mark)*").last ?? ""
        let end = item.firstRange(of: /\n- \*|\n\n/)?.lowerBound ?? item.endIndex
        #expect(part == plain(item[..<end]), "change the row of \(chapter.name) in GuideChapter+Table.swift")
      }
    }
  }

  @Test func `are asked about in three questions a chapter, in the guide's order`() {
    let quiz = Quiz(about: [], among: [], rules: GuideChapter.all)
    #expect(quiz.questions.map(\.scenario) == GuideChapter.all.flatMap { [$0.name, $0.name, $0.name] })
    for question in quiz.questions {
      #expect(question.answers.count == 4 && Set(question.answers.map(\.text)).count == 4, "\(question.id)")
      let chapter = GuideChapter.named(question.scenario)
      let parts = [chapter?.why, chapter?.advice, chapter?.otherwise]
      let isRight = parts.contains(question.answers[question.rightAnswer].text)
      #expect(isRight, "\(question.id)")
      for (place, answer) in question.answers.enumerated() where place != question.rightAnswer {
        let other = GuideChapter.all.first { answer.feedback.contains("“\($0.rule)” (\($0.name))") }
        let isTrueElsewhere = [other?.why, other?.advice, other?.otherwise].contains(answer.text)
        #expect(isTrueElsewhere, "\(question.id)")
      }
    }
  }

  @Test func `come first in a course of at most ten questions a chapter, and no question names its scenario`() {
    let shelf = ProjectFiles.scenarios
    let course = Quiz(about: shelf, among: shelf, rules: GuideChapter.all, isCourse: true).questions
    let byChapter = Dictionary(grouping: course) { question in
      GuideChapter.named(shelf.first { $0.name == question.scenario }?.guide ?? question.scenario)?.name
    }
    for chapter in GuideChapter.all {
      #expect((3...Quiz.questionsPerChapter).contains(byChapter[chapter.name]?.count ?? 0), "\(chapter.name)")
    }
    #expect(byChapter["cancellation"]?.count == Quiz.questionsPerChapter)
    for question in course where question.rule != nil {
      #expect(!question.subject.contains(question.title) && !question.subject.contains(question.scenario))
    }
  }
}
