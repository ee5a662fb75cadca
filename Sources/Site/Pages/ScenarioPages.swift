// The pages of the scenarios: the player, the text, and what the styles differ in; and the page that lists them.

import Comparison
import Workbench

/// Makes the pages of scenarios.
struct ScenarioPages {
  private let plan: SitePlan
  private let edition: SiteEdition
  /// The edition that has the same pages in its own language.
  private let counterpart: SiteEdition?
  private var words: SiteWords { edition.words }

  /// Pages of scenarios with the words of an edition.
  ///
  /// - Parameters:
  ///   - plan: Where links lead.
  ///   - edition: The edition.
  ///   - counterpart: The other edition, if it is part of the site.
  init(in plan: SitePlan, edition: SiteEdition, counterpart: SiteEdition?) {
    self.plan = plan
    self.edition = edition
    self.counterpart = counterpart
  }

  /// The page of an edition that lists the scenarios.
  static func indexPath(in edition: SiteEdition) -> String { path(of: "index", in: edition) }

  /// The page of a scenario in an edition.
  static func path(of name: String, in edition: SiteEdition) -> String {
    "\(edition.pagesFolder)scenarios/\(name).html"
  }

  /// The page of a scenario with its runs.
  func page(of scenario: Scenario, _ picture: Picture) -> SitePage {
    let path = Self.path(of: scenario.name, in: edition)
    let runs = ShownRuns(scenario: scenario.name, edition: edition)
    plan.show(runs)
    let figure = PlayerFigure(of: runs, scenario, on: path, words: words, lab: plan.lab)
    let differences = picture.comparison.differences.map { "<li>\(Markup.text(sentence(of: $0)))</li>\n" }
    let text = CodeMarkup.lines(TextLines.cut(scenario.source.text), language: "scenario").joined(separator: "\n")
    let folded = HTMLPage.timeline(of: picture)
    let unfolded = folded.hasFolds ? HTMLPage.timeline(of: picture, isWhole: true).lines : nil
    let markup = """
      <h1>\(Markup.text(picture.title))</h1>
      <p class="teaches">\(Markup.text(picture.teaches ?? ""))</p>
      \(figure.markup(replacing: folded.lines, unfolded: unfolded))\
      <h2 id="differences">\(Markup.text(words.differences))</h2>
      \(differences.isEmpty ? "<p>\(Markup.text(words.noDifferences))</p>" : "<ul>\n\(differences.joined())</ul>")
      <h2 id="text">\(Markup.text(words.scenarioText))</h2>
      <pre tabindex="0"><code class="language-scenario">\(text)</code></pre>
      <p><code>braid show \(Markup.text(scenario.name))</code> \(chapter(of: scenario, on: path))</p>

      """
    return SitePage(
      path: path, title: picture.title, edition: edition, language: edition.language,
      counterpart: counterpart.map { ($0, Self.path(of: scenario.name, in: $0)) }, markup: markup,
      sections: [
        SiteSection(level: 1, title: picture.title, anchor: "", text: "\(scenario.name) \(picture.teaches ?? "")"),
        SiteSection(level: 2, title: words.differences, anchor: "differences"),
        SiteSection(level: 2, title: words.scenarioText, anchor: "text"),
      ], shown: [runs], kind: "scenario")
  }

  /// Where the styles part, with the rules in the language of the edition.
  private func sentence(of difference: Difference) -> String {
    let rules = difference.rules.map(words.text)
    return rules.isEmpty ? difference.parting : "\(difference.parting) — \(rules.joined(separator: "; "))"
  }

  /// The link to the chapter that uses a scenario; nothing if that chapter is not part of the site.
  private func chapter(of scenario: Scenario, on path: String) -> String {
    guard let guide = scenario.guide else { return "" }
    let own = edition == .korean ? guide.replacing("notes/", with: "notes/ko/", maxReplacements: 1) : guide
    guard let page = plan.notePages[own] ?? plan.notePages[guide] else { return "" }
    return "· " + Markup.element("a", ["href": SitePath.address(of: page, from: path)], Markup.text(guide))
  }

  /// The page that lists all scenarios, a section a program.
  func index(of pictures: [(scenario: Scenario, picture: Picture)]) -> SitePage {
    let indexPath = Self.indexPath(in: edition)
    var programs: [String] = []
    for (scenario, _) in pictures where !programs.contains(scenario.program) { programs.append(scenario.program) }
    var sections = [SiteSection(level: 1, title: words.scenarios, anchor: "")]
    var markup = Markup.element("h1", Markup.text(words.scenarios)) + "\n"
    for program in programs {
      sections.append(SiteSection(level: 2, title: program, anchor: program))
      markup += Markup.element("h2", ["id": program], Markup.text(program)) + "\n"
      markup += Markup.start("div", ["class": "wide", "role": "region", "tabindex": "0", "aria-label": program])
      let heads = words.scenarioColumns.map { Markup.element("th", ["scope": "col"], Markup.text($0)) }
      markup += "\n<table>\n<thead><tr>\(heads.joined())</tr></thead>\n<tbody>\n"
      for (scenario, picture) in pictures where scenario.program == program {
        let address = SitePath.address(of: Self.path(of: scenario.name, in: edition), from: indexPath)
        let differences = picture.comparison.differences.map(\.aspect.rawValue).joined(separator: ", ")
        let cells = [
          Markup.element("a", ["href": address], Markup.text(picture.title)), Markup.text(picture.teaches ?? ""),
          Markup.text(differences.isEmpty ? "–" : differences),
        ]
        markup += "<tr>\(cells.map { "<td>\($0)</td>" }.joined())</tr>\n"
      }
      markup += "</tbody>\n</table>\n</div>\n"
    }
    return SitePage(
      path: indexPath, title: words.scenarios, edition: edition, language: edition.language,
      counterpart: counterpart.map { ($0, Self.indexPath(in: $0)) }, markup: markup,
      sections: sections, kind: "list")
  }
}
