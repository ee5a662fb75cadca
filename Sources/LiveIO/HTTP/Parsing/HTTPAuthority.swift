// A host and a port, as a Host field or an absolute target has them (RFC 3986, section 3.2).

import Foundation

/// Reads the host and the port of an authority.
struct HTTPAuthority {
  /// Whether there is a port, with a number.
  let hasPort: Bool

  /// An authority with a host, and with a port or without; nil for any other text, such as one with a user.
  init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    let hostEnd: Int
    if bytes.first == UInt8(ascii: "[") {
      guard let bracket = bytes.firstIndex(of: UInt8(ascii: "]")), Self.isAddress(bytes[1..<bracket]) else {
        return nil
      }
      hostEnd = bracket + 1
    } else {
      hostEnd = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.count
      guard hostEnd > 0, Self.isName(bytes[..<hostEnd]) else { return nil }
    }
    guard hostEnd < bytes.count else {
      hasPort = false
      return
    }
    let digits = bytes[(hostEnd + 1)...]
    guard bytes[hostEnd] == UInt8(ascii: ":"), digits.allSatisfy(HTTPGrammar.isDigit) else { return nil }
    let port = digits.reduce(0) { min($0 * 10 + Int($1 - 48), 65_536) }
    guard port <= 65_535 else { return nil }
    hasPort = !digits.isEmpty
  }

  /// Whether the bytes between brackets are an IPv6 address, or one of a later version.
  private static func isAddress(_ bytes: ArraySlice<UInt8>) -> Bool {
    if bytes.first == UInt8(ascii: "v") || bytes.first == UInt8(ascii: "V") {
      let parts = bytes.dropFirst().split(
        separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
      return parts.count == 2 && !parts[0].isEmpty && parts[0].allSatisfy { HTTPGrammar.hexValue($0) != nil }
        && !parts[1].isEmpty && parts[1].allSatisfy { isPlain($0) || $0 == UInt8(ascii: ":") }
    }
    var address = in6_addr()
    return inet_pton(AF_INET6, String(decoding: bytes, as: UTF8.self), &address) == 1
  }

  /// Whether the bytes are a name, or an IPv4 address, which is written as one.
  private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard rest.count >= 2, rest.prefix(2).allSatisfy({ HTTPGrammar.hexValue($0) != nil }) else { return false }
        rest.removeFirst(2)
      } else if !isPlain(byte) {
        return false
      }
    }
    return true
  }

  /// Whether a byte may be part of a name as it is: unreserved, or a delimiter of parts within it.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122: true
    default: "-._~!$&'()*+,;=".utf8.contains(byte)
    }
  }
}
