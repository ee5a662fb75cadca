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
    return EmbeddedFile.filled(
      EmbeddedFile.playerPage,
      with: [
        "title": picture.title.asMarkup,
        "teaches": (picture.teaches ?? "").asMarkup,
        "style": EmbeddedFile.pageStyle,
        "back": options.index.map { "<p><a href=\"\($0.asMarkup)\">All scenarios</a></p>\n  " } ?? "",
        "report": report,
        "timeline": Self.timeline(of: picture).map(\.asMarkup).joined(separator: "\n"),
        "parts": EmbeddedFile.playerParts,
        "data": try PlayerData.text(of: picture, options.sources),
        "script": EmbeddedFile.playerScript,
      ])
  }

  /// The lines of the text that replaces the player.
  package static func timeline(of picture: Picture) -> [String] {
    var options = RenderingOptions()
    options.columns = textColumns
    return TextPage(picture, options).lines
  }
}
