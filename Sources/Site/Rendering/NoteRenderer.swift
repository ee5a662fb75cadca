// Makes the content of a page from the blocks of a note.

import GuideChecking
import Workbench

/// Renders the blocks of one note.
struct NoteRenderer {
  private let plan: SitePlan
  private let note: String
  private let page: String
  private let words: SiteWords
  private var anchors = MarkdownAnchors()
  /// The markup so far.
  private(set) var markup = ""
  /// The sections so far.
  private(set) var sections: [SiteSection] = []
  /// The runs that the page shows, each once.
  private(set) var shown: [ShownRuns] = []

  /// A renderer of a note.
  ///
  /// - Parameters:
  ///   - note: The path of the note in the repository.
  ///   - page: The path of its page in the site.
  ///   - words: The words of its language.
  ///   - plan: Where links lead.
  init(of note: String, on page: String, words: SiteWords, in plan: SitePlan) {
    (self.note, self.page, self.words, self.plan) = (note, page, words, plan)
  }

  /// Adds the markup of some blocks.
  mutating func render(_ blocks: [MarkdownBlock]) throws(SiteProblem) {
    for block in blocks { try render(block) }
  }

  private mutating func render(_ block: MarkdownBlock) throws(SiteProblem) {
    switch block {
    case .heading(let level, let text): try renderHeading(level, text)
    case .paragraph(let lines): markup += Markup.element("p", try prose(lines.joined(separator: "\n"))) + "\n"
    case .code(let info, let lines): renderCode(info, lines)
    case .list(let start, let isTight, let items): try renderList(start, isTight, items)
    case .quotation(let blocks):
      markup += "<blockquote>\n"
      try render(blocks)
      markup += "</blockquote>\n"
    case .table(let alignments, let head, let rows): try renderTable(alignments, head, rows)
    case .details(let summary, let blocks):
      markup += "<details>\n" + Markup.element("summary", try prose(summary.isEmpty ? words.more : summary)) + "\n"
      try render(blocks)
      markup += "</details>\n"
    case .rule: markup += "<hr>\n"
    }
  }

  // MARK: - Blocks

  private mutating func renderHeading(_ level: Int, _ text: String) throws(SiteProblem) {
    let spans = MarkdownSpanReader.spans(of: text)
    let section = SiteSection(level: level, title: spans.plainText, anchor: anchors.next(text))
    sections.append(section)
    let inside = try inline(spans, isInLink: false)
    let link = Markup.element(
      "a",
      [
        "class": "anchor", "href": "#" + section.anchor.addingPercentEscapes(),
        "aria-label": "\(words.linkTo) \(section.title)",
      ],
      "#")
    markup += Markup.element("h\(level)", ["id": section.anchor], level == 1 ? inside : inside + " " + link) + "\n"
  }

  private mutating func renderList(
    _ start: Int?, _ isTight: Bool, _ items: [[MarkdownBlock]]
  ) throws(SiteProblem) {
    let name = start == nil ? "ul" : "ol"
    markup += Markup.start(name, ["start": start.flatMap { $0 == 1 ? nil : "\($0)" }]) + "\n"
    for item in items {
      markup += "<li>"
      for block in item {
        if isTight, case .paragraph(let lines) = block {
          markup += try prose(lines.joined(separator: "\n"))
        } else {
          try render(block)
        }
      }
      markup += "</li>\n"
    }
    markup += "</\(name)>\n"
  }

  private mutating func renderTable(
    _ alignments: [MarkdownBlock.Alignment?], _ head: [String], _ rows: [[String]]
  ) throws(SiteProblem) {
    func style(_ column: Int) -> String? { alignments[column].map { "to-" + $0.rawValue } }
    let label = ([words.tableHint] + sections.suffix(1).map(\.title)).filter { !$0.isEmpty }.joined(separator: ": ")
    markup += Markup.start("div", ["class": "wide", "role": "region", "tabindex": "0", "aria-label": label])
    markup += "\n<table>\n<thead><tr>"
    for (column, cell) in head.enumerated() {
      markup += Markup.element("th", ["scope": "col", "class": style(column)], try prose(cell))
    }
    markup += "</tr></thead>\n<tbody>\n"
    for row in rows {
      markup += "<tr>"
      for (column, cell) in row.enumerated() {
        markup += Markup.element("td", ["class": style(column)], try prose(cell))
      }
      markup += "</tr>\n"
    }
    markup += "</tbody>\n</table>\n</div>\n"
  }

  // MARK: - Code

  private mutating func renderCode(_ info: FenceInfo?, _ lines: [String]) {
    let origin = info?.value(of: "source")
    let isScenario = origin?.hasSuffix(".scenario") ?? false
    let language = isScenario ? "scenario" : info?.language ?? ""
    if language == "console", let transcript = try? ConsoleTranscript(lines) {
      renderSession(transcript)
    } else {
      let caption = origin.flatMap(self.caption)
      if let caption {
        markup += Markup.start("figure", ["class": "listing", "aria-label": origin]) + "\n"
        markup += Markup.element("figcaption", caption) + "\n"
      }
      renderLines(lines, language)
      if caption != nil { markup += "</figure>\n" }
    }
  }

