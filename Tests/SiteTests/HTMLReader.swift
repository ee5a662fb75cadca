// A strict reader of the pages: what is not well formed is a fault, and nothing is repaired as a browser would.

/// The elements, attributes and texts of a page.
struct HTMLReader {
  /// The beginning of an element.
  struct Element {
    let name: String
    let attributes: [String: String]
  }

  /// The elements in order.
  private(set) var elements: [Element] = []
  /// The texts with the name of the element around each.
  private(set) var texts: [(element: String, text: String)] = []
  /// What is wrong with the page.
  private(set) var faults: [String] = []

  private let keepsTexts: @Sendable (String) -> Bool
  private var bytes: [UInt8]
  private var index = 0
  private var open: [String] = []

  private static let empty: Set<String> = ["meta", "link", "input", "img", "br", "hr"]
  private static let entities = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\""]

  /// Reads a page.
  ///
  /// - Parameter keepsTexts: Whether to keep the texts of an element; all are, unless there are many pages.
  init(_ page: String, keepsTexts: @escaping @Sendable (_ element: String) -> Bool = { _ in true }) {
    self.keepsTexts = keepsTexts
    bytes = Array(page.utf8)
    if has("<!doctype html>") { index += "<!doctype html>".utf8.count }
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "<") { readTag() } else { readText() }
    }
    if !open.isEmpty { faults.append("open at the end: \(open)") }
    // All pages of a site are kept, for all tests.
    bytes = []
  }

  private func has(_ text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

  private mutating func readText() {
    let text = take { $0 != UInt8(ascii: "<") }
    let (element, shown) = (open.last ?? "", decoded(text))
    if keepsTexts(element) { texts.append((element, shown)) }
  }

  private mutating func readTag() {
    let start = index
    index += 1
    let isEnd = has("/")
    if isEnd { index += 1 }
    let name = take {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
    if name.isEmpty {
      return faults.append("a '<' begins no tag: \(String(decoding: bytes[start...].prefix(40), as: UTF8.self))")
    }
    var attributes: [String: String] = [:]
    while true {
      let blanks = take { [0x20, 0x0A].contains($0) }
      let key = take { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "-") }
      if key.isEmpty { break }
      if blanks.isEmpty || isEnd { faults.append("\(name) has a wrong attribute \(key)") }
      var value = ""
      if has("=\"") {
        index += 2
        value = decoded(take { $0 != UInt8(ascii: "\"") })
        index += 1
      }
      if attributes.updateValue(value, forKey: key) != nil { faults.append("\(key) is there twice") }
      if key.hasPrefix("on") || key == "style" { faults.append("\(name) has the attribute \(key)") }
    }
    if has(">") { index += 1 } else { faults.append("the tag \(name) has no end") }
    if isEnd {
      if open.popLast() != name { faults.append("</\(name)> closes another element") }
    } else {
      // The colours of code are most of a page, and are only read.
      if name != "span" || attributes.keys.contains(where: { $0 != "class" }) {
        elements.append(Element(name: name, attributes: attributes))
      }
      if !Self.empty.contains(name) { open.append(name) }
    }
  }

  private mutating func take(while condition: (UInt8) -> Bool) -> String {
    let start = index
    while index < bytes.count, condition(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var known = ""
    for (place, part) in text.split(separator: "&", omittingEmptySubsequences: false).enumerated() {
      if place == 0 {
        known += part
      } else if let entity = Self.entities.first(where: { ("&" + part).hasPrefix($0.key) }) {
        known += entity.value + part.dropFirst(entity.key.count - 1)
      } else {
        faults.append("an '&' begins no entity: &\(part.prefix(20))")
      }
    }
    return known
  }

  /// The anchors.
  var anchors: [String] { elements.compactMap { $0.attributes["id"] } }

  /// The values of an attribute, those of all elements or of those with a name.
  func values(of attribute: String, in name: String? = nil) -> [String] {
    elements.filter { name == nil || $0.name == name }.compactMap { $0.attributes[attribute] }
  }
}
