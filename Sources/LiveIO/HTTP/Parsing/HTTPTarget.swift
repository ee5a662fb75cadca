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
    let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = decoded(parts.first ?? "") else { throw .badRequest }
    return (path.isEmpty ? "/" : path, parts.count > 1 ? try fields(of: parts[1]) : [])
  }

  /// Text without its percent escapes; nil if one is none.
  private static func decoded(_ text: Substring) -> String? {
    // Most texts have no escapes, and decoding takes much longer than a search.
    text.utf8.contains(UInt8(ascii: "%")) ? text.removingPercentEncoding : String(text)
  }

  /// The fields of a query, as forms send them: `+` is a blank.
  private static func fields(of query: Substring) throws(HTTPFailure) -> [HTTPRequest.Field] {
    let plus = UInt8(ascii: "+")
    var fields: [HTTPRequest.Field] = []
    for pair in query.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let decoded = parts.map { Self.decoded($0.utf8.contains(plus) ? Substring($0.replacing("+", with: " ")) : $0) }
      guard let name = decoded[0] else { throw .badRequest }
      guard decoded.count == 2 else {
        fields.append(HTTPRequest.Field(name: name, value: ""))
        continue
      }
      guard let value = decoded[1] else { throw .badRequest }
      fields.append(HTTPRequest.Field(name: name, value: value))
    }
    return fields
  }
}
