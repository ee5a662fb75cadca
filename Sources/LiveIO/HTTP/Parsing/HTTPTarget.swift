// The target of a request, in each of its four forms (RFC 9112, section 3.2).

import Foundation

/// The target of a request.
struct HTTPTarget {
  /// The path, decoded; `*` for the server as a whole, and the authority of a `CONNECT` request.
  let path: String
  /// The fields of the query, decoded.
  let query: [HTTPRequest.Field]
  /// The authority, which counts in place of the Host field; nil for a target without one.
  let authority: String?

  /// - Throws: `badRequest` for a target that is none, or not one for that method.
  init(_ text: String, of method: String) throws(HTTPFailure) {
    guard !text.utf8.contains(UInt8(ascii: "#")) else { throw .badRequest }
    if method == "CONNECT" {
      guard HTTPAuthority(text)?.hasPort == true else { throw .badRequest }
      (path, query, authority) = (text, [], text)
    } else if text.utf8.first == UInt8(ascii: "/") {
      (path, query) = try Self.parts(of: Substring(text))
      authority = nil
    } else if text == "*" {
      guard method == "OPTIONS" else { throw .badRequest }
      (path, query, authority) = (text, [], nil)
    } else {
      let rest = try Self.withoutScheme(text)
      let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
      guard HTTPAuthority(rest[..<end]) != nil else { throw .badRequest }
      authority = String(rest[..<end])
      if end == rest.endIndex, method == "OPTIONS" {
        (path, query) = ("*", [])
      } else {
        (path, query) = try Self.parts(of: rest[end...])
      }
    }
  }

  /// The text after `http://` or `https://`.
  private static func withoutScheme(_ text: String) throws(HTTPFailure) -> Substring {
    for scheme in ["http://", "https://"] where text.prefix(scheme.count).lowercased() == scheme {
      return text.dropFirst(scheme.count)
    }
    throw .badRequest
  }

  private static func parts(of text: Substring) throws(HTTPFailure) -> (String, [HTTPRequest.Field]) {
    let bytes = Array(text.utf8)
    let end = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.endIndex
    guard let path = decoded(bytes[..<end]) else { throw .badRequest }
    return (path.isEmpty ? "/" : path, end < bytes.endIndex ? try fields(of: bytes[(end + 1)...]) : [])
  }

  /// Text without its percent escapes; nil if one is none.
  ///
  /// - Parameter hasBlanks: Whether `+` is a blank.
  private static func decoded(_ bytes: ArraySlice<UInt8>, hasBlanks: Bool = false) -> String? {
    let plus = UInt8(ascii: "+")
    let bytes = hasBlanks && bytes.contains(plus) ? ArraySlice(bytes.map { $0 == plus ? 32 : $0 }) : bytes
    let text = String(decoding: bytes, as: UTF8.self)
    // Most texts have no escapes, and decoding takes much longer than a search.
    return bytes.contains(UInt8(ascii: "%")) ? text.removingPercentEncoding : text
  }

  /// The fields of a query, as forms send them: `+` is a blank.
  private static func fields(of query: ArraySlice<UInt8>) throws(HTTPFailure) -> [HTTPRequest.Field] {
    var fields: [HTTPRequest.Field] = []
    var rest = query
    while !rest.isEmpty {
      let pair = rest.prefix { $0 != UInt8(ascii: "&") }
      rest = rest[pair.endIndex...].dropFirst()
      if pair.isEmpty { continue }
      let name = pair.prefix { $0 != UInt8(ascii: "=") }
      guard let value = decoded(pair[name.endIndex...].dropFirst(), hasBlanks: true),
        let name = decoded(name, hasBlanks: true)
      else { throw .badRequest }
      fields.append(HTTPRequest.Field(name: name, value: value))
    }
    return fields
  }
}
