// The pages of the sources that notes refer to, with a number for each line.

import GuideChecking
import Workbench

/// Makes the pages of sources.
enum SourcePages {
  /// The page of a file of the repository.
  static func path(of file: String) -> String { "source/\(file).html" }

  /// The page of a file.
  static func page(of file: String, edition: SiteEdition, in tree: RepositoryTree) throws(SiteProblem) -> SitePage {
    let text = try tree.reading { () throws(NotesProblem) in try tree.text(of: file) }
    let type = RepositoryPath.type(of: file)
    let lines = CodeMarkup.lines(TextLines.cut(text), language: type)
    let numbered = lines.enumerated().map { index, line in
      Markup.element("span", ["class": "line", "id": "L\(index + 1)"], line)
    }
    let markup = """
      <h1 class="path">\(Markup.text(file))</h1>
      <pre class="numbered" tabindex="0"><code>\(numbered.joined(separator: "\n"))</code></pre>

      """
    return SitePage(
      path: path(of: file), title: RepositoryPath.name(of: file), edition: edition, language: "en", markup: markup,
      sections: [SiteSection(level: 1, title: RepositoryPath.name(of: file), anchor: "", text: file)], kind: "source")
  }
}
