// Markdown as markup: each construct of the notes, and that no text of a note becomes a tag.

import EventLoops
import TemporaryFiles
import Testing

@testable import Site

@Suite struct `The markup of a note` {
  private let tree: TemporaryTree
  private let plan: SitePlan

  init() throws {
    tree = try TemporaryTree.guide()
    plan = try tree.plan()
  }

  @Test(arguments: [
    (
      "a *b* **c** ***d*** _e_ f_g_h",
      "<p>a <em>b</em> <strong>c</strong> <em><strong>d</strong></em> <em>e</em> f_g_h</p>"
    ),
    ("`a *b*` ``c ` d`` `e", "<p><code>a *b*</code> <code>c ` d</code> `e</p>"),
    ("2 * 3 * 4 and a*", "<p>2 * 3 * 4 and a*</p>"),
    ("\\*a\\* <b> & \"c\"", "<p>*a* &lt;b&gt; &amp; &quot;c&quot;</p>"),
    (
      "[a](https://b.c/d?e=f&g=\"h\")",
      "<p><a href=\"https://b.c/d?e=f&amp;g=&quot;h&quot;\" rel=\"noreferrer\">a</a></p>"
    ),
    ("[*a* `b`](second.md#c)", "<p><a href=\"second.html#c\"><em>a</em> <code>b</code></a></p>"),
    ("[a](second.md \"title\") [b]", "<p><a href=\"second.html\">a</a> [b]</p>"),
    ("<https://b.c> <c>", "<p><a href=\"https://b.c\" rel=\"noreferrer\">https://b.c</a> &lt;c&gt;</p>"),
    ("![a](https://b.c/d.png)", "<p>a</p>"),
    ("a  \nb\nc\\\nd", "<p>a<br>\nb\nc<br>\nd</p>"),
    ("- a\n- b\n  c\n", "<ul>\n<li>a</li>\n<li>b\nc</li>\n</ul>"),
    ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>"),
    ("- a\n\n- b", "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>"),
    ("- a\n  - b\n", "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"),
    ("> a\n> - b", "<blockquote>\n<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n</blockquote>"),
    ("***", "<hr>"),
    ("    a <b>\n\n    c", "<pre tabindex=\"0\"><code>a &lt;b&gt;\n\nc</code></pre>"),
    (
      "<details><summary>A `b`</summary>\n\nc\n</details>",
      "<details>\n<summary>A <code>b</code></summary>\n<p>c</p>\n</details>"
    ),
    ("<details>\nno end", "<p>&lt;details&gt;\nno end</p>"),
    (
      "| a | b |\n|:-:|--:|\n| `c\\|d` |\n",
      "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Table\">\n<table>\n<thead><tr>"
        + "<th scope=\"col\" class=\"to-center\">a</th><th scope=\"col\" class=\"to-right\">b</th></tr></thead>\n<tbody>\n"
        + "<tr><td class=\"to-center\"><code>c|d</code></td><td class=\"to-right\"></td></tr>\n</tbody>\n</table>\n</div>"
    ),
    (
      "# A\n\n| b |\n|---|\n",
      "<h1 id=\"a\">A</h1>\n<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Table: A\">\n<table>\n<thead><tr>"
        + "<th scope=\"col\">b</th></tr></thead>\n<tbody>\n</tbody>\n</table>\n</div>"
    ),
    ("a\n===", "<h1 id=\"a\">a</h1>"),
    (
      "## A `b` & c",
      "<h2 id=\"a-b--c\">A <code>b</code> &amp; c <a class=\"anchor\" href=\"#a-b--c\" "
        + "aria-label=\"Link to A b &amp; c\">#</a></h2>"
    ),
    (
      "```swift\nlet a = \"<\" // b\n```",
      "<pre tabindex=\"0\"><code class=\"language-swift\"><span class=\"t-keyword\">let</span> a = "
        + "<span class=\"t-string\">&quot;&lt;&quot;</span> <span class=\"t-comment\">// b</span></code></pre>"
    ),
    (
      "~~~text source=Scenarios/calls.scenario\n  title  A # b\n~~~",
      "<figure class=\"listing\" aria-label=\"Scenarios/calls.scenario\">\n<figcaption><a href=\"scenarios/calls.html\">Scenarios/calls.scenario</a></figcaption>\n"
        + "<pre tabindex=\"0\"><code class=\"language-scenario\">  <span class=\"t-keyword\">title</span>  A "
        + "<span class=\"t-comment\"># b</span></code></pre>\n</figure>"
    ),
  ])
  func `has each construct`(text: String, markup: String) throws {
    #expect(try plan.markup(text) == markup + "\n")
  }

