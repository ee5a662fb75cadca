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
  ///
  /// - Parameters:
  ///   - lines: The lines.
  ///   - unfolded: The lines without folds, if the others have some.
  func markup(replacing lines: [String], unfolded: [String]? = nil) -> String {
    let own = ScenarioPages.path(of: runs.scenario, in: words.edition)
    let title = words.text(scenario.title)
    let links =
      (own == page
        ? [] : [Markup.element("a", ["href": SitePath.address(of: own, from: page)], Markup.text(words.page))])
      + [Markup.element("a", ["class": "lab", "rel": "noreferrer", "href": labAddress], Markup.text(words.openInLab))]
    let caption =
      Markup.element("strong", ["lang": words.language(of: scenario.title)], Markup.text(title)) + " "
      + Markup.element("span", ["class": "links"], links.joined(separator: " · "))
    let all = unfolded.map { lines in
      Markup.element("details", Markup.element("summary", Markup.text(words.allRows)) + "\n" + text(lines)) + "\n"
    }
    return """
      \(Markup.start("figure", ["class": "player", "data-runs": runs.key, "data-details": words.playerDetails, "aria-label": title]))
      <figcaption>\(caption)</figcaption>
      \(Markup.start("div", ["data-part": "player", "lang": words.edition.language, "hidden": ""]))
      \(EmbeddedFile.playerParts(in: words.edition.texts))</div>
      \(Markup.start("div", ["class": "whole", "data-part": "whole", "data-summary": words.asText]))
      \(text(lines))
      \(all ?? "")</div>
      </figure>

      """
  }

  private func text(_ lines: [String]) -> String {
    let code = CodeMarkup.lines(lines, language: "console").joined(separator: "\n")
    return Markup.element("pre", ["tabindex": "0"], Markup.element("code", code))
  }

  /// The address of the lab with the scenario in it.
  private var labAddress: String { lab + "#t=" + scenario.source.text.addingPercentEscapes() }
}
