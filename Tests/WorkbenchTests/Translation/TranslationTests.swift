// The Korean translations: complete, in step with the English, and in the tables of their kinds.

import Comparison
import Foundation
import Pipelines
import Testing

@testable import Workbench

/// The texts of one kind, and the table of their translations.
struct TranslatedKind: CustomTestStringConvertible {
  let name: String
  let texts: [String]
  let table: Translations

  var testDescription: String { name }

  static let all = [
    TranslatedKind(
      name: "titles", texts: ProjectFiles.scenarios.map(\.title), table: .koreanTitles),
    TranslatedKind(
      name: "lessons", texts: ProjectFiles.scenarios.compactMap(\.teaches), table: .koreanLessons),
    TranslatedKind(name: "rules", texts: Mechanism.allCases.map(\.rule), table: .koreanRules),
    TranslatedKind(name: "bugs", texts: BugCatalog.bugs.map(\.summary), table: .koreanBugs),
    TranslatedKind(
      name: "chapters",
      texts: GuideChapter.all.flatMap { [$0.title, $0.rule, $0.why, $0.advice, $0.otherwise] }, table: .koreanChapters),
    TranslatedKind(
      name: "terms", texts: Glossary.entries.flatMap { [$0.word, $0.meaning] }, table: .koreanTerms),
  ]
}

@Suite struct `The Korean translations` {
  @Test(arguments: TranslatedKind.all)
  func `have each text of their kind once, and no other`(kind: TranslatedKind) {
    #expect(kind.table.malformed.isEmpty)
    #expect(!kind.texts.isEmpty)
    let (texts, translated) = (Set(kind.texts), kind.table.pairs.map(\.english))
    #expect(texts.subtracting(translated).isEmpty, "these have no translation, or theirs is of an older text")
    #expect(Set(translated).subtracting(texts).isEmpty, "these translations are of no text")
    #expect(translated.count == Set(translated).count, "a text has several translations")
  }

  @Test func `are in Korean, each text in one table`() {
    let pairs = Translations.koreanTables.flatMap(\.pairs)
    // One title is the same in both.
    for pair in pairs where pair.english != "Async/await" {
      #expect(pair.korean.contains { $0.isHangul }, "\(pair.english)")
    }
    #expect(Set(pairs.map(\.english)).count == pairs.count)
    #expect(Language.korean.text(pairs[0].english) == pairs[0].korean)
    #expect(Language.english.text(pairs[0].english) == pairs[0].english)
    #expect(Language.korean.text("a text of a user's scenario") == "a text of a user's scenario")
  }

  @Test func `of the chapters are those of the Korean guide`() throws {
    let index = try String(contentsOfFile: ProjectFiles.root + "/notes/ko/README.md", encoding: .utf8)
    let titles = Dictionary(
      index.matches(of: /\n\| \d+ \| \[([^\]]+)\]\(([a-z-]+)\.md\)/).map { (String($0.2), String($0.1)) },
      uniquingKeysWith: { first, _ in first })
    for chapter in GuideChapter.all {
      #expect(titles[chapter.name] == Language.korean.text(chapter.title))
      let text = try String(contentsOfFile: ProjectFiles.root + "/notes/ko/\(chapter.name).md", encoding: .utf8)
      let section = try #require(text.components(separatedBy: "\n## 규칙\n").last)
      let rule = try #require(section.firstMatch(of: /\*\*((?:.|\n)*?)\*\*/)?.1)
      #expect(Language.korean.text(chapter.rule) == RuleText.plain(rule), "\(chapter.name)")
      let items = section.matches(of: /\n- \*[^*\n]+\*((?:.|\n)*?)(?=\n- \*|\n\n)/).map { RuleText.plain($0.1) }
      let parts = [chapter.why, chapter.advice, chapter.otherwise].map(Language.korean.text)
      #expect(
        Array(items.prefix(3)) == parts, "change notes/ko/\(chapter.name).md or Translations+KoreanChapters.swift")
    }
  }

  @Test(arguments: [Language.english, .korean])
  func `of the terms are those of the glossary`(language: Language) throws {
    let path = language.choose("/notes/glossary.md", "/notes/ko/glossary.md")
    let text = try String(contentsOfFile: ProjectFiles.root + path, encoding: .utf8)
    let head = language.choose("## The words of this guide", "## 이 길잡이의 말")
    let words = try #require(text.components(separatedBy: "\n\(head)\n").last)
    // **Word**(english): meaning ([chapter](link)).
    let entries = words.components(separatedBy: "\n\n").map(RuleText.plain).compactMap { entry in
      entry.wholeMatch(of: /([^:(]+)(?:\([^)]*\))?: (.*) \([^()]*\)\./).map { match in
        "\(match.1): \(String(match.2).replacing(/\([a-z ]+\):/) { _ in ":" })"
      }
    }
    #expect(entries == Glossary.entries.map { "\(language.text($0.word)): \(language.text($0.meaning))" })
    #expect(entries.count > 30)
  }

  @Test(arguments: [
    ([:], Language.english), (["LANG": "ko_KR.UTF-8"], .korean), (["LANG": "ko"], .korean),
    (["LANG": "kok_IN"], .english), (["LANG": "C.UTF-8"], .english), (["LC_ALL": "en_US", "LANG": "ko_KR"], .english),
    (["LC_ALL": "", "LANG": "ko_KR"], .korean), (["LC_MESSAGES": "ko-KR", "LANG": "en"], .korean),
  ])
  func `are used if the environment asks for Korean`(environment: [String: String], language: Language) {
    #expect(Language(environment: environment) == language)
  }

  @Test func `leave the questions of the quiz and their key as they are`() {
    let guides = ["notes/cancellation.md", "notes/queues.md"]
    let shelf = ProjectFiles.scenarios.filter { $0.guide.map(guides.contains) ?? false }
    func questions(in language: Language) -> [QuizQuestion] {
      let maker = QuestionMaker(shelf, among: shelf, rules: [], salt: 0, language: language)
      return shelf.flatMap { maker.furtherQuestions(about: $0) }
        + GuideChapter.all.flatMap { $0.questions(seed: 1, in: language) }
    }
    let (english, korean) = (questions(in: .english), questions(in: .korean))
    #expect(Set(english.map(\.kind)) == Set(QuestionKind.allCases))
    #expect(english.map(\.id) == korean.map(\.id))
    #expect(english.map(\.rightAnswer) == korean.map(\.rightAnswer))
    for question in korean {
      let sentences = [question.prompt] + question.answers.map(\.feedback) + [question.rule].compactMap { $0 }
      for sentence in sentences { #expect(sentence.contains { $0.isHangul }, "\(question.id): \(sentence)") }
      let right = question.answers.indices.filter { question.answers[$0].feedback.hasPrefix("맞습니다: ") }
      #expect(right == [question.rightAnswer])
    }
  }
}

extension Character {
  /// Whether it is a syllable of Hangul.
  fileprivate var isHangul: Bool { ("가"..."힣").contains(self) }
}
