// The files of the folder `Resources`, which the build puts into the program itself.

/// A file that is part of the program, so that it is there wherever the program is copied to.
package enum EmbeddedFile {
  /// The look of a timeline as SVG.
  static var timelineStyle: String { text(PackageResources.timeline_css) }
  /// The page of the player, with places to fill in.
  static var playerPage: String { text(PackageResources.player_html) }
  /// The part of the page of an exploration above the player, with places to fill in.
  static var failuresPart: String { text(PackageResources.failures_html) }
  /// One failure of an exploration, with places to fill in.
  static var failurePart: String { text(PackageResources.failure_html) }
  /// The index of a site, with places to fill in.
  static var sitePage: String { text(PackageResources.site_html) }
  /// The look of a page that is one file and has a player.
  static var pageStyle: String { colours + text(PackageResources.page_css) + playerStyle }
  /// The colours of every page, as variables.
  package static var colours: String { text(PackageResources.colours_css) }
  /// The look of the player alone.
  package static var playerStyle: String { text(PackageResources.player_css) }
  /// The player itself, a function that brings the parts of a player to life.
  package static var playerScript: String { text(PackageResources.player_js) }
  /// The parts of a player with their words in a language; of one language they are the same on every page.
  package static func playerParts(in language: Language) -> String {
    switch language {
    case .english: englishParts
    case .korean: koreanParts
    }
  }
  private static let englishParts = PlayerWords.filled(playerTemplate, in: .english)
  private static let koreanParts = PlayerWords.filled(playerTemplate, in: .korean)
  /// The parts of a player, with their words in double braces.
  static var playerTemplate: String { text(PackageResources.player_parts_html) }

  /// A page with each `{{name}}` replaced by what is given for it; what is filled in is not looked at again.
  package static func filled(_ page: String, with parts: KeyValuePairs<String, String>) -> String {
    let bytes = PageTemplate(Array(page.utf8)).filled { name, page in
      page += (parts.first { $0.key == name }?.value ?? "").utf8
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
