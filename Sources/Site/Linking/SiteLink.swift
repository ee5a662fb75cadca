// What a link of a note leads to.

/// Where a link leads.
enum SiteLink: Equatable {
  /// An address outside of the site.
  case foreign(String)
  /// A place in the site, as the page writes it.
  case page(String)
  /// Nothing in this site: the edition that it leads to is not part of it.
  case absent

  /// Whether a destination is an address outside of the site.
  static func isForeign(_ destination: String) -> Bool {
    ["https://", "http://", "mailto:"].contains { destination.lowercased().hasPrefix($0) }
  }
}
