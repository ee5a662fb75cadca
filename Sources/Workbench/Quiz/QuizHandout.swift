// A quiz on paper: all questions, and the key with the feedback to each answer at the end.

/// Writes a quiz as a document.
package enum QuizHandout: String, Sendable, CaseIterable {
  /// Plain text.
  case text
  /// Markdown.
  case markdown
  /// A page of HTML.
  case html

  /// The document, with a line break at its end.
  ///
  /// - Parameters:
  ///   - quiz: The questions.
  ///   - title: The heading.
  ///   - hasKey: Whether the key follows; without it the document is a sheet for a class.
  ///   - language: The language of the words around the questions.
  package func document(
    of quiz: Quiz, title: String, hasKey: Bool = true, in language: Language = .english
  ) -> String {
    let words = Words(language)
    return switch self {
    case .text: Self.text(quiz.questions, title, hasKey, words)
    case .markdown: Self.markdown(quiz.questions, title, hasKey, words)
    case .html: Self.html(quiz.questions, title, hasKey, words)
    }
  }

  /// The words around the questions.
  private struct Words {
    let language: String
    /// What a sheet for a class leaves room for.
    let sheetHead: String
    let key: String
    let rule: String

    init(_ language: Language) {
      let line = "____________________"
      self.language = language.rawValue
      sheetHead = language.choose("Name: \(line)    Date: \(line)", "이름: \(line)    날짜: \(line)")
      key = language.choose("Key", "정답")
      rule = language.rule
    }
  }

  private static func text(
    _ questions: [QuizQuestion], _ title: String, _ hasKey: Bool, _ words: Words
  ) -> String {
    var lines = [title] + (hasKey ? [] : ["", words.sheetHead])
    for (place, question) in questions.enumerated() {
      lines += ["", "\(place + 1). \(question.subject)"] + question.setup.map { "     " + $0 }
      lines.append("   " + question.prompt)
      lines += question.answers.enumerated().map { "   \(QuizQuestion.letter($0))) \($1.text)" }
    }
    guard hasKey else { return lines.joined(separator: "\n") + "\n" }
    lines += ["", words.key]
    for (place, question) in questions.enumerated() {
      lines += ["", "\(place + 1). \(QuizQuestion.letter(question.rightAnswer)) [\(question.source)]"]
      lines += question.answers.enumerated().map { "   \(QuizQuestion.letter($0))) \($1.feedback)" }
      lines += question.rule.map { ["   \(words.rule)\($0)"] } ?? []
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func markdown(
    _ questions: [QuizQuestion], _ title: String, _ hasKey: Bool, _ words: Words
  ) -> String {
    var lines = ["# \(title.asMarkdown)"] + (hasKey ? [] : ["", words.sheetHead.asMarkdown])
    for (place, question) in questions.enumerated() {
      lines += ["", "## \(place + 1). \(question.subject.asMarkdown)", ""]
      lines += question.setup.map { "    " + $0 } + ["", question.prompt.asMarkdown, ""]
      lines += question.answers.enumerated().map { "- \(QuizQuestion.letter($0))) \($1.text.asMarkdown)" }
    }
    guard hasKey else { return lines.joined(separator: "\n") + "\n" }
    lines += ["", "## \(words.key)"]
    for (place, question) in questions.enumerated() {
      lines += [
        "", "**\(place + 1). \(QuizQuestion.letter(question.rightAnswer))** (\(question.source.asMarkdown))", "",
      ]
      lines += question.answers.enumerated().map { "- \(QuizQuestion.letter($0))) \($1.feedback.asMarkdown)" }
      lines += question.rule.map { ["", "\(words.rule)\($0.asMarkdown)"] } ?? []
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func html(
    _ questions: [QuizQuestion], _ title: String, _ hasKey: Bool, _ words: Words
  ) -> String {
    var lines = [
      "<!doctype html>", "<html lang=\"\(words.language)\">", "<head>", "<meta charset=\"utf-8\">",
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">", "<title>\(title.asMarkup)</title>",
      "<style>body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font-family: sans-serif } "
        + "section { break-inside: avoid } #key { break-before: page }</style>",
      "</head>", "<body>", "<h1>\(title.asMarkup)</h1>",
    ]
    if !hasKey { lines.append("<p>\(words.sheetHead)</p>") }
    for (place, question) in questions.enumerated() {
      lines += ["<section>", "<h2>\(place + 1). \(question.subject.asMarkup)</h2>"]
      lines.append("<pre>" + question.setup.map(\.asMarkup).joined(separator: "\n") + "</pre>")
      lines.append("<p>\(question.prompt.asMarkup)</p>")
      lines += ["<ol type=\"a\">"] + question.answers.map { "<li>\($0.text.asMarkup)</li>" } + ["</ol>", "</section>"]
    }
    guard hasKey else { return (lines + ["</body>", "</html>"]).joined(separator: "\n") + "\n" }
    lines.append("<h2 id=\"key\">\(words.key)</h2>")
    for (place, question) in questions.enumerated() {
      lines += [
        "<section>",
        "<h3>\(place + 1). \(QuizQuestion.letter(question.rightAnswer)) (\(question.source.asMarkup))</h3>",
        "<ol type=\"a\">",
      ]
      lines += question.answers.map { "<li>\($0.feedback.asMarkup)</li>" } + ["</ol>"]
      lines += (question.rule.map { ["<p>\(words.rule)\($0.asMarkup)</p>"] } ?? []) + ["</section>"]
    }
    return (lines + ["</body>", "</html>"]).joined(separator: "\n") + "\n"
  }
}

extension String {
  /// The text with the marks of Markdown escaped.
  fileprivate var asMarkdown: String {
    reduce(into: "") { text, character in
      if "\\`*_[]<>#|&".contains(character) { text.append("\\") }
      text.append(character)
    }
  }
}
