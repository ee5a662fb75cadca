// The first line of a reply (RFC 9112, section 4).

/// The version and the status of a reply.
struct HTTPStatusLine: Sendable {
  let status: Int
  let minorVersion: Int

  /// Whether another reply follows.
  var isInterim: Bool { status < 200 }

  /// - Parameter line: The line without its CRLF; nil for what is no status line of HTTP/1. The reason may be missing,
  ///   with the blank before it.
  init?(_ line: ArraySlice<UInt8>) {
    let words = line.split(separator: 32, maxSplits: 2, omittingEmptySubsequences: false)
    guard words.count >= 2, words[0].count == 8, words[0].starts(with: "HTTP/1.".utf8),
      let version = words[0].last, HTTPGrammar.isDigit(version),
      words[1].count == 3, words[1].allSatisfy(HTTPGrammar.isDigit), words[1].first != UInt8(ascii: "0"),
      words.count == 2 || words[2].allSatisfy({ $0 == 9 || ($0 >= 32 && $0 != 127) })
    else { return nil }
    status = words[1].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    minorVersion = version == UInt8(ascii: "0") ? 0 : 1
  }
}
