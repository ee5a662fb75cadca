// The questions of the quiz as a page: each chapter with its questions, and each answer behind a fold.

import Workbench

/// Makes the page of questions.
enum QuestionsPage {
  /// The page of an edition.
  static func path(in edition: SiteEdition) -> String { edition.pagesFolder + "questions.html" }

  /// The page of the questions about some scenarios and all chapters.
  ///
  /// - Parameters:
  ///   - scenarios: The scenarios.
  ///   - edition: The edition in whose language they are asked.
  ///   - counterpart: The other edition, if it is part of the site.
  static func page(about scenarios: [Scenario], edition: SiteEdition, counterpart: SiteEdition?) -> SitePage {
    let words = edition.words
    let title = words.questions
    var sections = [SiteSection(level: 1, title: title, anchor: "")]
    var markup = Markup.element("h1", Markup.text(title)) + "\n"
    var number = 0
    // Questions about a chapter may take their examples from the scenarios of another one.
    for chapter in GuideChapter.all + [GuideChapter?.none] {
      let own = scenarios.filter { GuideChapter.named($0.guide) == chapter }
      let quiz = Quiz(
        about: own, among: scenarios, rules: [chapter].compactMap(\.self), isCourse: true, in: edition.texts)
      guard !quiz.questions.isEmpty else { continue }
      let (heading, anchor) = (chapter.map { words.text($0.title) } ?? words.more, chapter?.name ?? "more")
      sections.append(SiteSection(level: 2, title: heading, anchor: anchor))
      markup += Markup.element("h2", ["id": anchor], Markup.text(heading)) + "\n"
      for question in quiz.questions {
        number += 1
        markup += text(of: question, number: number, words)
      }
    }
    return SitePage(
      path: path(in: edition), title: title, edition: edition, language: edition.language,
      counterpart: counterpart.map { ($0, path(in: $0)) }, markup: markup, sections: sections, kind: "questions")
  }

  private static func text(of question: QuizQuestion, number: Int, _ words: SiteWords) -> String {
    let answers = question.answers.map { "<li>\(Markup.text($0.text))</li>\n" }.joined()
    let feedback = question.answers.map { "<li>\(Markup.text($0.feedback))</li>\n" }.joined()
    let rule = question.rule.map { "<p>\(Markup.text($0))</p>\n" } ?? ""
    return """
      <section class="question">
      <h3>\(number). \(Markup.text(question.subject))</h3>
      <pre tabindex="0">\(question.setup.map(Markup.text).joined(separator: "\n"))</pre>
      <p>\(Markup.text(question.prompt))</p>
      <ol type="a">
      \(answers)</ol>
      <details>
      <summary>\(Markup.text(words.answer))</summary>
      <p><strong>\(QuizQuestion.letter(question.rightAnswer))</strong> (<code>\(Markup.text(question.source))</code>)</p>
      <ol type="a">
      \(feedback)</ol>
      \(rule)</details>
      </section>

      """
  }
}
