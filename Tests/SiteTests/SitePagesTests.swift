// The site of this repository: every link and picture leads somewhere, every page can be read and found.

import Foundation
import Testing

@testable import Site

@Suite struct `The site of this repository` {
  private let site: BuiltSite
  private let pages: [(path: String, page: HTMLReader)]

  init() throws {
    site = try BuiltSite.ours.get()
    pages = Self.read
  }

  private static let read = (try? BuiltSite.ours.get().pages) ?? []

  @Test func `has a page for each note of both editions, each scenario and each module`() throws {
    let notes = try FileManager.default.contentsOfDirectory(atPath: BuiltSite.root + "/notes").filter {
      $0.hasSuffix(".md") && $0 != "README.md"
    }
    #expect(notes.count > 40)
    for note in notes { #expect(site.files[String(note.dropLast(3)) + ".html"] != nil, "\(note)") }
    for page in ["index.html", "ko/index.html", "ko/cancellation.html", "questions.html", "api/EventLoops.html"] {
      #expect(site.files[page] != nil, "\(page)")
    }
    #expect(site.files.keys.count { $0.hasPrefix("scenarios/") && $0.hasSuffix(".html") } > 90)
    #expect(site.summary.players > 40)
    #expect(site.summary.files.count == site.files.count)
  }

  @Test func `has well-formed pages, each with a title, a language and its landmarks`() {
    #expect(pages.count > 200)
    for (path, page) in pages {
      #expect(page.faults.isEmpty, "\(path): \(page.faults.prefix(3))")
      #expect(page.texts.contains { $0.element == "title" && $0.text.count > " · Braid".count }, "\(path)")
      #expect(["en", "ko"].contains(page.values(of: "lang", in: "html").first), "\(path)")
      #expect(page.elements.count { $0.name == "main" } == 1, "\(path)")
      #expect(page.elements.count { $0.name == "header" } == 1, "\(path)")
      #expect(page.elements.count { $0.name == "h1" } == 1, "\(path)")
      #expect(page.elements.contains { $0.attributes["role"] == "search" }, "\(path)")
      let navigation = page.elements.filter { $0.name == "nav" }
      #expect(!navigation.isEmpty && navigation.allSatisfy { $0.attributes["aria-label"]?.isEmpty == false }, "\(path)")
      #expect(page.elements.allSatisfy { $0.name != "img" || $0.attributes["alt"]?.isEmpty == false }, "\(path)")
      #expect(Set(page.anchors).count == page.anchors.count, "\(path) has an anchor twice")
      let names = Set(page.anchors)
      #expect(page.values(of: "aria-controls").allSatisfy(names.contains), "\(path)")
      #expect(page.values(of: "for").allSatisfy(names.contains), "\(path)")
    }
  }

  @Test func `has no link, picture, script or style that leads nowhere`() {
    let anchors = Dictionary(uniqueKeysWithValues: pages.map { ($0.path, Set($0.page.anchors)) })
    var count = 0
    for (path, page) in pages {
      for address in page.values(of: "href") + page.values(of: "src") {
        if ["http://", "https://", "data:,"].contains(where: address.hasPrefix) { continue }
        count += 1
        guard let (target, anchor) = Self.target(of: address, on: path) else {
          Issue.record("\(path): \(address) leads out of the site")
          continue
        }
        #expect(site.files[target] != nil, "\(path): there is no \(target)")
        if let anchor, !anchor.isEmpty {
          #expect(anchors[target]?.contains(anchor) == true, "\(path): \(target) has no anchor '\(anchor)'")
        }
      }
    }
    #expect(count > 10_000)
  }

  @Test func `loads nothing from elsewhere`() {
    for (path, page) in pages {
      let loaded =
        page.values(of: "src") + page.elements.filter { $0.name == "link" }.compactMap { $0.attributes["href"] }
      #expect(loaded.allSatisfy { !$0.contains(":") || $0 == "data:," }, "\(path)")
    }
    for (path, bytes) in site.files
    where path.hasSuffix(".css") || path.hasPrefix("assets/") && !path.contains("search-") {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains(#/url\(|@import|fetch\(|XMLHttpRequest/#), "\(path)")
      #expect(text.ranges(of: #/https?:\/\/\S+/#).allSatisfy { text[$0].hasPrefix("http://www.w3.org/") }, "\(path)")
    }
  }

  @Test func `leads to every page but those of sources from another page`() {
    var known: Set<String> = ["index.html"]
    for (path, page) in pages {
      for address in page.values(of: "href", in: "a") {
        if let (target, _) = Self.target(of: address, on: path), target != path { known.insert(target) }
      }
    }
    #expect(pages.map(\.path).filter { !known.contains($0) } == [])
  }

  @Test func `shows each timeline of the guide as a player with its runs`() throws {
    let shown = pages.flatMap { path, page in page.values(of: "data-runs").map { (path, $0) } }
    #expect(shown.contains { $0 == ("cancellation.html", "cancelled-at-the-reply") })
    #expect(shown.contains { $0 == ("ko/cancellation.html", "cancelled-at-the-reply") })
    #expect(shown.contains { $0 == ("callbacks.html", "success.callback") })
    for (path, key) in shown {
      let file = (path.hasPrefix("ko/") ? "ko/" : "") + "scenarios/runs/\(key).js"
      let data = site.text(file)
      #expect(data.hasPrefix("(globalThis.braidRuns ??= {})[\"\(key)\"] = {"), "\(path): \(key)")
      let scripts = try #require(pages.first { $0.path == path }).page.values(of: "src", in: "script")
      #expect(scripts.contains { $0.hasSuffix(file) }, "\(path): \(key)")
    }
    // Without a script each timeline is there as text.
    #expect(
      site.text("cancellation.html").contains("≠ cancellation: a future"))
  }

  @Test func `has each heading in the index of its search`() throws {
    for edition in ["en", "ko"] {
      let entries = try index(edition)
      let known = Set(entries.map { [$0[1], $0[3]] })
      for (path, page) in pages where page.values(of: "data-edition").first == edition {
        #expect(entries.contains { $0[1] == path }, "\(path)")
        for element in page.elements where ["h2", "h3"].contains(element.name) {
          guard let anchor = element.attributes["id"] else { continue }
          #expect(known.contains([path, anchor]), "\(path)#\(anchor)")
        }
      }
    }
    let glossary = try index("ko").filter { $0[1] == "ko/glossary.html" }
    #expect(glossary.contains { $0[4].contains("이벤트 루프") })
  }

  private func index(_ edition: String) throws -> [[String]] {
    let text = site.text("assets/search-\(edition).js")
    let start = "braidIndex(\"\(edition)\", "
    try #require(text.hasPrefix(start) && text.hasSuffix(");\n"))
    return try JSONDecoder().decode([[String]].self, from: Data(text.dropFirst(start.count).dropLast(3).utf8))
  }

  @Test func `has the chapters of the guide in their order`() throws {
    let order = site.text("threads.html").matches(of: #/<a rel="(prev|next)" href="([^"]+)">/#).map { String($0.2) }
    #expect(order == ["concurrency.html", "event-loop.html"])
    let korean = site.text("ko/threads.html").matches(of: #/<a rel="(prev|next)" href="([^"]+)">/#).map { String($0.2) }
    #expect(korean == ["../ko/concurrency.html", "../ko/event-loop.html"])
    let page = try #require(pages.first { $0.path == "threads.html" }).page
    let here = page.elements.filter { $0.attributes["aria-current"] == "page" }
    #expect(here.map { $0.attributes["href"] } == ["threads.html"])
    #expect(page.values(of: "hreflang", in: "a") == ["ko"])
  }

  @Test func `opens a scenario in the lab by its address`() throws {
    let page = try #require(pages.first { $0.path == "scenarios/ties.html" }).page
    let link = try #require(page.elements.first { $0.attributes["class"] == "lab" }?.attributes["href"])
    let start = "http://127.0.0.1:8080/#t="
    #expect(link.hasPrefix(start))
    let text = try String(contentsOfFile: BuiltSite.root + "/Scenarios/three-stages/ties.scenario", encoding: .utf8)
    #expect(link.dropFirst(start.count).removingPercentEncoding == text)
  }

  /// The file and the anchor that an address on a page means; nil if it leads out of the site.
  static func target(of address: String, on page: String) -> (path: String, anchor: String?)? {
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let anchor = parts.count == 2 ? String(parts[1]).removingPercentEncoding : nil
    if parts[0].isEmpty { return (page, anchor) }
    var folders = page.split(separator: "/").dropLast().map(String.init)
    for part in parts[0].split(separator: "/", omittingEmptySubsequences: false) {
      if part == ".." {
        if folders.popLast() == nil { return nil }
      } else {
        folders.append(String(part).removingPercentEncoding ?? "")
      }
    }
    return (folders.joined(separator: "/"), anchor)
  }
}
