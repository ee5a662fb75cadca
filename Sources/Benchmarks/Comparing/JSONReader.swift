// Reads JSON byte by byte, and keeps the place of each value.

/// A reader of a JSON text.
struct JSONReader {
  /// The deepest nesting that is read, so that no text makes the reader take all of the stack.
  private static let deepest = 32

  private let bytes: [UInt8]
  private var next = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Whether every byte was read.
  var isAtEnd: Bool { next == bytes.count }

  /// A mistake at the next byte.
  func fault(_ message: String) -> PlacedJSON.Fault { PlacedJSON.Fault(offset: next, message: message) }

  /// Passes over blanks and line ends.
  mutating func skipBlanks() {
    while !isAtEnd, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[next]) { next += 1 }
  }

  /// Reads a value.
  mutating func value(depth: Int) throws(PlacedJSON.Fault) -> PlacedJSON {
    skipBlanks()
    guard depth < Self.deepest else { throw fault("the document is nested deeper than \(Self.deepest) levels") }
    guard !isAtEnd else { throw fault("the document ends where a value is needed") }
    let offset = next
    let content: PlacedJSON.Content =
      switch UnicodeScalar(bytes[next]) {
      case "{": .object(try object(depth: depth))
      case "[": .array(try array(depth: depth))
      case "\"": .string(try string())
      case "-", "0"..."9": .number(try number())
      default: try literal()
      }
    return PlacedJSON(content: content, offset: offset)
  }

  private mutating func object(depth: Int) throws(PlacedJSON.Fault) -> [String: PlacedJSON] {
    var members: [String: PlacedJSON] = [:]
    next += 1
    if takes("}") { return members }
    repeat {
      skipBlanks()
      let place = fault("")
      guard !isAtEnd, bytes[next] == UInt8(ascii: "\"") else { throw fault("a key in quotation marks is needed here") }
      let key = try string()
      guard takes(":") else { throw fault("a ':' is needed behind the key") }
      guard members.updateValue(try value(depth: depth + 1), forKey: key) == nil else {
        throw PlacedJSON.Fault(offset: place.offset, message: "this key is in the object twice")
      }
    } while takes(",")
    guard takes("}") else { throw fault("a ',' or a '}' is needed here") }
    return members
  }

  private mutating func array(depth: Int) throws(PlacedJSON.Fault) -> [PlacedJSON] {
    var elements: [PlacedJSON] = []
    next += 1
    if takes("]") { return elements }
    repeat { elements.append(try value(depth: depth + 1)) } while takes(",")
    guard takes("]") else { throw fault("a ',' or a ']' is needed here") }
    return elements
  }

  /// Takes a character if it is the next one behind blanks.
  private mutating func takes(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard !isAtEnd, bytes[next] == UInt8(ascii: character) else { return false }
    next += 1
    return true
  }

  private mutating func string() throws(PlacedJSON.Fault) -> String {
    next += 1
    var units: [UInt8] = []
    while !isAtEnd, bytes[next] >= 0x20 {
      let byte = bytes[next]
      if byte == UInt8(ascii: "\"") {
        next += 1
        return String(decoding: units, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") {
        units += Array(String(try escape()).utf8)
      } else {
        units.append(byte)
        next += 1
      }
    }
    throw fault("the string has no end")
  }

  /// Reads an escaped character. A pair of surrogates becomes two replacement characters: no name of a case has one.
  private mutating func escape() throws(PlacedJSON.Fault) -> Unicode.Scalar {
    let simple: [UInt8: Unicode.Scalar] = [
      UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "n"): "\n",
      UInt8(ascii: "t"): "\t", UInt8(ascii: "r"): "\r", UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{C}",
    ]
    let letter = next + 1 < bytes.count ? bytes[next + 1] : 0
    if let scalar = simple[letter] {
      next += 2
      return scalar
    }
    let digits = bytes.dropFirst(next + 2).prefix(4)
    guard letter == UInt8(ascii: "u"), digits.count == 4, digits.allSatisfy(Self.isHexadecimal),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw fault("JSON has no such escape") }
    next += 6
    return Unicode.Scalar(unit) ?? "\u{FFFD}"
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool { Character(UnicodeScalar(byte)).isHexDigit }

  private mutating func number() throws(PlacedJSON.Fault) -> Double {
    let digits = bytes[next...].prefix { byte in
      switch UnicodeScalar(byte) {
      case "0"..."9", "+", "-", ".", "e", "E": true
      default: false
      }
    }
    guard let number = Double(String(decoding: digits, as: UTF8.self)) else { throw fault("this is no number") }
    next += digits.count
    return number
  }

  private mutating func literal() throws(PlacedJSON.Fault) -> PlacedJSON.Content {
    for word in ["true", "false", "null"] where bytes[next...].starts(with: word.utf8) {
      next += word.utf8.count
      return .literal
    }
    throw fault("a value is needed here")
  }
}
