// An SVG document, parsed: its elements in order, and the boxes that they cover.

import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import Workbench

/// A parsed document: its elements in order.
final class SVGDocument: NSObject, XMLParserDelegate {
  struct Element {
    let name: String
    let attributes: [String: String]
    var text = ""

    var style: String { attributes["class"] ?? "" }

    func number(_ name: String) -> Double { attributes[name].flatMap(Double.init) ?? 0 }
  }

  private(set) var elements: [Element] = []
  private var open: [Int] = []
  private var mistakes = 0

  init(_ text: String) throws {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    let isWellFormed = parser.parse() && mistakes == 0 && parser.parserError == nil && open.isEmpty
    try #require(isWellFormed, "\(parser.parserError.map { "\($0)" } ?? "") in line \(parser.lineNumber)")
  }

  func texts(of name: String) -> [String] { elements.filter { $0.name == name }.map(\.text) }

  var viewBox: [Int] { (elements.first?.attributes["viewBox"] ?? "").split(separator: " ").compactMap { Int($0) } }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    open.append(elements.count)
    elements.append(Element(name: name, attributes: attributes))
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, parseErrorOccurred parseError: any Error) { mistakes += 1 }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if let last = open.last { elements[last].text += string }
  }
}

/// A part of the plane.
struct SVGBox: Equatable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  func meets(_ other: SVGBox) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }

  func holds(_ other: SVGBox) -> Bool {
    left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom
  }
}

/// What an element covers: a text, a filled shape, or only lines.
struct SVGShape {
  enum Kind {
    case text
    /// A rectangle that hides what is below it.
    case panel
    /// Something through which no text can be read: a bar, a line, a mark, the edge of a frame.
    case stroke
  }

  let kind: Kind
  let box: SVGBox
  let name: String

  /// The shapes of a document in the order in which they are drawn.
  static func all(of document: SVGDocument) -> [SVGShape] {
    document.elements.flatMap { element -> [SVGShape] in
      switch element.name {
      case "text": [text(element)]
      case "rect": rectangle(element)
      case "line":
        [
          SVGShape(
            kind: .stroke,
            box: SVGBox(
              left: element.number("x1") - 1, top: element.number("y1"), right: element.number("x2") + 1,
              bottom: element.number("y2")), name: element.style)
        ]
      case "path": mark(element)
      default: []
      }
    }
  }

  /// The box of a text in a font of which a column is 0.602 of the size wide, as in DejaVu Sans Mono.
  private static func text(_ element: SVGDocument.Element) -> SVGShape {
    let size = ["title": 19.0, "head": 14.0][element.style, default: 13]
    let width = Double(DisplayWidth.of(element.text)) * size * 0.602
    let anchor = ["instant": 1.0, "frame": 1.0, "unlike": 0.5][element.style, default: 0]
    let (x, y) = (element.number("x") - anchor * width, element.number("y"))
    return SVGShape(
      kind: .text, box: SVGBox(left: x, top: y - 0.8 * size, right: x + width, bottom: y + 0.24 * size),
      name: "\(element.style) \"\(element.text)\"")
  }

  private static func rectangle(_ element: SVGDocument.Element) -> [SVGShape] {
    let (x, y) = (element.number("x"), element.number("y"))
    let (right, bottom) = (x + element.number("width"), y + element.number("height"))
    let box = SVGBox(left: x, top: y, right: right, bottom: bottom)
    switch element.style {
    case "call": return [SVGShape(kind: .stroke, box: box, name: "call")]
    case "now":
      return [
        SVGBox(left: x - 1, top: y - 1, right: right + 1, bottom: y + 1),
        SVGBox(left: x - 1, top: bottom - 1, right: right + 1, bottom: bottom + 1),
        SVGBox(left: x - 1, top: y, right: x + 1, bottom: bottom),
        SVGBox(left: right - 1, top: y, right: right + 1, bottom: bottom),
      ].map { SVGShape(kind: .stroke, box: $0, name: "now") }
    default: return [SVGShape(kind: .panel, box: box, name: element.style)]
    }
  }

  /// A mark, which is 12 pixels wide; of the path only the place is read.
  private static func mark(_ element: SVGDocument.Element) -> [SVGShape] {
    let place = (element.attributes["transform"] ?? "").split { !$0.isNumber && $0 != "-" }.compactMap { Double($0) }
    guard place.count == 2 else { return [] }
    return [
      SVGShape(
        kind: .stroke,
        box: SVGBox(left: place[0] - 6, top: place[1] - 6, right: place[0] + 6, bottom: place[1] + 6),
        name: element.style)
    ]
  }
}
