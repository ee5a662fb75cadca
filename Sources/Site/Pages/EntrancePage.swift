// The first page of a site without the originals: the way to the edition that it has.

/// Makes the page that leads to an edition.
enum EntrancePage {
  /// The page.
  static func page(to edition: SiteEdition) -> SitePage {
    let path = "index.html"
    let words = edition.words
    let address = SitePath.address(of: edition.pagesFolder + path, from: path)
    let link = Markup.element("a", ["href": address], Markup.text(words.guide))
    return SitePage(
      path: path, title: words.guide, edition: edition, language: edition.language,
      markup: "<h1>Braid</h1>\n<p>\(link)</p>\n",
      sections: [SiteSection(level: 1, title: "Braid", anchor: "")], kind: "list")
  }
}
