// The pages of the public interface: a page a module, a section a type.

/// Makes the pages of the public interface.
enum InterfacePages {
  /// The page that lists the modules.
  static let indexPath = "api/index.html"

  /// The page of a module.
  static func path(of module: String) -> String { "api/\(module).html" }

  /// The page of each type by its name, which is its anchor there.
  static func pages(of digests: [InterfaceDigest]) -> [String: String] {
    var pages: [String: String] = [:]
    for digest in digests {
      for group in digest.groups where group.isOwn && group.name.first?.isUppercase == true {
        pages[group.name] = pages[group.name] ?? path(of: digest.module)
      }
    }
    return pages
  }

  /// The page of a module.
  static func page(of digest: InterfaceDigest, edition: SiteEdition) -> SitePage {
    var sections = [SiteSection(level: 1, title: digest.module, anchor: "")]
    var markup = Markup.element("h1", Markup.text(digest.module)) + "\n"
    for group in digest.groups {
      sections.append(SiteSection(level: 2, title: group.name, anchor: group.name))
      let heading = Markup.element("code", Markup.text(group.name))
      let code = CodeMarkup.lines(group.declarations, language: "swift").joined(separator: "\n")
      markup += Markup.element("h2", ["id": group.name], heading) + "\n"
      markup += "<pre tabindex=\"0\"><code class=\"language-swift\">\(code)</code></pre>\n"
    }
    return SitePage(
      path: path(of: digest.module), title: digest.module, edition: edition, language: "en", markup: markup,
      sections: sections, kind: "interface")
  }

  /// The page that lists the modules with their types.
  static func index(of digests: [InterfaceDigest], edition: SiteEdition) -> SitePage {
    let title = edition.words.interface
    var sections = [SiteSection(level: 1, title: title, anchor: "")]
    var markup = Markup.element("h1", Markup.text(title)) + "\n"
    for digest in digests {
      let page = path(of: digest.module)
      let types = digest.groups.map { group in
        let address = SitePath.address(of: page, from: indexPath, anchor: group.name)
        return "<li>\(Markup.element("a", ["href": address], Markup.element("code", Markup.text(group.name))))</li>\n"
      }
      sections.append(SiteSection(level: 2, title: digest.module, anchor: digest.module))
      let link = Markup.element("a", ["href": SitePath.address(of: page, from: indexPath)], Markup.text(digest.module))
      markup += Markup.element("h2", ["id": digest.module], link) + "\n<ul class=\"types\">\n\(types.joined())</ul>\n"
    }
    return SitePage(
      path: indexPath, title: title, edition: edition, language: "en", markup: markup, sections: sections, kind: "list")
  }
}
