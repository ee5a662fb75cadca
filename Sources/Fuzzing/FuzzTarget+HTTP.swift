// The parsers of HTTP requests and replies under damaged messages.

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
    let cut = place(in: input)
    guard requests(in: [input[..<cut], input[cut...]]) == whole else {
      return .broken("cut at byte \(cut), it is read as something else")
    }
    switch whole {
    case .success(let requests):
      return .read(
        as: "\(requests.count) \(requests.first?.method.prefix(8) ?? "")",
        saying: requests.isEmpty ? "no whole request" : requests.map(\.method).joined(separator: ", "))
    case .failure(let failure): return .refused(for: "\(failure)")
    }
  }

  /// Where an input is cut: it follows from the input, so that a finding can be found again.
  private static func place(in input: [UInt8]) -> Int {
    input.isEmpty ? 0 : Int(input.reduce(0) { $0 &* 31 &+ UInt64($1) } % UInt64(input.count))
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

  /// The result does not depend on how the bytes are divided into pieces, and no body is longer than the limit.
  static let httpReply = FuzzTarget(
    "http-reply", "the parser of HTTP replies",
    seeds: [
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-One:  1 \r\nContent-Length: 3\r\n\r\nabc",
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 404\r\nConnection: close\r\n\r\nuntil the end of the connection",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;a=\"b\"\r\nx\r\n0a ; c\r\n0123456789\r\n00\r\nT: 1\r\n\r\n",
      "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0, 0\r\n\r\n", "HTTP/1.1 204 No Content\r\nA: b\r\n\r\n",
    ],
    pieces: [
      "\r\n\r\n", "Content-Length: ", "Transfer-Encoding: chunked\r\n", "HTTP/1.1 ", "HTTP/1.1 100 Continue\r\n\r\n",
      "HTTP/1.0 200 OK\r\n", "HTTP/2 ", "204", "304", "101", "Content-Encoding: gzip\r\n", "Location: /x\r\n",
      "0\r\n\r\n",
      "1\r\nx\r\n", ";a=\"b\"", "ffffffff", "\r", "\r\n", ":", ", ",
    ]
  ) { input in
    let whole = reply(in: [input[...]])
    let cut = place(in: input)
    guard reply(in: [input[..<cut], input[cut...]]) == whole, reply(in: input.map { [$0] }) == whole else {
      return .broken("cut at byte \(cut) or at each byte, it is read as something else")
    }
    switch whole {
    case .success(let reply) where reply.body.count > replyLimits.body: return .broken("the body is beyond the limit")
    case .success(let reply):
      return .read(
        as: "\(reply.status / 100) \(reply.headers.count) \(reply.body.isEmpty)",
        saying: "status \(reply.status), \(reply.headers.count) header fields, \(reply.body.count) bytes")
    case .failure(let fault): return .refused(for: "\(fault)")
    }
  }

  private static let replyLimits: HTTPLimits = {
    var limits = HTTPLimits()
    (limits.head, limits.headerCount, limits.body) = (400, 8, 64)
    return limits
  }()

  /// The reply in bytes behind which the connection ends.
  private static func reply(in parts: [some Sequence<UInt8>]) -> Result<HTTPReply, HTTPReplyFault> {
    var parser = HTTPReplyParser(limits: replyLimits)
    return Result { () throws(HTTPReplyFault) -> HTTPReply in
      for part in parts {
        parser.append(part)
        if let reply = try parser.next() { return reply }
      }
      return try parser.end()
    }
  }
}
