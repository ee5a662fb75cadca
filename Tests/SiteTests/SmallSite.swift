// A small repository with a guide in two languages, and a plan of its site.

import GuideChecking
import TemporaryFiles

@testable import Site

extension TemporaryTree {
  /// A repository with two chapters, a scenario, a source, a picture and a digest.
  static func guide() throws -> TemporaryTree {
    try TemporaryTree([
      "README.md": "# Project\n\nRead [the guide](notes/README.md).\n",
      "notes/README.md": """
      # Guide

      - Begin with [the first](first.md). Also [in Korean](ko/README.md).

      ## Chapters

      | | chapter |
      |---|---|
      | 1 | [First](first.md) |
      | 2 | [Second](second.md#two-words) |

      """,
      "notes/first.md": """
      # The first

      See [the code](../Sources/A.swift), ![a box](box.svg), `Loop` and `braid show calls`.

      ```console
      $ braid run calls
      passed
      $ braid show calls -s async
      the timeline
      ```

      """,
      "notes/second.md": "# The second\n\n## Two words\n\n## Two words\n\nText. <b>&amp;\n",
      "notes/third.md": "# Third\n\nOn its own.\n",
      "notes/box.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
      "notes/ko/README.md": "# 안내서\n\n[영어](../README.md)\n\n## 장\n\n- [첫째](first.md#첫째-장)\n",
      "notes/ko/first.md": "# 첫째 장\n\n## 첫째-장\n\n글.\n",
      "notes/api/Loops.txt": "# Loops: 2 public symbols\nLoop: final class Loop\nLoop.run(): func run()\n",
      "Sources/A.swift": "let a = \"<b>\"\n",
      "Scenarios/calls.scenario": """
      title    Three <calls>
      program  three-stages
      guide    notes/first.md
      request  "me"

      """,
    ])
  }

  /// The plan of the site of this repository.
  func plan() throws -> SitePlan {
    let tree = RepositoryTree(root: root)
    return SitePlan(
      tree: tree, notePages: ["notes/first.md": "first.html", "notes/second.md": "second.html"], absentNotes: [],
      scenarios: try SiteScenarios(in: tree), types: ["Loop": "api/Loops.html"], lab: "http://127.0.0.1:8080/")
  }

}

extension SitePlan {
  /// A note as the content of a page.
  func markup(_ text: String) throws -> String {
    var renderer = NoteRenderer(of: "notes/first.md", on: "first.html", words: .english, in: self)
    try renderer.render(
      MarkdownBlockReader.blocks(of: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)))
    return renderer.markup
  }
}
