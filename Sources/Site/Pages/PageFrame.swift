// The frame of every page: the head, the search, the contents, the way to the previous and the next page, the scripts.

import Workbench

/// Puts frames around pages.
struct PageFrame {
  /// The contents by edition.
  let outlines: [SiteEdition: GuideOutline]

  /// The whole page.
  func text(of page: SitePage) -> String {
    let words = page.edition.words
    let outline = outlines[page.edition]
    return EmbeddedFile.filled(
      SiteResource.page,
      with: [
        "language": page.edition.language,
        "content-language": page.language,
        "title": Markup.text(page.title),
        "root": SitePath.root(from: page.path),
        "edition": page.edition.language,
        "kind": Markup.text(page.kind),
        "home": SitePath.address(of: outline?.order.first?.page ?? "index.html", from: page.path),
        "guide": Markup.text(words.guide),
        "skip": Markup.text(words.skip),
        "contents-title": Markup.text(words.contents),
        "search": Markup.text(words.search),
        "search-hint": Markup.text(words.searchHint),
        "found": Markup.text(words.found),
        "found-nothing": Markup.text(words.foundNothing),
        "other-results": Markup.text(words.otherResults),
        "theme": Markup.text(words.theme),
        "theme-names": Markup.text(words.themeNames.joined(separator: "|")),
        "alternate": alternate(of: page),
        "switch": languageSwitch(of: page),
        "contents": outline.map { contents($0, on: page) } ?? "",
        "main": page.markup,
        "turn": outline.map { turn($0, on: page) } ?? "",
        "scripts": scripts(of: page),
      ])
  }

  private func alternate(of page: SitePage) -> String {
    guard let (edition, path) = page.counterpart else { return "" }
    let address = SitePath.address(of: path, from: page.path)
    return Markup.start("link", ["rel": "alternate", "hreflang": edition.language, "href": address]) + "\n"
  }

  private func languageSwitch(of page: SitePage) -> String {
    guard let (edition, path) = page.counterpart else { return "" }
    let address = SitePath.address(of: path, from: page.path)
    return Markup.element(
      "a", ["href": address, "hreflang": edition.language, "lang": edition.language, "class": "switch"],
      Markup.text(edition.words.otherLanguage))
  }

  private func contents(_ outline: GuideOutline, on page: SitePage) -> String {
    outline.groups.map { group in
      let entries = group.entries.map { entry in
        let isHere = entry.page == page.path
        let number = entry.number.map { Markup.element("span", ["class": "number"], "\($0)") + " " } ?? ""
        let link = Markup.element(
          "a", ["href": SitePath.address(of: entry.page, from: page.path), "aria-current": isHere ? "page" : nil],
          number + Markup.text(entry.label))
        return "<li>\(link)\(isHere ? sections(of: page) : "")</li>\n"
      }
      let title = group.title.isEmpty ? "" : Markup.element("h2", Markup.text(group.title)) + "\n"
      return "\(title)<ul>\n\(entries.joined())</ul>\n"
    }
    .joined()
  }

  /// The sections of the page that is open.
  private func sections(of page: SitePage) -> String {
    let sections = page.sections.filter { $0.level == 2 }.map { section in
      let address = SitePath.address(of: page.path, from: page.path, anchor: section.anchor)
      return "<li>\(Markup.element("a", ["href": address], Markup.text(section.title)))</li>"
    }
    return sections.isEmpty ? "" : "\n<ul>\n\(sections.joined(separator: "\n"))\n</ul>\n"
  }

  private func turn(_ outline: GuideOutline, on page: SitePage) -> String {
    let order = outline.order
    guard let place = order.firstIndex(where: { $0.page == page.path }) else { return "" }
    let words = page.edition.words
    func link(_ index: Int, _ direction: String, _ word: String) -> String {
      guard order.indices.contains(index) else { return "" }
      let inside = Markup.element("span", Markup.text(word)) + " " + Markup.text(order[index].label)
      let address = SitePath.address(of: order[index].page, from: page.path)
      return Markup.element("a", ["rel": direction, "href": address], inside)
    }
    let links = link(place - 1, "prev", words.previous) + link(place + 1, "next", words.next)
    return Markup.element("nav", ["class": "turn", "aria-label": words.turn], links) + "\n"
  }

  private func scripts(of page: SitePage) -> String {
    let players = page.shown.map(\.dataPath) + (page.shown.isEmpty ? [] : ["assets/player.js"])
    return (players + ["assets/search.js", "assets/site.js"]).map { path in
      Markup.element("script", ["defer": "", "src": SitePath.address(of: path, from: page.path)], "") + "\n"
    }
    .joined()
  }
}
