// Answers: rows, the status line, and how both come in pages.

import CharacterNames
import Testing

@testable import Pipelines

@Suite("An answer")
struct FinderAnswerTests {
  private static let sample = NameIndex(of: "$Aa\u{20A0}\u{20AC}\u{1F431}".unicodeScalars)

  private static func pages(_ query: String, rowsPerPage: Int) -> [String] {
    var answer = FinderAnswer(to: query, rowsPerPage: rowsPerPage, from: sample)
    var pages: [String] = []
    while let page = answer.nextPage() { pages.append(String(decoding: page, as: UTF8.self)) }
    return pages
  }

  private static let dollar = "U+0024 \t$\tDOLLAR SIGN\r\n"
  private static let currency = "U+20A0 \t\u{20A0}\tEURO-CURRENCY SIGN\r\n"
  private static let euro = "U+20AC \t\u{20AC}\tEURO SIGN\r\n"

  @Test func `is a row for each match and a status line`() {
    #expect(
      Self.pages("sign", rowsPerPage: 20) == [Self.dollar + Self.currency + Self.euro + "3 matches for 'sign'\r\n"])
    #expect(Self.pages("cat", rowsPerPage: 20) == ["U+1F431\t\u{1F431}\tCAT FACE\r\n1 match for 'cat'\r\n"])
    #expect(Self.pages("dog", rowsPerPage: 20) == ["No match for 'dog'\r\n"])
  }

  @Test func `comes in pages, with the status line on the last one`() {
    let status = "3 matches for 'sign'\r\n"
    #expect(Self.pages("sign", rowsPerPage: 1) == [Self.dollar, Self.currency, Self.euro + status])
    #expect(Self.pages("sign", rowsPerPage: 2) == [Self.dollar + Self.currency, Self.euro + status])
    #expect(Self.pages("sign", rowsPerPage: 3) == [Self.dollar + Self.currency + Self.euro + status])
  }

  @Test func `shows what a control character is, and not the character`() {
    let index = NameIndex(of: "\n\u{85}\u{2118}\u{FEFF}".unicodeScalars)
    func rows(_ query: String) -> String {
      var answer = FinderAnswer(to: query, rowsPerPage: 20, from: index)
      return String(decoding: answer.nextPage() ?? [], as: UTF8.self)
    }
    #expect(rows("feed").hasPrefix("U+000A \t\\n\tLINE FEED\r\n1 match"))
    #expect(rows("next").hasPrefix("U+0085 \t\\x85\tNEXT LINE\r\n1 match"))
    #expect(
      rows("weierstrass").hasPrefix("U+2118 \t\u{2118}\tSCRIPT CAPITAL P (WEIERSTRASS ELLIPTIC FUNCTION)\r\n1 match"))
    #expect(rows("mark").hasPrefix("U+FEFF \t\\ufeff\tZERO WIDTH NO-BREAK SPACE (BYTE ORDER MARK)\r\n1 match"))
  }

  static let quotations = [
    ("rook", "'rook'"), ("", "''"), ("jabberwocky's vest", "\"jabberwocky's vest\""), ("\"x\"", "'\"x\"'"),
    ("it's \"x\"", "'it\\'s \"x\"'"), ("a\\b", "'a\\\\b'"), ("\n\r\t", "'\\n\\r\\t'"), ("roo\u{3}k", "'roo\\x03k'"),
    ("\u{7F}\u{A0}\u{AD}", "'\\x7f\\xa0\\xad'"), ("caf\u{e9} \u{1F431}", "'caf\u{e9} \u{1F431}'"),
    ("\u{2028}\u{202E}\u{E000}", "'\\u2028\\u202e\\ue000'"), ("\u{E0001}\u{10FFFF}", "'\\U000e0001\\U0010ffff'"),
  ]

  @Test(arguments: quotations)
  func `quotes its query as Python writes a string`(query: String, quoted: String) {
    #expect(CharacterFinder.status(of: query, 0) == "No match for \(quoted)")
  }
}
