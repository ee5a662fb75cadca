// A note of the guide, read.

import GuideChecking
import Workbench

/// A note and the page that it becomes.
struct GuideNote {
  /// The path in the repository.
  let path: String
  /// The path of the page in the site.
  let page: String
  /// The edition that it belongs to.
  let edition: SiteEdition
  /// The content.
  let blocks: [MarkdownBlock]

  /// Reads a note.
  init(at path: String, edition: SiteEdition, in tree: RepositoryTree) throws(SiteProblem) {
    let text = try tree.reading { () throws(NotesProblem) in try tree.text(of: path) }
    self.path = path
    self.edition = edition
    page = Self.page(of: path, edition)
    blocks = MarkdownBlockReader.blocks(of: TextLines.of(text))
  }

  /// The words of the first heading, or the name of the file.
  var title: String {
    for case .heading(_, let text) in blocks { return MarkdownSpanReader.spans(of: text).plainText }
    return RepositoryPath.name(of: path)
  }

  /// The page of a note: `index.html` for the guide's own page, `project.html` for the one of the repository.
  static func page(of path: String, _ edition: SiteEdition) -> String {
    if path == readme { return "project.html" }
    let inside = path.dropFirst(edition.notesFolder.count + 1)
    let name = inside == "README.md" ? "index" : inside.hasSuffix(".md") ? String(inside.dropLast(3)) : String(inside)
    return edition.pagesFolder + name + ".html"
  }

  /// The page of the repository itself, which belongs to the originals.
  static let readme = "README.md"
}
