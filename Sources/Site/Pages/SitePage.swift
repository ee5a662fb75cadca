// A page of the site before its frame is put around it.

/// The content of a page.
struct SitePage {
  /// The path in the site.
  let path: String
  /// The title.
  let title: String
  /// The edition whose words and contents surround it.
  let edition: SiteEdition
  /// The language of the content.
  var language: String
  /// The page in the other edition, if there is one.
  var counterpart: (edition: SiteEdition, path: String)?
  /// The content as markup.
  let markup: String
  /// The sections, for the search and for the contents.
  let sections: [SiteSection]
  /// The runs that its players show.
  var shown: [ShownRuns] = []
  /// What kind of page it is: a note, a scenario …
  var kind = "note"
}
