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

  @Test(arguments: [
    ([:], Language.english), (["LANG": "ko_KR.UTF-8"], .korean), (["LANG": "ko"], .korean),
    (["LANG": "kok_IN"], .english), (["LANG": "C.UTF-8"], .english), (["LC_ALL": "en_US", "LANG": "ko_KR"], .english),
    (["LC_ALL": "", "LANG": "ko_KR"], .korean), (["LC_MESSAGES": "ko-KR", "LANG": "en"], .korean),
  ])
  func `are used if the environment asks for Korean`(environment: [String: String], language: Language) {
    #expect(Language(environment: environment) == language)
  }

  @Test func `leave the questions of the quiz and their key as they are`() {
    let shelf = ProjectFiles.scenarios
    let english = Quiz(about: shelf, among: shelf, rules: GuideChapter.all).questions
    let korean = Quiz(about: shelf, among: shelf, rules: GuideChapter.all, in: .korean).questions
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
