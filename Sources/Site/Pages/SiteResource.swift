// The plain files that the site is made with: its page, its styles and its scripts.

import Workbench

/// The files of the folder `Resources`, and those of the player.
enum SiteResource {
  /// The frame of a page, with places to fill in.
  static var page: String { text(PackageResources.site_html) }

  /// The files that every site has, by their paths.
  static var assets: [(path: String, text: String)] {
    [
      ("assets/colours.css", EmbeddedFile.colours),
      ("assets/player.css", EmbeddedFile.playerStyle),
      ("assets/player.js", EmbeddedFile.playerScript),
      ("assets/search.js", text(PackageResources.search_js)),
      ("assets/site.css", text(PackageResources.site_css)),
      ("assets/site.js", text(PackageResources.site_js)),
      ("assets/theme.js", text(PackageResources.theme_js)),
    ]
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
