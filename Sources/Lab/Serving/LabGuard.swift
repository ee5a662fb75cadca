// Which requests come from the lab's own page: a page of another site must not reach a server on this machine.

import LiveIO

/// Checks where a request comes from.
///
/// A page of another site can make a browser send requests to this machine. Under its own name, which its server lets
/// point to this machine, it could read the answers too: so the `Host` must be an address or `localhost`. With the real
/// address, a browser names the site in `Origin`.
struct LabGuard: Sendable {
  /// The port on which the server listens.
  let port: UInt16
  /// The hosts that requests may name, in lower case; IPv6 addresses in brackets.
  let hosts: Set<String>
  /// Whether a request may name any numeric address, because the server listens on all of them.
  let allowsAddresses: Bool

  /// The guard of a server.
  ///
  /// - Parameters:
  ///   - address: The host on which it listens, as it was resolved.
  ///   - host: The host as it was given.
  ///   - port: The port on which it listens.
  init(address: String, host: String, port: UInt16) {
    self.port = port
    hosts = Set(["127.0.0.1", "localhost", "[::1]", Self.bracketed(address), Self.bracketed(host.lowercased())])
    allowsAddresses = address == "0.0.0.0" || address == "::"
  }

  private static func bracketed(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }

  /// Why a request is refused; nil if it may be answered.
  func refusal(of request: HTTPRequest) -> HTTPResponse? {
    guard let authority = request.header("host"), isOwn(authority) else {
      return Self.forbidden("the request is for another host")
    }
    // A link in a page of another site may lead here, but that page may not load anything from here.
    let isLink = request.method == "GET" && request.header("sec-fetch-mode") == "navigate"
    if let site = request.header("sec-fetch-site"), !["same-origin", "none"].contains(site), !isLink {
      return Self.forbidden("the request comes from a page of another site")
    }
    if request.headers.count(where: { $0.name == "origin" }) > 1 { return Self.forbidden("there are several origins") }
    if let origin = request.header("origin"), origin.lowercased() != "http://\(authority.lowercased())" {
      return Self.forbidden("the request comes from a page of another site")
    }
    return nil
  }

  /// Whether an authority is one of the server's own.
  private func isOwn(_ authority: String) -> Bool {
    let authority = authority.lowercased()
    let ending = ":\(port)"
    let host: Substring
    if authority.hasSuffix(ending) {
      host = authority.dropLast(ending.count)
    } else if port == 80 {
      host = authority[...]
    } else {
      return false
    }
    return hosts.contains(String(host)) || allowsAddresses && Self.isAddress(host)
  }

  /// Whether a host is a numeric address: a name can be made to point to this machine.
  private static func isAddress(_ host: Substring) -> Bool {
    if host.hasPrefix("["), host.hasSuffix("]") {
      return host.dropFirst().dropLast().utf8.allSatisfy {
        $0 == UInt8(ascii: ":") || Character(UnicodeScalar($0)).isHexDigit
      }
    }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0).map { "\($0)" } == String($0) }
  }

  private static func forbidden(_ reason: String) -> HTTPResponse {
    HTTPResponse(status: 403, text: "403 Forbidden: \(reason)\n")
  }
}
