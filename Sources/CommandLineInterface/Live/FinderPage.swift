// The page of the character finder: a form, examples, a table of results, one page of them at a time.

import Foundation
import Pipelines
import Workbench

/// Fills the page for a query. It works without a script, and nothing of a query reaches it unescaped.
struct FinderPage {
  /// The query, without blanks around it.
  private let query: String
  /// Which part of the results is shown, counted from 0.
  private let start: Int
  private let matches: NameMatches

  /// The number of results on a page. It is small enough that building a page does not delay other clients.
  static let rows = 200
  private static let examples = [
    "bismillah", "black", "Braille", "cat", "chess", "circled", "digit", "dot", "Ethiopic", "face", "hexagram",
    "Malayalam", "mark", "operator", "Roman", "symbol",
  ]

  private static let template = String(decoding: PackageResources.charfinder_html, as: UTF8.self)
  private static let links = examples.map { word in
    "<a href=\"\(link(to: word))\" title=\"find &quot;\(word)&quot;\">\(word)</a>"
  }.joined(separator: " ")
  /// The characters that need no escape in a query.
  private static let plain = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

  /// The page for a query.
  ///
  /// - Parameter start: The first result to show, counted from 0.
  init(query: String, start: Int = 0) {
    self.query = query.trimmingCharacters(in: .whitespacesAndNewlines)
    self.start = max(0, start)
    matches = NameIndex.standard.matches(for: self.query)
  }

  /// How many results there are.
  var count: Int { matches.count }

  /// The page.
  var html: String {
    EmbeddedFile.filled(
      Self.template,
      with: [
        "examples": Self.links, "query": query.asMarkup, "status": status.asMarkup,
        "results": results,
      ])
  }

  private var status: String {
    if query.isEmpty { return "Enter words describing characters." }
    let status = CharacterFinder.status(of: query, count)
    guard count > Self.rows, start < count else { return status }
    return status + ", \(start + 1) to \(min(start + Self.rows, count)) of them here"
  }

  private var results: String {
    let rows = matches[start..<start + Self.rows].map { scalar in
      let (code, shown, name) = CharacterFinder.description(of: scalar)
      return "<tr><td>\(code)</td><th>\(shown.asMarkup)</th><td>\(name.asMarkup)</td></tr>"
    }
    guard !rows.isEmpty else { return "" }
    return (["<table>"] + rows + ["</table>"] + pages).joined(separator: "\n")
  }

  /// Links to the pages before and behind.
  private var pages: [String] {
    var links: [String] = []
    if start > 0 {
      links.append("<a rel=\"prev\" href=\"\(Self.link(to: query, start: max(0, start - Self.rows)))\">previous</a>")
    }
    if start + Self.rows < count {
      links.append("<a rel=\"next\" href=\"\(Self.link(to: query, start: start + Self.rows))\">next</a>")
    }
    return links.isEmpty ? [] : ["<footer>\(links.joined(separator: " "))</footer>"]
  }

  private static func link(to query: String, start: Int = 0) -> String {
    let encoded = query.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    return "/?query=\(encoded)" + (start > 0 ? "&amp;start=\(start)" : "")
  }
}
