// How code spans, links and headings are found in prose.

import Testing
import Workbench

@testable import GuideChecking

struct `Markdown prose` {
  @Test(arguments: [
    ("a `b` c", ["b"]),
    ("`` a`b `` and `c`", ["a`b", "c"]),
    ("`a\nb`", ["a b"]),
    (#"\`a` b`"#, [" b"]),
    ("``a` b", []),
    ("` ` and `  a  `", [" ", " a "]),
    ("[`a`](b.md)", ["a"]),
  ])
  func `code spans are found`(text: String, spans: [String]) {
    #expect(inline(text).codeSpans.map(\.text) == spans)
  }

  @Test(arguments: [
    ("[a](b.md)", ["b.md"]),
    ("![a](b.svg \"title\") [c](<d e.md>)", ["b.svg", "d e.md"]),
    ("[![a](b.svg)](c.md)", ["b.svg", "c.md"]),
    ("[a](b(c).md)", ["b(c).md"]),
    ("[wrapped\ntext](b.md)", ["b.md"]),
    ("[wrapped](\n  b.md)", ["b.md"]),
    ("`[a](b.md)`", []),
    (#"[a\](b.md)"#, []),
    (#"[a](b\_c.md)"#, ["b_c.md"]),
    ("[a]: b.md\n[c]: <d.md> 'title'\n[^1]: not.md", ["b.md", "d.md"]),
    ("<img src=\"a.svg\" alt=\"\"><a\nhref='b.md'>", ["a.svg", "b.md"]),
    ("<source srcset=\"a.svg 1x, b.svg 2x\">", ["a.svg", "b.svg"]),
    ("<https://example.org/a.md>", []),
    ("[a]()", [""]),
    ("f(a[0], b)", []),
  ])
  func `destinations are found`(text: String, destinations: [String]) {
    #expect(inline(text).destinations.map(\.text) == destinations)
  }

  @Test func `each is found on its own line`() {
    let found = inline("one `a\nb`\n`c` [d](\ne.md) <img\nsrc='f.svg'>")
    #expect(found.codeSpans.map(\.line) == [10, 12])
    #expect(found.destinations.map(\.line) == [12, 13])
  }

  @Test func `references ask for labels`() {
    let found = inline("[text][Some  Label] [label][] [^1][^2] [a][`b`]")
    #expect(found.references.map(\.text) == ["some label", "label"])
    #expect(inline("[Some Label]: a.md").definitions.map(\.label) == ["some label"])
  }

  @Test(arguments: [
    ("The first run", "the-first-run"),
    ("What's new, in 6.3?", "whats-new-in-63"),
    ("`run_all` and *more*", "run_all-and-more"),
    ("A & B", "a--b"),
    ("_emphasis_ and snake_case", "emphasis-and-snake_case"),
    ("[A link](somewhere.md) ![picture](a.svg)", "a-link"),
    ("한국어 안내서", "한국어-안내서"),
    ("Émile — ½ x²", "émile---x"),
    ("`[a](b)`", "ab"),
    ("1. Begin", "1-begin"),
  ])
  func `a heading's anchor is the one GitHub gives it`(heading: String, slug: String) {
    #expect(MarkdownHeading.slug(heading) == slug)
  }

  @Test func `anchors come from headings of all kinds`() {
    let text = """
      # One
      ## Same ##
      ### Same
      #### Same-1
      text

      Underlined
      ===
      - item
      ---
      #no-heading
      ```text
      # not a heading
      ```
      <a id="explicit"></a> and `<a id="code">`

      # `Code` #

      """
    let anchors = MarkdownHeading.anchors(of: MarkdownDocument(path: "a.md", text: text))
    #expect(anchors.sorted() == ["code", "explicit", "one", "same", "same-1", "same-1-1", "underlined"])
  }

  private func inline(_ text: String) -> MarkdownInline {
    MarkdownInline(lines: TextLines.of(text), firstLine: 10)
  }
}
