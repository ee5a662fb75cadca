// `braid quiz`: questions about the scenarios, asked in a terminal or printed as a handout.

import Foundation
import Workbench

/// The quiz.
enum QuizCommand {
  static let format = OptionDescription(
    name: "format", letter: "f", value: ("format", .word(QuizHandout.allCases.map(\.rawValue))),
    summary: "print a handout with the key at its end")
  static let json = OptionDescription(
    name: "json", excludes: [("format", "choose one")],
    summary: "print the questions and their key as one JSON document")
  static let seed = OptionDescription(
    name: "seed", value: ("N", .number(0...UInt64.max)), summary: "ask other questions, in another order")

  static let course = OptionDescription(
    name: "course", summary: "ask ten questions about each chapter, in the guide's order")
  static let sheet = OptionDescription(
    name: "sheet", excludes: [("json", "choose one")], summary: "print the questions without the key, for a class")

  static let description = CommandDescription(
    name: "quiz",
    summary: "Predict what a scenario does, and see whether you were right",
    details: [
      """
      The questions and their key are made from the runs. A wrong answer is true of something else, and the answer to it \
      says of what. Questions about a chapter's rule ask why it holds. Each chapter has ten questions or more. Without a terminal, or with '--format', the questions are printed with the key at the end.
      """
    ],
    examples: [
      .init(line: "braid quiz", purpose: "about everything"),
      .init(line: "braid quiz cancellation", purpose: "about a chapter: its rule and its scenarios"),
      .init(line: "braid quiz --course", purpose: "the whole guide, ten questions a chapter"),
      .init(line: "braid quiz errors --lang ko", purpose: "in Korean"),
      .init(line: "braid quiz live --sheet -f html", purpose: "a sheet for a class"),
      .init(line: "braid quiz ties --format markdown", purpose: "a handout about one scenario"),
    ],
    arguments: [
      ArgumentDescription(
        name: "chapter|scenario", summary: "a chapter of the guide, a scenario's name or its file",
        kind: .named([.chapters, .scenarios]), count: .oneOrNone)
    ],
    options: [format, json, seed, course, sheet, .language]
  ) { invocation in
    let shelf = ScenarioShelf(try files(for: invocation), for: invocation)
    let word = invocation.arguments.first
    let language = invocation.language
    let (asked, rules, subject) = try subjects(meantBy: word, among: shelf)
    let title = ([language.choose("Quiz", "퀴즈")] + [subject].compactMap { $0 }).joined(separator: ": ")
    let quiz = Quiz(
      about: asked, among: shelf.scenarios, rules: rules, isCourse: invocation.line.has(course),
      seed: invocation.line.number(of: seed), in: language)
    if quiz.questions.isEmpty {
      if shelf.code != .success { return shelf.code }
      throw CommandFailure(
        code: .notFound, message: "there is nothing to ask about \((word ?? ScenarioSearch.home).quoted)",
        help: ["its runs are too long, or too much like those of the other styles and scenarios of its chapter"])
    }
    if invocation.line.has(json) {
      invocation.output.write(try QuizDocument(quiz, title: title).text())
      return shelf.code
    }
    let handout = invocation.line.value(of: format).flatMap(QuizHandout.init)
    let isSheet = invocation.line.has(sheet)
    if handout == nil, !isSheet, invocation.output.isTerminal, let nextLine = invocation.console.nextLine {
      var sitting = QuizSitting(invocation)
      sitting.ask(quiz, nextLine: nextLine)
    } else {
      invocation.output.write((handout ?? .text).document(of: quiz, title: title, hasKey: !isSheet, in: language))
    }
    return shelf.code
  }

  /// All files at home, and the one that is named if it is elsewhere.
  private static func files(for invocation: Invocation) throws -> [ScenarioFile] {
    let hasHome = ScenarioSearch.isFolder(ScenarioSearch.home)
    guard let word = invocation.arguments.first else { return try ScenarioSearch.files(meantBy: []) }
    if word.hasSuffix(".scenario"), FileManager.default.fileExists(atPath: word) {
      return try ScenarioSearch.files(meantBy: [word] + (hasHome ? [ScenarioSearch.home] : []))
    }
    let named = ScenarioFile.builtIn.filter { hasHome && Scenario.name(ofFile: $0.path) == word }
    let atHome = try ScenarioSearch.files(meantBy: [])
    return atHome.contains { Scenario.name(ofFile: $0.path) == word } ? atHome : named + atHome
  }

  /// The scenarios and the chapters' rules to ask about, and the name of the only one.
  private static func subjects(
    meantBy word: String?, among shelf: ScenarioShelf
  ) throws -> (asked: [Scenario], rules: [GuideChapter], subject: String?) {
    guard let word else { return (shelf.scenarios, GuideChapter.all, nil) }
    let chapter = shelf.scenarios.filter { $0.guide == word || $0.guide.map(chapterName) == word }
    let rules = GuideChapter.all.filter { $0.name == word || "notes/\($0.name).md" == word }
    if !chapter.isEmpty || !rules.isEmpty { return (chapter, rules, chapterName(word)) }
    let named = shelf.scenarios.filter { $0.path == word || $0.name == word }
    if let first = named.first { return (named, [], first.name) }
    if shelf.unusable > 0, Scenario.name(ofFile: word) != word { return ([], [], nil) }
    let names =
      GuideChapter.all.map(\.name) + shelf.scenarios.compactMap { $0.guide.map(chapterName) }
      + shelf.scenarios.map(\.name)
    var failure = KnownNames(scenarios: names).failure(
      for: word, kinds: [.scenario], lists: ["'braid completions --names chapters' lists the chapters"])
    failure.message = "there is no chapter and no scenario \(word.quoted)"
    throw failure
  }

  /// The name of a chapter: its file without folder and ending.
  static func chapterName(_ guide: String) -> String {
    let last = guide.split(separator: "/").last.map(String.init) ?? guide
    return last.hasSuffix(".md") ? String(last.dropLast(3)) : last
  }
}
