// A timeline in a page: a player of recorded runs, and the timeline as text for readers without a script.

import Workbench

/// The markup of a player.
struct PlayerFigure {
  private let runs: ShownRuns
  private let scenario: Scenario
  private let page: String
  private let words: SiteWords
  private let lab: String

  /// A player.
  ///
  /// - Parameters:
  ///   - runs: The runs that it shows.
  ///   - scenario: Their scenario.
  ///   - page: The path of the page that has the player.
  ///   - words: The words of the page.
  ///   - lab: The address of a lab.
  init(of runs: ShownRuns, _ scenario: Scenario, on page: String, words: SiteWords, lab: String) {
    (self.runs, self.scenario, self.page, self.words, self.lab) = (runs, scenario, page, words, lab)
  }

  /// The markup with the lines of text that it replaces.
  func markup(replacing lines: [String]) -> String {
    let own = ScenarioPages.path(of: runs.scenario)
    let links =
      (own == page
        ? [] : [Markup.element("a", ["href": SitePath.address(of: own, from: page)], Markup.text(words.page))])
      + [Markup.element("a", ["class": "lab", "rel": "noreferrer", "href": labAddress], Markup.text(words.openInLab))]
    let caption =
      Markup.element("strong", ["lang": "en"], Markup.text(scenario.title)) + " "
      + Markup.element("span", ["class": "links"], links.joined(separator: " · "))
    let text = CodeMarkup.lines(lines, language: "console").joined(separator: "\n")
    return """
      \(Markup.start("figure", ["class": "player", "data-runs": runs.key, "aria-label": scenario.title]))
      <figcaption>\(caption)</figcaption>
      <div data-part="player" lang="en" hidden>
      \(EmbeddedFile.playerParts)</div>
      \(Markup.start("div", ["class": "whole", "data-part": "whole", "data-summary": words.asText]))
      \(Markup.element("pre", ["tabindex": "0"], Markup.element("code", text)))
      </div>
      </figure>

      """
  }

  /// The address of the lab with the scenario in it.
  private var labAddress: String { lab + "#t=" + scenario.source.text.addingPercentEscapes() }
}
