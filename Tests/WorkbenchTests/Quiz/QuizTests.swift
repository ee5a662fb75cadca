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
    #expect(Set(Self.all.questions.map(\.kind)) == Set(QuestionKind.allCases.filter { !$0.isAboutRule }))
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

  @Test(arguments: [0, 1, 2, 3]) func `asks for no event that its form alone gives away`(_ seed: UInt64) {
    let quiz = Quiz(about: Self.shelf, among: Self.shelf, rules: GuideChapter.all, seed: seed)
    for question in quiz.questions where question.kind == .never {
      let namesPipeline = question.answers.map { $0.text.hasPrefix("[") }
      #expect(namesPipeline.count { $0 == namesPipeline[question.rightAnswer] } > 1, "\(question.answers.map(\.text))")
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
      prompt: Wording("?", "?"),
      candidates: texts.map { text in .init(text, QuizStatement(Wording("about \(text)", "")) { _ in true }) },
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
    let checked = try draft.checked(&generator) { $0.words.english != "about c" }
    #expect(checked.answers.map(\.text).sorted() == ["a", "b", "d", "e"])
    #expect(throws: QuestionDraft.Flaw.noRightAnswer) {
      try draft.checked(&generator) { $0.words.english != "about a" }
    }
    #expect(throws: QuestionDraft.Flaw.tooFewAnswers) {
      try draft.checked(&generator) { "ab".contains($0.words.english.last!) }
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
    let guide = try String(contentsOf: root.appending(path: "notes/README.md"), encoding: .utf8)
    let rows = guide.matches(of: /\n\| \d+ \| \[([^\]]+)\]\(([a-z-]+)\.md\)/)
    #expect(GuideChapter.all.map(\.name) == rows.map { String($0.2) })
    #expect(GuideChapter.all.map(\.title) == rows.map { String($0.1) })
    for chapter in GuideChapter.all {
      let text = try String(contentsOf: root.appending(path: "notes/\(chapter.name).md"), encoding: .utf8)
      let section = try #require(text.components(separatedBy: "\n## The rule\n").last)
      let rule = try #require(section.firstMatch(of: /\*\*((?:.|\n)*?)\*\*/)?.1)
      #expect(chapter.rule == RuleText.plain(rule), "change the row of \(chapter.name) in GuideChapter+Table.swift")
      for (mark, part) in [("Why?", chapter.why), ("Advice.", chapter.advice), ("What if not?", chapter.otherwise)] {
        let item = section.components(separatedBy: "- *\(mark)*").last ?? ""
        let end = item.firstRange(of: /\n- \*|\n\n/)?.lowerBound ?? item.endIndex
        #expect(part == RuleText.plain(item[..<end]), "change the row of \(chapter.name) in GuideChapter+Table.swift")
      }
    }
  }

  @Test func `are asked about in six questions a chapter, in the guide's order`() {
    let quiz = Quiz(about: [], among: [], rules: GuideChapter.all)
    #expect(quiz.questions.map(\.scenario) == GuideChapter.all.flatMap { Array(repeating: $0.name, count: 6) })
    for question in quiz.questions {
      #expect(question.answers.count == 4 && Set(question.answers.map(\.text)).count == 4, "\(question.id)")
      let asksForRule = [.ruleBehind, .ruleKept, .ruleBroken].contains(question.kind)
      for (place, answer) in question.answers.enumerated() {
        let isRight = place == question.rightAnswer
        // The feedback joins the rule and the part of one chapter: that of the question, or one that it names.
        let chapter = GuideChapter.all.first { chapter in
          let parts = [chapter.why, chapter.advice, chapter.otherwise]
          let quoted = asksForRule ? parts : [chapter.rule]
          let offered = asksForRule ? [chapter.rule] : parts
          return offered.contains(answer.text) && quoted.contains { answer.feedback.contains("“\($0)”") }
        }
        #expect((chapter?.name == question.scenario) == isRight, "\(question.id): \(answer.text)")
        if !isRight, let chapter { #expect(answer.feedback.hasSuffix(" (\(chapter.name))"), "\(question.id)") }
        #expect(chapter != nil, "\(question.id): \(answer.text)")
      }
    }
  }

  @Test func `are part of a course of ten questions a chapter, and no question names its scenario`() {
    let shelf = ProjectFiles.scenarios
    let course = Quiz(about: shelf, among: shelf, rules: GuideChapter.all, isCourse: true).questions
    for (place, chapter) in GuideChapter.all.enumerated() {
      let first = place * Quiz.questionsPerChapter
      let questions = course[first..<first + Quiz.questionsPerChapter]
      let ofRule = questions.filter(\.kind.isAboutRule)
      #expect(ofRule.count >= 3 && ofRule.allSatisfy { $0.scenario == chapter.name }, "\(chapter.name)")
      let examples = Set(GuideChapter.examples[chapter.name] ?? [])
      for question in questions where !question.kind.isAboutRule {
        let scenario = shelf.first { $0.name == question.scenario }
        #expect(
          GuideChapter.named(scenario?.guide) == chapter || examples.contains(question.scenario), "\(question.id)")
      }
      #expect(Set(questions.map(\.id)).count == questions.count, "\(chapter.name)")
    }
    for question in course where question.rule != nil {
      #expect(!question.subject.contains(question.title) && !question.subject.contains(question.scenario))
    }
  }

  @Test func `have examples that exist, of other chapters`() {
    let scenarios = Dictionary(ProjectFiles.scenarios.map { ($0.name, $0) }) { first, _ in first }
    #expect(Set(GuideChapter.examples.keys).isSubset(of: GuideChapter.all.map(\.name)))
    for (chapter, names) in GuideChapter.examples {
      for name in names {
        let guide = scenarios[name]?.guide
        #expect(guide != nil && GuideChapter.named(guide)?.name != chapter, "\(chapter): \(name)")
      }
    }
  }

  @Test func `are asked about with at least ten questions where one chapter is named`() {
    let shelf = ProjectFiles.scenarios
    for name in ["threads", "cancellation", "clocks", "task-locals"] {
      let rules = GuideChapter.all.filter { $0.name == name }
      let own = shelf.filter { GuideChapter.named($0.guide) == rules[0] }
      let quiz = Quiz(about: own, among: shelf, rules: rules)
      #expect(quiz.questions.count >= Quiz.questionsPerChapter, "\(name)")
    }
  }
}
