// JSON written piece by piece: an answer is made sixty times a second, and an encoder of any value takes too long for that.

/// A JSON text while it is being written. Keys come in the order in which they are written.
struct JSONText {
  private(set) var bytes: [UInt8] = []
  /// Whether the next key or element needs a comma in front of it.
  private var needsComma = false

  /// An object.
  mutating func object(_ members: (inout JSONText) -> Void) { group("{", "}", members) }

  /// A list of numbers or other values.
  mutating func list<Elements: Sequence>(_ elements: Elements, _ write: (inout JSONText, Elements.Element) -> Void) {
    group("[", "]") { json in
      for element in elements { write(&json, element) }
    }
  }

  /// A key; its value has to follow.
  mutating func key(_ key: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: [UInt8(ascii: "\""), UInt8(ascii: ":")])
    needsComma = false
  }

  mutating func value(_ number: Int64) {
    separate()
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var (rest, digits) = (number.magnitude, 0)
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      (rest, digits) = (rest / 10, digits + 1)
    } while rest > 0
    bytes[(bytes.count - digits)...].reverse()
  }

  /// A value that is JSON already.
  mutating func value(written bytes: [UInt8]) {
    separate()
    self.bytes += bytes
  }

  mutating func value(_ number: Int) { value(Int64(number)) }

  mutating func value(_ isSo: Bool) {
    separate()
    bytes.append(contentsOf: (isSo ? "true" : "false").utf8)
  }

  mutating func value(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      // The text can be put into a page: there is no `<` in it.
      case 0..<0x20, UInt8(ascii: "<"), 0x7F:
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(Self.digits[Int(byte >> 4)])
        bytes.append(Self.digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func member(_ key: StaticString, _ text: String) {
    self.key(key)
    value(text)
  }

  /// A member that is left out if it has no value.
  mutating func member(_ key: StaticString, _ text: String?) {
    if let text { member(key, text) }
  }

  mutating func member(_ key: StaticString, _ number: Int?) {
    guard let number else { return }
    self.key(key)
    value(number)
  }

  mutating func member(_ key: StaticString, _ number: Int64) {
    self.key(key)
    value(number)
  }

  mutating func member(_ key: StaticString, _ isSo: Bool) {
    self.key(key)
    value(isSo)
  }

  mutating func member(_ key: StaticString, _ texts: [String]) { member(key, texts) { $0.value($1) } }

  mutating func member<Elements: Sequence>(
    _ key: StaticString, _ elements: Elements, _ write: (inout JSONText, Elements.Element) -> Void
  ) {
    self.key(key)
    list(elements, write)
  }

  mutating func member(_ key: StaticString, object members: (inout JSONText) -> Void) {
    self.key(key)
    object(members)
  }

  private static let digits = Array("0123456789abcdef".utf8)

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func group(_ start: Character, _ end: Character, _ members: (inout JSONText) -> Void) {
    separate()
    bytes.append(start.asciiValue ?? 0)
    needsComma = false
    members(&self)
    bytes.append(end.asciiValue ?? 0)
    needsComma = true
  }
}
