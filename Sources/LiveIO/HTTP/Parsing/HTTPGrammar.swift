// The characters and words of which HTTP messages consist (RFC 9110, section 5.6).

/// Tells what a byte may be part of.
enum HTTPGrammar {
  static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  /// Whether a byte may be part of a token: of a method, or of the name of a field.
  static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

  /// The value of a hexadecimal digit; nil for any other byte.
  static func hexValue(_ byte: UInt8) -> Int? {
    switch byte {
    case 48...57: Int(byte - 48)
    case 65...70: Int(byte - 55)
    case 97...102: Int(byte - 87)
    default: nil
    }
  }

  /// A header or trailer field of a line without its CRLF; nil if the line has none.
  static func field(_ line: ArraySlice<UInt8>) -> HTTPRequest.Field? {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let name = line[..<colon]
    let value = line[(colon + 1)...].drop(while: isBlank)
    let end = value.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? value.startIndex
    guard !name.isEmpty, name.allSatisfy(isToken),
      value.allSatisfy({ $0 == 9 || ($0 >= 32 && $0 != 127) })
    else { return nil }
    return HTTPRequest.Field(
      name: String(decoding: name, as: UTF8.self).lowercased(),
      value: String(decoding: value[..<end], as: UTF8.self))
  }

  /// The elements of a list, without the blanks around them and in lower case.
  static func elements(of list: String) -> [String] {
    list.lowercased().split(separator: ",", omittingEmptySubsequences: false).map { element in
      String(element.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
  }
}
