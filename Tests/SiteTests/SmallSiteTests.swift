// The site of a small repository: the same bytes each time, editions, and what it refuses.

import Foundation
import TemporaryFiles
import Testing

@testable import Site

@Suite struct `The site of a small repository` {
  private let tree: TemporaryTree

  init() throws { tree = try TemporaryTree.guide() }

  private func problem(editions: [SiteEdition] = []) throws -> SiteProblem? {
    do {
      _ = try BuiltSite(of: tree.root, editions: editions)
      return nil
    } catch let problem as SiteProblem {
      return problem
    }
  }

  @Test func `has the same bytes every time and in every folder`() throws {
    let first = try BuiltSite(of: tree.root)
    let other = try TemporaryTree.guide()
    #expect(try BuiltSite(of: other.root).files == first.files)
    #expect(first.summary.players == 1)
  }

  @Test func `has pages for notes, sources, scenarios, digests and both searches`() throws {
    let site = try BuiltSite(of: tree.root)
    let pages = site.files.keys.filter { $0.hasSuffix(".html") }.sorted()
    #expect(
      pages == [
        "api/Loops.html", "api/index.html", "first.html", "index.html", "ko/first.html", "ko/index.html",
        "ko/questions.html", "ko/scenarios/calls.html", "ko/scenarios/index.html", "project.html", "questions.html",
        "scenarios/calls.html", "scenarios/index.html", "second.html", "source/Sources/A.swift.html",
        "third.html",
      ])
    #expect(site.files["pictures/notes/box.svg"] == Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8))
    #expect(
      Set(site.files.keys.filter { $0.hasSuffix(".js") }).isSuperset(of: [
        "assets/search-en.js", "assets/search-ko.js", "scenarios/runs/calls.js", "scenarios/runs/calls.async.js",
      ]))
  }

  @Test func `puts a player in the place of a timeline and leaves other output`() throws {
    let page = try BuiltSite(of: tree.root).text("first.html")
    #expect(
      page.contains(
        "<span class=\"t-comment\">$ </span><span class=\"t-command\">braid run calls</span>\npassed</code>"))
    #expect(page.contains("data-runs=\"calls.async\""))
    #expect(page.contains("Three &lt;calls&gt;"))
    #expect(page.contains("the timeline</code></pre>"))
    #expect(page.contains("<a href=\"scenarios/calls.html\"><code>braid show calls</code></a>"))
    #expect(page.contains("<a href=\"api/Loops.html#Loop\"><code>Loop</code></a>"))
    #expect(page.contains("<img src=\"pictures/notes/box.svg\" alt=\"a box\" loading=\"lazy\">"))
  }

  @Test func `has the notes that no list mentions at the end of the contents`() throws {
    let page = try BuiltSite(of: tree.root).text("index.html")
    let contents = page.matches(of: #/<li><a href="([^"]+)"/#).map { String($0.1) }
    #expect(
      contents.starts(with: ["index.html", "#chapters", "first.html", "second.html", "project.html", "third.html"]))
  }

  @Test func `numbers the anchors of headings that are the same`() throws {
    let page = HTMLReader(try BuiltSite(of: tree.root).text("second.html"))
    #expect(Set(page.anchors).isSuperset(of: ["the-second", "two-words", "two-words-1"]))
  }

  @Test func `of one edition has no page of the other and no link to it`() throws {
    let english = try BuiltSite(of: tree.root, editions: [.english])
    #expect(!english.files.keys.contains { $0.hasPrefix("ko/") || $0.contains("-ko") })
    #expect(english.text("index.html").contains("Also in Korean."))
    let korean = try BuiltSite(of: tree.root, editions: [.korean])
    #expect(korean.text("index.html").contains("<a href=\"ko/index.html\">"))
    #expect(korean.files["first.html"] == nil)
    for site in [english, korean] {
      for (path, page) in site.pages {
        for address in page.values(of: "href") + page.values(of: "src") where !address.contains(":") {
          let target = `The site of this repository`.target(of: address, on: path)
          #expect(target.map { site.files[$0.path] != nil } == true, "\(path): \(address)")
        }
      }
    }
  }

  @Test func `names a link that leads nowhere, and a picture that is missing`() throws {
    try tree.write("# Third\n\n[lost](lost.md)\n", to: "notes/third.md")
    #expect(
      try problem()
        == SiteProblem(
          .malformed, "the link 'lost.md' leads nowhere", at: "notes/third.md", help: ["'braid notes' checks all links"]
        ))
    try tree.write("# Third\n\n[out](../../etc/passwd) \n", to: "notes/third.md")
    #expect(try problem()?.place == "notes/third.md")
    try tree.write("# Third\n\n[x](javascript:alert(1))\n", to: "notes/third.md")
    #expect(try problem()?.message == "the link 'javascript:alert(1)' leads nowhere")
  }

  @Test func `needs a guide, and a scenario that can be read`() throws {
    try tree.write("title\n", to: "Scenarios/calls.scenario")
    let mistake = try #require(try problem())
    #expect(mistake.kind == .malformed && mistake.place == "Scenarios/calls.scenario:1:1")
    try tree.remove("notes/ko")
    #expect(try problem(editions: [.korean])?.kind == .notFound)
    try tree.remove("notes/README.md")
    let missing = try #require(try problem())
    #expect(missing.kind == .notFound && missing.message.contains("'notes/README.md' is missing"))
    #expect(missing.help.first?.contains("checkout") == true)
  }

  @Test func `refuses two pages of one name`() throws {
    try tree.write("# Questions\n", to: "notes/questions.md")
    #expect(try problem()?.message == "two files of the site would be 'questions.html'")
  }

  @Test func `writes the words of a scenario into scripts so that they stay words`() throws {
    try tree.write("title </script><b>\nprogram three-stages\nrequest \"</script>\"\n", to: "Scenarios/calls.scenario")
    let site = try BuiltSite(of: tree.root)
    #expect(!site.text("scenarios/runs/calls.js").contains("<"))
    for (path, page) in site.pages { #expect(page.faults == [], "\(path)") }
  }
}