  @Test func `has no tag that a text has made, whatever the text`() throws {
    var random = SeededGenerator(seed: 26)
    let pieces = [
      "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</code>", "</p>", "\"", "'", "&", "&lt;", "<", ">",
      "`", "```",
      "``` swift\"><b>\n", "*", "**", "_", "[", "]", "(", ")", "](#\"><b>)", "](https://a\"onclick=b)", "](second.md)",
      "![", "\\",
      "\n", "\n\n", "\n- ", "\n1. ", "\n> ", "\n# ", "\n## <b>", "\n    ", "\n| a | b |\n|---|---|\n", "|",
      "\n<details>\n",
      "<summary>", "</summary>", "\n</details>\n", "<!--", "-->", "<https://a.b?\"<>", "a", " ", "  ", "\t", "é", "한",
      "\u{0}", "\u{202E}",
      "\n```console\n$ braid show calls\n", "\n===\n", "\n---\n", "javascript:x",
    ]
    let known: Set = [
      "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "details", "summary", "hr", "br", "pre",
      "code", "em",
      "strong", "a", "img", "div", "table", "thead", "tbody", "tr", "th", "td", "span", "figure", "figcaption",
      "button", "label",
      "select", "option", "input", "output", "section", "kbd",
    ]
    var rendered = 0
    for _ in 0..<2_000 {
      let text = (0..<(1 + random.next(below: 24))).map { _ in pieces[random.next(below: pieces.count)] }.joined()
      // A link that leads nowhere is refused.
      guard let markup = try? plan.markup(text) else { continue }
      rendered += 1
      let reader = HTMLReader(markup)
      #expect(reader.faults == [], "\(text.debugDescription)")
      #expect(known.isSuperset(of: reader.elements.map(\.name)), "\(text.debugDescription)")
      for address in reader.values(of: "href") + reader.values(of: "src") {
        #expect(
          address.contains(#/^(#|https:\/\/|http:\/\/127|second\.html|scenarios\/|pictures\/)/#),
          "\(text.debugDescription)")
      }
      if !reader.faults.isEmpty { break }
    }
    #expect(rendered > 1_000)
  }

  @Test func `keeps every word of prose`() throws {
    var random = SeededGenerator(seed: 27)
    let marks = [
      "*", "**", "_", "`", "[", "]", "(", ")", "\\", "!", "<", ">", "  \n", "\n- ", "\n> ", "\n\n", "|", " ", "#",
    ]
    for _ in 0..<500 {
      let words = (0..<8).map { "w\($0)x" }
      let text = words.map { $0 + marks[random.next(below: marks.count)] + " " }.joined()
      guard let markup = try? plan.markup(text) else { continue }
      let shown = HTMLReader(markup).texts.map(\.text).joined(separator: " ")
      for word in words where !shown.contains(word) {
        Issue.record("\(word) of \(text.debugDescription) is lost in \(markup)")
      }
    }
  }

  @Test func `is made of hostile text in time and depth that are bounded`() throws {
    let many = MarkdownSpanReader.longest
    for piece in [
      "*", "**a ", "[", "![", "`a``", "<", "\\", "a*", "_a", "](", "[a](#b", "> ", "- ", "|", "<details>\n", "#",
    ] {
      let text = String(repeating: piece, count: many / piece.count)
      let reader = HTMLReader(try plan.markup(text))
      #expect(reader.faults == [])
    }
    // Marks behind the longest prose that is read are text, and lines are read once.
    #expect(try plan.markup(String(repeating: "*a* ", count: many)).contains("<p>*a* *a*"))
    for line in ["<details>", "- a", "", "  b", "|", "> a"] {
      let text = "- a\n" + String(repeating: line + "\n", count: 2_000) + "  c"
      #expect(HTMLReader(try plan.markup(text)).faults == [])
    }
    let nested = (0..<100).map { String(repeating: " ", count: 2 * $0) + "- a" }.joined(separator: "\n")
    #expect(HTMLReader(try plan.markup(nested)).faults == [])
    let strong = String(repeating: "**a *b ", count: 600) + String(repeating: "c* d** ", count: 600)
    #expect(HTMLReader(try plan.markup(strong)).faults == [])
  }
}
