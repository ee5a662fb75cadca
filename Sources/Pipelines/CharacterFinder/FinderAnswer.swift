// The answer to a query, page by page.

import CharacterNames

/// The answer to a query: a row for each match, and a status line.
///
/// It is made a page at a time, and each page is written before the next one is made, so that not even a query with
/// 98,000 matches holds the loop or takes much memory.
struct FinderAnswer: Sendable {
  /// How many matches there are.
  var count: Int { matches.count }
  /// How much was sent, when all of it was.
  var account: String { "sent " + String(count) + (count == 1 ? " result" : " results") }
  private let query: String
  private let matches: NameMatches
  private let rowsPerPage: Int
  private var row = 0
  private var isWhole = false

  /// The answer to `query`, in pages of `rowsPerPage` rows.
  init(to query: String, rowsPerPage: Int, from index: NameIndex = .standard) {
    self.query = query
    self.rowsPerPage = rowsPerPage
    matches = index.matches(for: query)
  }

  /// The next page, the status line on the last one; nil behind that.
  mutating func nextPage() -> [UInt8]? {
    guard !isWhole else { return nil }
    let scalars = matches[row..<row + rowsPerPage]
    var page: [UInt8] = []
    // The prompt behind the answer has room too.
    page.reserveCapacity(64 * (scalars.count + 1) + query.utf8.count)
    Self.rows.append(scalars, to: &page)
    row += rowsPerPage
    if row >= count {
      isWhole = true
      CharacterFinder.addStatus(of: query, count, to: &page)
      page.append(13)
      page.append(10)
    }
    return page
  }

  private static let rows = RowCache { Array((text(of: $0) + "\r\n").utf8) }

  /// A row: the code point in seven columns, the character, and its name, with tabs between them.
  static func text(of scalar: Unicode.Scalar) -> String {
    let (code, shown, name) = CharacterFinder.description(of: scalar)
    let padding = String(repeating: " ", count: max(0, 7 - code.count))
    return "\(code)\(padding)\t\(shown)\t\(name)"
  }
}

extension CharacterFinder {
  /// A character's code point, as in `U+265C`, the character, and its name.
  ///
  /// A character that is found by an alias and is not printable, such as a control character, is shown as in a Python
  /// string literal: `\n`. Aliases follow the name in brackets, or take its place if there is none.
  package static func description(of scalar: Unicode.Scalar) -> (code: String, shown: String, name: String) {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let aliases = NameAliases.of(scalar)
    guard let name = scalar.properties.name else {
      return (code, QuotedQuery.shown(scalar), aliases.first ?? "")
    }
    if aliases.isEmpty { return (code, String(scalar), name) }
    return (code, QuotedQuery.shown(scalar), "\(name) (\(aliases.joined(separator: ", ")))")
  }

  /// How many matches there are for a query: `2 matches for 'rook'`.
  package static func status(of query: String, _ count: Int) -> String {
    var status: [UInt8] = []
    addStatus(of: query, count, to: &status)
    return String(decoding: status, as: UTF8.self)
  }

  /// Adds the same as bytes: to join short texts takes longer than to join bytes.
  static func addStatus(of query: String, _ count: Int, to text: inout [UInt8]) {
    switch count {
    case 0: text += "No match for ".utf8
    case 1: text += "1 match for ".utf8
    default:
      text += String(count).utf8
      text += " matches for ".utf8
    }
    QuotedQuery.add(query, to: &text)
  }
}