  private mutating func renderLines(_ lines: [String], _ language: String) {
    let code = Markup.element(
      "code", ["class": language.isEmpty ? nil : "language-" + language],
      CodeMarkup.lines(lines, language: language).joined(separator: "\n"))
    markup += Markup.element("pre", ["tabindex": "0"], code) + "\n"
  }

  /// A session at the terminal: each timeline is a player, with what the command prints for readers without a script.
  private mutating func renderSession(_ transcript: ConsoleTranscript) {
    var pending: [String] = []
    for step in transcript.steps {
      let lines = ["$ " + step.command] + step.output
      guard let command = try? CommandWords.split(step.command), var runs = ShownRuns(command: command),
        let scenario = plan.scenarios[runs.scenario]
      else {
        pending += lines
        continue
      }
      if !pending.isEmpty { renderLines(pending, "console") }
      pending = []
      runs.edition = words.edition
      if !shown.contains(runs) { shown.append(runs) }
      plan.show(runs)
      markup += PlayerFigure(of: runs, scenario, on: page, words: words, lab: plan.lab).markup(replacing: lines)
    }
    if !pending.isEmpty { renderLines(pending, "console") }
  }

  /// The link to the source that a listing quotes, at the line where it begins; nil if there is no such file.
  private func caption(of origin: String) -> String? {
    let parts = origin.split(separator: "#", maxSplits: 1).map(String.init)
    guard let path = parts.first, plan.tree.kind(of: path) == .file else { return nil }
    if let name = plan.scenarios.name(of: path) {
      let address = SitePath.address(of: ScenarioPages.path(of: name, in: words.edition), from: page)
      return Markup.element("a", ["href": address], Markup.text(path))
    }
    let region = parts.count == 2 ? parts[1] : nil
    let text = region == nil ? nil : try? plan.tree.text(of: path)
    let regions = text.map { SourceFile(path: path, text: $0).regions } ?? []
    let line = regions.first { $0.name == region }.map { "L\($0.line + 1)" }
    let address = SitePath.address(of: plan.source(path), from: page, anchor: line)
    return Markup.element("a", ["href": address], Markup.text(path))
  }

  // MARK: - Prose

  /// The markup of prose, whose words are kept for the search.
  private mutating func prose(_ text: String) throws(SiteProblem) -> String {
    let spans = MarkdownSpanReader.spans(of: text)
    if sections.isEmpty { sections.append(SiteSection(level: 0, title: "", anchor: "")) }
    sections[sections.count - 1].add(spans.plainText)
    return try inline(spans, isInLink: false)
  }

  private func inline(_ spans: [MarkdownSpan], isInLink: Bool) throws(SiteProblem) -> String {
    var markup = ""
    for span in spans {
      switch span {
      case .text(let text): markup += Markup.text(text)
      case .code(let code):
        let inside = Markup.element("code", Markup.text(code))
        let address = isInLink ? nil : address(ofCode: code)
        markup += address.map { Markup.element("a", ["href": $0], inside) } ?? inside
      case .emphasis(let inside): markup += Markup.element("em", try inline(inside, isInLink: isInLink))
      case .strong(let inside): markup += Markup.element("strong", try inline(inside, isInLink: isInLink))
      case .link(let destination, let inside):
        let content = try inline(inside, isInLink: true)
        switch try plan.link(destination, in: note, on: page) {
        case .foreign(let address): markup += Markup.element("a", ["href": address, "rel": "noreferrer"], content)
        case .page(let address): markup += Markup.element("a", ["href": address], content)
        case .absent: markup += content
        }
      case .picture(let destination, let words):
        switch try plan.link(destination, in: note, on: page) {
        // A picture from elsewhere is not loaded: its words remain.
        case .foreign, .absent: markup += Markup.text(words)
        case .page(let address): markup += Markup.start("img", ["src": address, "alt": words, "loading": "lazy"])
        }
      case .lineBreak: markup += "<br>\n"
      }
    }
    return markup
  }

  /// The page that a span of code is about: a scenario that it shows, or a public type.
  private func address(ofCode code: String) -> String? {
    if let target = plan.types[code] { return SitePath.address(of: target, from: page, anchor: code) }
    let words = (try? CommandWords.split(code)) ?? []
    let command = words.starts(with: ["swift", "run"]) ? Array(words.dropFirst(2)) : words
    guard let runs = ShownRuns(command: command), plan.scenarios[runs.scenario] != nil else { return nil }
    return SitePath.address(of: ScenarioPages.path(of: runs.scenario, in: self.words.edition), from: page)
  }
}

extension Markup {
  /// An element without attributes.
  static func element(_ name: String, _ inside: String) -> String { element(name, [:], inside) }
}
