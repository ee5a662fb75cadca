// The page of the character finder: whole, escaped, one page of results at a time.

import Foundation
import Testing

@testable import CommandLineInterface

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("The page of the character finder")
struct FinderPageTests {
  @Test func `shows the characters with all the words, and how many they are`() {
    let html = FinderPage(query: " REGISTERED sign ").html
    #expect(html.contains("<tr><td>U+00AE</td><th>®</th><td>REGISTERED SIGN</td></tr>"))
    #expect(html.contains("<p class=\"status\" role=\"status\">1 match for 'REGISTERED sign'</p>"))
    #expect(html.contains("value=\"REGISTERED sign\""))
  }

  @Test func `asks for words when there are none`() {
    let html = FinderPage(query: "").html
    #expect(html.contains("Enter words describing characters."))
    #expect(!html.contains("<table>"))
    #expect(html.contains("<a href=\"/?query=bismillah\" title=\"find &quot;bismillah&quot;\">bismillah</a>"))
  }

  @Test(arguments: ["<script>alert(1)</script>", "\" onfocus=\"alert(1)", "a&b", "{{results}}", "'\">"])
  func `lets nothing of a query through unescaped`(query: String) {
    let html = FinderPage(query: query).html
    #expect(!html.contains("<script"))
    #expect(!html.contains("\" onfocus"))
    #expect(html.components(separatedBy: "<table>").count <= 2)
    #expect(html.contains("</html>"))
  }

  @Test func `writes a query into its links as numbers where it may mean something there`() {
    let linked = FinderPage(query: "letter\u{2013}&small").html
    #expect(linked.contains("href=\"/?query=letter%E2%80%93%26small&amp;start=200\">next</a>"))
  }

  @Test(arguments: [" \t cat\u{2003}", "\u{85}cat\r\n", "cat"])
  func `leaves out white space around a query`(query: String) {
    #expect(FinderPage(query: query).html.contains("value=\"cat\""))
  }

  @Test func `shows a long list in pages, with links between them`() {
    let first = FinderPage(query: "hexagram letter", start: 0)
    #expect(first.count == 0)
    let braille = FinderPage(query: "braille", start: 200).html
    #expect(braille.contains("256 matches for 'braille', 201 to 256 of them here"))
    #expect(braille.contains("<a rel=\"prev\" href=\"/?query=braille\">previous</a>"))
    #expect(!braille.contains("rel=\"next\""))
    #expect(FinderPage(query: "braille").html.contains("href=\"/?query=braille&amp;start=200\">next</a>"))
    #expect(FinderPage(query: "braille", start: 9_999).html.contains("256 matches for 'braille'</p>"))
  }
}
