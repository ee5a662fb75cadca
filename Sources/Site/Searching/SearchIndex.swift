// The index of the search: a script, since a page that is opened from a file cannot read another file.

import Foundation

/// Writes the index of an edition.
enum SearchIndex {
  /// The file of an edition's index.
  static func path(of edition: SiteEdition) -> String { "assets/search-\(edition.language).js" }

  /// The index of some pages: an entry a section, with its page's title and path, its heading, its anchor and its words.
  static func text(of pages: [SitePage], in edition: SiteEdition) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    let entries = try pages.filter { $0.edition == edition }.flatMap { page in
      try page.sections.map { section in
        let entry = [page.title, page.path, section.title, section.anchor, section.text]
        return String(decoding: try encoder.encode(entry), as: UTF8.self)
      }
    }
    return "braidIndex(\"\(edition.language)\", [\n\(entries.joined(separator: ",\n"))\n]);\n"
  }
}
