// A GET request: where it goes, and its bytes.

import Foundation

/// The request for what is at an `http` URL.
struct HTTPGetRequest: Sendable {
  /// The host without the brackets of an address, decoded.
  let host: String
  let port: UInt16
  /// The host and the port as a key: those with the same one share a limit on connections.
  var authority: String { "\(host) \(port)" }
  /// The request as it goes over the wire.
  let bytes: [UInt8]

  /// - Throws: `badURL` if the URL has no host, or no port that there can be.
  init(_ url: URL) throws(URLError) {
    guard let parts = URLComponents(url: url.standardized, resolvingAgainstBaseURL: true),
      let host = url.host(percentEncoded: false), !host.isEmpty, let encoded = parts.encodedHost,
      let port = UInt16(exactly: parts.port ?? 80)
    else { throw URLError(.badURL) }
    self.host = host
    self.port = port
    var target = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
    if let query = parts.percentEncodedQuery { target += "?" + query }
    var fields = ["Host: " + Self.withoutZone(encoded) + (port == 80 ? "" : ":\(port)")]
    fields += ["User-Agent: Braid", "Accept: */*", "Accept-Encoding: identity", "Connection: close"]
    if let user = parts.user {
      let words = Data((user + ":" + (parts.password ?? "")).utf8)
      fields.append("Authorization: Basic " + words.base64EncodedString())
    }
    let lines = ["GET " + target + " HTTP/1.1"] + fields
    // What a URL holds is encoded: no blank, no control character and no line end can come from it.
    guard target.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
      encoded.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { throw URLError(.badURL) }
    bytes = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }

  /// A host without the zone of its IPv6 address, which means nothing on another machine.
  private static func withoutZone(_ host: String) -> String {
    guard host.hasPrefix("["), let zone = host.firstIndex(of: "%") else { return host }
    return host[..<zone] + "]"
  }
}
