// The pages of the scenarios: the player, the text, and what the styles differ in; and the page that lists them.

import Comparison
import Workbench

/// Makes the pages of scenarios.
struct ScenarioPages {
  private let plan: SitePlan
  private let edition: SiteEdition

  /// Pages of scenarios with the words of an edition.
  ///
  /// - Parameters:
  ///   - plan: Where links lead.
  ///   - edition: The edition.
  init(in plan: SitePlan, edition: SiteEdition) {
    self.plan = plan
    self.edition = edition
  }

  /// The page that lists the scenarios.
  static let indexPath = "scenarios/index.html"

  /// The page of a scenario.
  static func path(of name: String) -> String { "scenarios/\(name).html" }

  /// The page of a scenario with its runs.
  func page(of scenario: Scenario, _ picture: Picture) -> SitePage {
    let path = Self.path(of: scenario.name)
    let runs = ShownRuns(scenario: scenario.name)
    plan.show(runs)
    let figure = PlayerFigure(of: runs, scenario, on: path, words: edition.words, lab: plan.lab)
    let differences = picture.comparison.differences.map { "<li>\(Markup.text($0.sentence))</li>\n" }
    let text = CodeMarkup.lines(TextLines.cut(scenario.source.text), language: "scenario").joined(separator: "\n")
    let markup = """
      <h1>\(Markup.text(scenario.title))</h1>
      <p class="teaches">\(Markup.text(scenario.teaches ?? ""))</p>
      \(figure.markup(replacing: HTMLPage.timeline(of: picture).lines))\
      <h2 id="differences">What the styles differ in</h2>
      \(differences.isEmpty ? "<p>In nothing that counts.</p>" : "<ul>\n\(differences.joined())</ul>")
      <h2 id="text">The text of the scenario</h2>
      <pre tabindex="0"><code class="language-scenario">\(text)</code></pre>
      <p><code>braid show \(Markup.text(scenario.name))</code> \(chapter(of: scenario, on: path))</p>

      """
    return SitePage(
      path: path, title: scenario.title, edition: edition, language: "en", markup: markup,
      sections: [
        SiteSection(level: 1, title: scenario.title, anchor: "", text: "\(scenario.name) \(scenario.teaches ?? "")"),
        SiteSection(level: 2, title: "What the styles differ in", anchor: "differences"),
        SiteSection(level: 2, title: "The text of the scenario", anchor: "text"),
      ], shown: [runs], kind: "scenario")
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
    var programs: [String] = []
    for (scenario, _) in pictures where !programs.contains(scenario.program) { programs.append(scenario.program) }
    var sections = [SiteSection(level: 1, title: edition.words.scenarios, anchor: "")]
    var markup = Markup.element("h1", Markup.text(edition.words.scenarios)) + "\n"
    for program in programs {
      sections.append(SiteSection(level: 2, title: program, anchor: program))
      markup += Markup.element("h2", ["id": program], Markup.text(program)) + "\n"
      markup += Markup.start("div", ["class": "wide", "role": "region", "tabindex": "0", "aria-label": program])
      markup += "\n<table>\n<thead><tr><th scope=\"col\">scenario</th><th scope=\"col\">the point</th>"
      markup += "<th scope=\"col\">the styles differ in</th></tr></thead>\n<tbody>\n"
      for (scenario, picture) in pictures where scenario.program == program {
        let address = SitePath.address(of: Self.path(of: scenario.name), from: Self.indexPath)
        let differences = picture.comparison.differences.map(\.aspect.rawValue).joined(separator: ", ")
        let cells = [
          Markup.element("a", ["href": address], Markup.text(scenario.title)), Markup.text(scenario.teaches ?? ""),
          Markup.text(differences.isEmpty ? "–" : differences),
        ]
        markup += "<tr>\(cells.map { "<td>\($0)</td>" }.joined())</tr>\n"
      }
      markup += "</tbody>\n</table>\n</div>\n"
    }
    return SitePage(
      path: Self.indexPath, title: edition.words.scenarios, edition: edition, language: "en", markup: markup,
      sections: sections, kind: "list")
  }
}
