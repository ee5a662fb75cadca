// The pages of the Korean edition: their players, captions and lists are in Korean wherever a translation exists.

import Foundation
import Testing
import Workbench

@testable import Site

@Suite struct `The Korean pages` {
  private let site: BuiltSite

  init() throws {
    site = try BuiltSite.ours.get()
  }

  /// The paths of the pages.
  private var paths: [String] { site.files.keys.filter { $0.hasPrefix("ko/") && $0.hasSuffix(".html") }.sorted() }

  /// A page with its texts.
  private func page(_ path: String) -> HTMLReader {
    let quoted: Set<String> = ["code", "pre", "span"]
    return HTMLReader(site.text(path)) { !quoted.contains($0) }
  }

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

  /// What was found in the pages, so that a check of none is seen.
  private struct Found {
    var (figures, rules, texts) = (0, 0, 0)
  }

  @Test func `have everything in Korean that has a translation, and the English pages have it in English`() throws {
    let pairs = Translations.koreanTables.flatMap(\.pairs).map { $0.english }.filter { $0.contains(" ") }
    let (whole, sentences) = (Set(pairs), pairs.filter { $0.count > 40 })
    #expect(paths.count > 150 && sentences.count > 100)
    var found = Found()
    for path in paths {
      let page = page(path)
      try checkPlayers(of: page, at: path, &found)
      checkTexts(of: page, at: path, whole, sentences, &found)
    }
    #expect(found.figures > 130 && found.rules > 100 && found.texts > 10_000)
  }

  /// The titles and the rules of the players are in the language of their page.
  private func checkPlayers(of page: HTMLReader, at path: String, _ found: inout Found) throws {
    for figure in page.elements where figure.attributes["class"] == "player" {
      found.figures += 1
      let key = try #require(figure.attributes["data-runs"])
      #expect(figure.attributes["aria-label"].map(Self.isKorean) == true, "\(path): \(key)")
      #expect(
        page.values(of: "src", in: "script").contains { $0.hasSuffix("ko/scenarios/runs/\(key).js") }, "\(path)")
      let korean = try runs("ko/scenarios/runs/\(key).js").rules
      let english = try runs("scenarios/runs/\(key).js").rules
      #expect(korean.count == english.count && !english.contains(where: Self.isKorean), "\(key)")
      found.rules += korean.count
      for rule in korean { #expect(Self.isKorean(rule), "\(key): \(rule)") }
    }
  }

  /// No title, lesson, rule or question is in English that has a translation.
  private func checkTexts(
    of page: HTMLReader, at path: String, _ whole: Set<String>, _ sentences: [String], _ found: inout Found
  ) {
    let labels = ["aria-label", "title", "alt", "data-summary", "data-details"].flatMap { page.values(of: $0) }
    for text in page.texts.map({ $0.text.trimmingCharacters(in: .whitespacesAndNewlines) }) + labels {
      found.texts += 1
      #expect(!whole.contains(text), "\(path): \(text)")
      guard text.utf8.count > 40, !Self.isKorean(text) || text.contains(" — ") else { continue }
      #expect(sentences.first(where: text.contains) == nil, "\(path): \(text)")
    }
  }

  @Test func `of scenarios and questions lead to their English counterparts and back`() throws {
    for name in ["scenarios/ties.html", "scenarios/index.html", "questions.html"] {
      let korean = page("ko/" + name)
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
