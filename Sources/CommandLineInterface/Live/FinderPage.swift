// The page of the character finder: a form, examples, a table of results, one page of them at a time.

import CharacterNames
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

  private static let template = PageTemplate(PackageResources.charfinder_html)
  private static let links = examples.map { word in
    "<a href=\"\(link(to: word))\" title=\"find &quot;\(word)&quot;\">\(word)</a>"
  }.joined(separator: " ")
  /// The page for a query.
  ///
  /// - Parameter start: The first result to show, counted from 0.
  init(query: String, start: Int = 0) {
    self.query = query.trimmed
    self.start = max(0, start)
    matches = NameIndex.standard.matches(for: self.query)
  }

  /// How many results there are.
  var count: Int { matches.count }

  /// The page.
  var html: String { String(decoding: bytes, as: UTF8.self) }

  /// The page as it is sent.
  var bytes: [UInt8] {
    Self.template.filled(adding: Self.links.utf8.count + 200 + 80 * min(count, Self.rows)) { place, page in
      switch place {
      case "examples": page += Self.links.utf8
      case "query": page += query.asMarkup.utf8
      case "status": page += status.asMarkup.utf8
      case "results": addResults(to: &page)
      default: break
      }
    }
  }

  private var status: String {
    if query.isEmpty { return "Enter words describing characters." }
    let status = CharacterFinder.status(of: query, count)
    guard count > Self.rows, start < count else { return status }
    return status + ", \(start + 1) to \(min(start + Self.rows, count)) of them here"
  }

  private func addResults(to page: inout [UInt8]) {
    let scalars = matches[start..<start + Self.rows]
    guard !scalars.isEmpty else { return }
    page += "<table>\n".utf8
    Self.rowCache.append(scalars, to: &page)
    page += "</table>".utf8
    for link in pages { page += "\n\(link)".utf8 }
  }

  private static let rowCache = RowCache { scalar in
    let (code, shown, name) = CharacterFinder.description(of: scalar)
    return Array("<tr><td>\(code)</td><th>\(shown.asMarkup)</th><td>\(name.asMarkup)</td></tr>\n".utf8)
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
    "/?query=\(query.percentEncoded)" + (start > 0 ? "&amp;start=\(start)" : "")
  }
}

extension String {
  /// The text without white space around it.
  fileprivate var trimmed: String {
    let isWhitespace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    let front = unicodeScalars.drop(while: isWhitespace)
    guard let last = front.lastIndex(where: { !isWhitespace($0) }) else { return "" }
    return String(front[...last])
  }

  /// The text as a part of an address: each byte that may mean something there as a number.
  fileprivate var percentEncoded: String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in utf8 {
      switch UnicodeScalar(byte) {
      case "A"..."Z", "a"..."z", "0"..."9", "-", ".", "_", "~": bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
