// The questions of the quiz as a page: each chapter with its questions, and each answer behind a fold.

import Workbench

/// Makes the page of questions.
enum QuestionsPage {
  /// The page.
  static let path = "questions.html"

  /// The page of the questions about some scenarios and all chapters.
  static func page(about scenarios: [Scenario], edition: SiteEdition) -> SitePage {
    let quiz = Quiz(about: scenarios, among: scenarios, rules: GuideChapter.all, isCourse: true)
    let title = edition.words.questions
    var sections = [SiteSection(level: 1, title: title, anchor: "")]
    var markup = Markup.element("h1", Markup.text(title)) + "\n"
    for (index, question) in quiz.questions.enumerated() {
      let guide = scenarios.first { $0.name == question.scenario }?.guide
      let chapter = GuideChapter.named(guide ?? question.scenario)
      let name = chapter?.name ?? "more"
      if sections.last?.anchor != name {
        let heading = chapter?.title ?? edition.words.more
        sections.append(SiteSection(level: 2, title: heading, anchor: name))
        markup += Markup.element("h2", ["id": name], Markup.text(heading)) + "\n"
      }
      markup += text(of: question, number: index + 1)
    }
    return SitePage(
      path: path, title: title, edition: edition, language: "en", markup: markup, sections: sections, kind: "questions")
  }

  private static func text(of question: QuizQuestion, number: Int) -> String {
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
      <summary>Answer</summary>
      <p><strong>\(QuizQuestion.letter(question.rightAnswer))</strong> (<code>\(Markup.text(question.source))</code>)</p>
      <ol type="a">
      \(feedback)</ol>
      \(rule)</details>
      </section>

      """
  }
}
