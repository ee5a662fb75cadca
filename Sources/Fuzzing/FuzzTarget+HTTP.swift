// The parser of HTTP requests under damaged requests.

import LiveIO

extension FuzzTarget {
  /// The result does not depend on how the bytes are divided into pieces.
  static let http = FuzzTarget(
    "http", "the parser of HTTP requests",
    seeds: [
      "GET /a%20b?query=cat+face&x=%26&y HTTP/1.1\r\nHost: me\r\nX-One:  1 \r\nContent-Length: 3\r\n\r\nabc",
      "\r\nGET /1 HTTP/1.1\r\nHost: a\r\n\r\nHEAD /2 HTTP/1.0\r\n\r\nGET /3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
      "GET http://a:80/x HTTP/1.1\r\nHost: [::1]:8\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n"
        + "1;a=\"b\"\r\nx\r\n0a ; c\r\n0123456789\r\n00\r\nT: 1\r\n\r\nOPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
    ],
    pieces: [
      "\r\n\r\n", "Host: a\r\n", "Content-Length: ", "Transfer-Encoding: chunked\r\n", "HTTP/1.1", "HTTP/2", "GET ",
      "?", "&", "=", "+", "%2F", "%zz", "../", "\r", ":", "Connection: keep-alive\r\n", "http://a", "OPTIONS * ",
      "Expect: 100-continue\r\n", "0\r\n\r\n", "1\r\nx\r\n", ";a=\"b\"", "ffffffff", "\r\n",
    ]
  ) { input in
    let whole = requests(in: [input[...]])
    // Where the input is cut follows from it, so that a finding can be found again.
    let cut = input.isEmpty ? 0 : Int(input.reduce(0) { $0 &* 31 &+ UInt64($1) } % UInt64(input.count))
    guard requests(in: [input[..<cut], input[cut...]]) == whole else {
      return .broken("cut at byte \(cut), it is read as something else")
    }
    switch whole {
    case .success(let requests): return .read(as: "\(requests.count) \(requests.first?.method.prefix(8) ?? "")")
    case .failure(let failure): return .refused(for: "\(failure)".kind)
    }
  }

  private static func requests(in parts: [ArraySlice<UInt8>]) -> Result<[HTTPRequest], HTTPFailure> {
    var parser = HTTPRequestParser()
    var requests: [HTTPRequest] = []
    do throws(HTTPFailure) {
      for part in parts {
        parser.append(part)
        while let request = try parser.next() { requests.append(request) }
      }
      return .success(requests)
    } catch {
      return .failure(error)
    }
  }
}
