// A comparison as one HTML file with a player: no network, no other file, and all of it as text without a script.

/// Fills the page of the player with a picture.
package struct HTMLPage {
  private let picture: Picture
  private let options: RenderingOptions
  private let report: String
  /// The columns of the text that replaces the player.
  private static let textColumns = 100

  /// A page of a picture.
  package init(_ picture: Picture, _ options: RenderingOptions = RenderingOptions()) {
    self.init(picture, options, report: "")
  }

  /// A page of a picture with markup between its heading and the player.
  init(_ picture: Picture, _ options: RenderingOptions, report: String) {
    self.picture = picture
    self.options = options
    self.report = report
  }

  /// The page.
  package func text() throws -> String {
    let text = Self.timeline(of: picture)
    return EmbeddedFile.filled(
      EmbeddedFile.playerPage,
      with: [
        "title": picture.title.asMarkup,
        "teaches": (picture.teaches ?? "").asMarkup,
        "style": EmbeddedFile.pageStyle,
        "back": options.index.map { "<p><a href=\"\($0.asMarkup)\">All scenarios</a></p>\n  " } ?? "",
        "report": report,
        "timeline": text.lines.map(\.asMarkup).joined(separator: "\n"),
        "unfolded": unfolded(text),
        "parts": EmbeddedFile.playerParts(in: .english),
        "data": try PlayerData.text(of: picture, options.sources),
        "script": EmbeddedFile.playerScript,
      ])
  }

  /// The text that replaces the player.
  ///
  /// - Parameters:
  ///   - picture: The picture.
  ///   - isWhole: Whether a long timeline is shown without folds.
  package static func timeline(of picture: Picture, isWhole: Bool = false) -> TextPage {
    var options = RenderingOptions()
    options.columns = textColumns
    options.unfolding = isWhole ? nil : "All rows are below."
    return TextPage(picture, options)
  }

  /// All rows of a timeline that the text folds, in an element that a reader opens; empty for a text without folds.
  private func unfolded(_ text: TextPage) -> String {
    guard text.hasFolds else { return "" }
    let lines = Self.timeline(of: picture, isWhole: true).lines.map(\.asMarkup)
    return """

      <details><summary>All rows</summary>
      <pre>\(lines.joined(separator: "\n"))</pre>
      </details>
      """
  }
}
