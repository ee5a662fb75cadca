// The pages of the Korean edition: their players, captions and lists are in Korean wherever a translation exists.

import Foundation
import Testing
import Workbench

@testable import Site

@Suite struct `The Korean pages` {
  private let site: BuiltSite
  private let pages: [(path: String, page: HTMLReader)]

  init() throws {
    site = try BuiltSite.ours.get()
    pages = Self.read
  }

  /// The pages with their texts.
  private static let read: [(path: String, page: HTMLReader)] = {
    guard let site = try? BuiltSite.ours.get() else { return [] }
    let paths = site.files.keys.filter { $0.hasPrefix("ko/") && $0.hasSuffix(".html") }.sorted()
    let quoted: Set<String> = ["code", "pre", "span", "title"]
    return paths.map { path in (path, HTMLReader(site.text(path)) { !quoted.contains($0) || $0 == "title" }) }
  }()

  private struct Runs: Decodable {
    let rows: [[Int64]]
    let words: [String]

    /// The rules below the rows at which the styles part.
    var rules: [String] { rows.map { Int($0[6]) }.filter { $0 >= 0 }.map { words[$0] } }
  }

  private func runs(_ path: String) throws -> Runs {
    let text = site.text(path)
    let start = try #require(text.firstRange(of: " = {")).upperBound
    return try JSONDecoder().decode(Runs.self, from: Data("{\(text[start...].dropLast(2))".utf8))
  }

  private static func isKorean(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }
  }

  @Test func `have players with titles and rules in Korean, and the English pages have them in English`() throws {
    var (figures, rules) = (0, 0)
    for (path, page) in pages {
      for figure in page.elements where figure.attributes["class"] == "player" {
        figures += 1
        let key = try #require(figure.attributes["data-runs"])
        #expect(figure.attributes["aria-label"].map(Self.isKorean) == true, "\(path): \(key)")
        #expect(
          page.values(of: "src", in: "script").contains { $0.hasSuffix("ko/scenarios/runs/\(key).js") }, "\(path)")
        let korean = try runs("ko/scenarios/runs/\(key).js").rules
        let english = try runs("scenarios/runs/\(key).js").rules
        #expect(korean.count == english.count && !english.contains(where: Self.isKorean), "\(key)")
        rules += korean.count
        for rule in korean { #expect(Self.isKorean(rule), "\(key): \(rule)") }
      }
    }
    #expect(figures > 130 && rules > 100)
  }

  @Test func `show no title, no lesson, no rule and no question in English that has a translation`() {
    let pairs = Translations.koreanTables.flatMap(\.pairs).map { $0.english }.filter { $0.contains(" ") }
    let (whole, sentences) = (Set(pairs), pairs.filter { $0.count > 40 })
    #expect(pages.count > 150 && sentences.count > 100)
    var count = 0
    for (path, page) in pages {
      let labels = ["aria-label", "title", "alt", "data-summary", "data-details"].flatMap { page.values(of: $0) }
      for text in page.texts.map({ $0.text.trimmingCharacters(in: .whitespacesAndNewlines) }) + labels {
        count += 1
        #expect(!whole.contains(text), "\(path): \(text)")
        guard text.utf8.count > 40, !Self.isKorean(text) || text.contains(" — ") else { continue }
        #expect(sentences.first(where: text.contains) == nil, "\(path): \(text)")
      }
    }
    #expect(count > 10_000)
  }

  @Test func `of scenarios and questions lead to their English counterparts and back`() throws {
    for name in ["scenarios/ties.html", "scenarios/index.html", "questions.html"] {
      let korean = try #require(pages.first { $0.path == "ko/" + name }).page
      #expect(korean.values(of: "lang", in: "html") == ["ko"] && korean.values(of: "lang", in: "main") == ["ko"])
      #expect(korean.values(of: "hreflang", in: "a") == ["en"])
      #expect(HTMLReader(site.text(name)).values(of: "hreflang", in: "a") == ["ko"])
    }
    // Chapters lead to the pages in their own language.
    #expect(site.text("ko/cancellation.html").contains("href=\"../ko/scenarios/cancelled-at-the-reply.html\""))
    #expect(!site.text("ko/cancellation.html").contains("href=\"../scenarios/"))
    #expect(site.text("cancellation.html").contains("href=\"scenarios/cancelled-at-the-reply.html\""))
  }

  @Test func `have all rows of a folded timeline behind a fold that opens without a script`() throws {
    for (path, word) in [("ko/scenarios/many-pipelines.html", "모든 행"), ("scenarios/many-pipelines.html", "All rows")] {
      let parts = site.text(path).split(separator: "<details><summary>\(word)</summary>")
      #expect(parts.count == 2, "\(path)")
      #expect(parts[0].contains("⋯ 98 rows like these at 0ms, [2] to [99]: 98 sent"))
      #expect(parts.last?.contains("\n          [57]  → ") == true)
    }
    #expect(!site.text("scenarios/ties.html").contains("<summary>"))
  }
}
