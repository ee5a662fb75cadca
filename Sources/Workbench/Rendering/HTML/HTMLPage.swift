// A comparison as one HTML file with a player: no network, no other file, and all of it as text without a script.

import Foundation

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
    var text = RenderingOptions()
    text.columns = Self.textColumns
    return EmbeddedFile.filled(
      EmbeddedFile.playerPage,
      with: [
        "title": picture.title.asMarkup,
        "teaches": (picture.teaches ?? "").asMarkup,
        "style": EmbeddedFile.playerStyle,
        "back": options.index.map { "<p><a href=\"\($0.asMarkup)\">All scenarios</a></p>\n  " } ?? "",
        "report": report,
        "timeline": TextPage(picture, text).lines.map(\.asMarkup).joined(separator: "\n"),
        "data": try data(),
        "script": EmbeddedFile.playerScript,
      ])
  }

  /// The recorded runs as JSON, escaped for embedding in a page.
  private func data() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = String(decoding: try encoder.encode(PlayerData(picture, options.sources)), as: UTF8.self)
    return json.replacing("<", with: "\\u003c")
  }
}
