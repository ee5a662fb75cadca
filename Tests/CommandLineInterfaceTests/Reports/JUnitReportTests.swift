// A JUnit document is well-formed XML of the form that servers for continuous integration read.

import Foundation
import Testing

@testable import CommandLineInterface

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct `A JUnit document` {
  /// The elements of a document, each with its parent, its attributes and its text.
  private final class Elements: NSObject, XMLParserDelegate {
    struct Element {
      let name: String
      let parent: String?
      let attributes: [String: String]
    }

    var elements: [Element] = []
    private var open: [String] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      elements.append(Element(name: name, parent: open.last, attributes: attributes))
      open.append(name)
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) { open.removeLast() }
  }

  private func elements(of text: String) throws -> [Elements.Element] {
    let parser = XMLParser(data: Data(text.utf8))
    let delegate = Elements()
    parser.delegate = delegate
    let isRead = parser.parse()
    #expect(isRead, "\(String(describing: parser.parserError))")
    return delegate.elements
  }

  /// What each element has to have, by the form that Jenkins publishes, and its parents.
  private static let rules: [String: (parent: String?, attributes: Set<String>)] = [
    "testsuite": (nil, ["name", "tests", "failures", "errors"]),
    "testcase": ("testsuite", ["name", "classname"]),
    "failure": ("testcase", ["type", "message"]),
    "error": ("testcase", ["type", "message"]),
    "system-out": ("testcase", []),
  ]

  private func check(_ text: String) throws {
    let elements = try elements(of: text)
    for element in elements {
      let rule = try #require(Self.rules[element.name], "\(element.name)")
      #expect(element.parent == rule.parent)
      #expect(Set(element.attributes.keys) == rule.attributes)
    }
    let suite = try #require(elements.first)
    let cases = elements.count { $0.name == "testcase" }
    #expect(suite.attributes["tests"] == "\(cases)")
    #expect(suite.attributes["errors"] == "\(elements.count { $0.name == "error" })")
  }

  @Test(arguments: [
    "explore stale-overwrite", "explore stale-overwrite-fixed", "sweep fault called-twice", "sweep cancel three-stages",
    "sweep fault cyclic-wait-fixed -s async",
  ])
  func `of a command has the elements and attributes of the form`(words: String) throws {
    let folder = try TemporaryFolder()
    let arguments = words.split(separator: " ").map(String.init) + ["--junit", folder.path + "/result.xml"]
    _ = CommandLineInterface.run(arguments: arguments, console: CapturedConsole().console)
    try check(try folder.text(of: "result.xml"))
  }

  @Test func `stays well-formed whatever its texts hold`() throws {
    let hostile = "<b attr=\"x\">&amp; ]]> \u{1B}[31m \u{0} \u{FFFE} \u{202E} \n\t 한"
    let report = JUnitReport(
      suite: hostile,
      cases: [
        .init(name: hostile, failures: [(hostile, hostile)], output: hostile),
        .init(name: hostile, failures: [(hostile, hostile)], error: hostile, output: hostile),
      ])
    try check(report.text)
    let suite = try #require(try elements(of: report.text).first)
    #expect(suite.attributes["failures"] == "1")
    #expect(suite.attributes["errors"] == "1")
  }
}
