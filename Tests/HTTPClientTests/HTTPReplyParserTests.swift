// Reading replies: what is one, what is none, where each ends, and that it does not matter how the bytes are cut.

import LiveIO
import Testing

@Suite("The reply parser")
struct HTTPReplyParserTests {
  private static let limits: HTTPLimits = {
    var limits = HTTPLimits()
    (limits.head, limits.headerCount, limits.body) = (200, 4, 16)
    return limits
  }()

  /// The reply in bytes that come in pieces, behind which the connection ends or stays open; nil if it is not complete.
  private static func parse(
    _ pieces: [some Sequence<UInt8>], ends: Bool = true, limits: HTTPLimits = limits
  ) -> Result<HTTPReply?, HTTPReplyFault> {
    var parser = HTTPReplyParser(limits: limits)
    return Result { () throws(HTTPReplyFault) -> HTTPReply? in
      for piece in pieces {
        parser.append(piece)
        if let reply = try parser.next() { return reply }
      }
      return ends ? try parser.end() : nil
    }
  }

  private static func parse(_ text: String, ends: Bool = true) -> Result<HTTPReply?, HTTPReplyFault> {
    parse([Array(text.utf8)], ends: ends)
  }

  /// Replies that do not need the end of the connection.
  private static let complete: [(text: String, status: Int, body: String)] = [
    ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", 200, "abc"),
    ("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", 200, ""),
    ("HTTP/1.1 404\r\nContent-Length: 1\r\n\r\nx", 404, "x"),
    ("HTTP/1.1 404 \r\ncontent-length:\t 1 \r\n\r\nx", 404, "x"),
    ("HTTP/1.7 299 \u{E9}\tx\r\nContent-Length: 2, 2\r\nContent-Length: 2\r\n\r\nab", 299, "ab"),
    (
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n3;a=\"b\"\r\nabc\r\n0d\r\n0123456789012\r\n0\r\nT: 1\r\n\r\n",
      200, "abc0123456789012"
    ),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: identity\r\n\r\n0\r\n\r\n", 200, ""),
    // Neither has a body, whatever its fields are.
    ("HTTP/1.1 204 No Content\r\n\r\n", 204, ""), ("HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n", 204, ""),
    ("HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n", 304, ""),
    // Replies before the reply.
    (
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", 200, "x"
    ),
  ]

  @Test(arguments: complete)
  func `a reply ends where its fields say so, wherever it is cut`(text: String, status: Int, body: String) throws {
    let bytes = Array(text.utf8)
    for ends in [true, false] {
      for cut in 0...bytes.count {
        let reply = try Self.parse([bytes[..<cut], bytes[cut...]], ends: ends).get()
        #expect(reply?.status == status && reply?.body == Array(body.utf8), "cut at \(cut)")
      }
      let reply = try Self.parse(bytes.map { [$0] }, ends: ends).get()
      #expect(reply?.status == status && reply?.body == Array(body.utf8))
    }
    // What comes behind it is not read.
    #expect(try Self.parse(text + "more").get()?.body == Array(body.utf8))
  }

  @Test(arguments: complete)
  func `a reply that breaks off is incomplete, wherever it does`(text: String, status: Int, body: String) {
    let bytes = Array(text.utf8)
    for length in 0..<bytes.count {
      #expect(Self.parse([bytes[..<length]]) == .failure(.incomplete), "\(length) bytes")
      #expect(Self.parse([bytes[..<length]], ends: false) == .success(nil), "\(length) bytes")
    }
  }

  @Test func `a body without a length ends with the connection`() throws {
    for version in ["1.0", "1.1"] {
      let text = "HTTP/\(version) 200 OK\r\nA: b\r\n\r\n0123456789"
      #expect(Self.parse(text, ends: false) == .success(nil))
      #expect(try Self.parse(text).get()?.body == Array("0123456789".utf8))
    }
  }

  @Test func `the fields are there before the body is`() throws {
    var parser = HTTPReplyParser(limits: Self.limits)
    parser.append(Array("HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 99999999\r\n\r\n".utf8))
    #expect(throws: HTTPReplyFault.bodyTooLarge) { try parser.next() }
    #expect(parser.head?.status == 302)
    #expect(parser.head?.header("location") == "/b")
  }

  private static let head = "HTTP/1.1 200 OK\r\n"
  private static let chunked = head + "Transfer-Encoding: chunked\r\n\r\n"

  private static let faults: [(text: String, fault: HTTPReplyFault)] = [
    // No status line.
    ("SSH-2.0-OpenSSH\r\n", .malformed), ("h", .malformed), ("HTTP/2 200\r\n\r\n", .malformed),
    ("\r\nHTTP/1.1 200 OK\r\n\r\n", .malformed), ("HTTP/1.1 banana\r\n\r\n", .malformed),
    ("HTTP/1.1 20 OK\r\n\r\n", .malformed), ("HTTP/1.1 2000 OK\r\n\r\n", .malformed),
    ("HTTP/1.1 099 OK\r\n\r\n", .malformed), ("HTTP/1.1  200 OK\r\n\r\n", .malformed),
    ("HTTP/1.x 200 OK\r\n\r\n", .malformed), ("HTTP/1.1\r\n\r\n", .malformed),
    ("HTTP/1.1 200 O\u{1B}K\r\n\r\n", .malformed), ("HTTP/1.1 200 OK\n\r\n", .malformed),
    // No protocol was asked to be changed.
    ("HTTP/1.1 101 Switching Protocols\r\n\r\n", .malformed),
    // No fields.
    (head + "A\r\n\r\n", .malformed), (head + "A : b\r\n\r\n", .malformed), (head + "A: b\r\n c\r\n\r\n", .malformed),
    (head + "A: b\n\r\n", .malformed), (head + ": b\r\n\r\n", .malformed), (head + "A: \u{1}\r\n\r\n", .malformed),
    // No length.
    (head + "Content-Length: -1\r\n\r\n", .malformed), (head + "Content-Length: +1\r\n\r\n", .malformed),
    (head + "Content-Length: 0x1\r\n\r\n", .malformed), (head + "Content-Length:\r\n\r\n", .malformed),
    (head + "Content-Length: 1, 2\r\n\r\n", .malformed),
    (head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n", .malformed),
    (head + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", .malformed),
    ("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", .malformed),
    // No chunk.
    (chunked + "x\r\n", .malformed), (chunked + "-1\r\n", .malformed), (chunked + "\r\n", .malformed),
    (chunked + "2\r\nabc\r\n", .malformed), (chunked + "3\r\nab\r\n0\r\n", .malformed), (chunked + "1\nx", .malformed),
    (chunked + "0\r\nA\r\n\r\n", .malformed),
    // Codings that were not asked for.
    (head + "Transfer-Encoding: gzip, chunked\r\n\r\n", .unknownCoding),
    (head + "Transfer-Encoding: gzip\r\n\r\n", .unknownCoding),
    (head + "Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\n", .unknownCoding),
    // Too large.
    (head + "Content-Length: 17\r\n\r\n", .bodyTooLarge),
    (head + "Content-Length: 99999999999999999999\r\n\r\n", .bodyTooLarge),
    (head + "\r\n01234567890123456", .bodyTooLarge), (chunked + "11\r\n", .bodyTooLarge),
    (chunked + "10\r\n0123456789012345\r\n1\r\n", .bodyTooLarge), (chunked + "ffffffffffffffffff\r\n", .bodyTooLarge),
    (chunked + "1;" + String(repeating: "a", count: 2_000), .framingTooLarge),
    (chunked + String(repeating: "0", count: 2_000), .framingTooLarge),
    (chunked + "0\r\n" + String(repeating: "A: b\r\n", count: 5), .framingTooLarge),
    ("HTTP/1.1 200 " + String(repeating: "a", count: 200), .headTooLarge),
    (head + "A: " + String(repeating: "a", count: 200), .headTooLarge),
    (head + "A: " + String(repeating: "a", count: 200) + "\r\n\r\n", .headTooLarge),
    (head + String(repeating: "A: b\r\n", count: 5), .headTooLarge),
    (String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 20), .headTooLarge),
    (String(repeating: "HTTP/1.1 100\r\nA: b\r\n\r\n", count: 5), .headTooLarge),
  ]

  @Test(arguments: faults)
  func `what is no reply is refused for the same reason wherever it is cut`(text: String, fault: HTTPReplyFault) {
    let bytes = Array(text.utf8)
    for ends in [true, false] {
      for cut in Set([0, 1, 9, 17, bytes.count / 2, bytes.count - 2, bytes.count - 1]) where cut <= bytes.count {
        let found = Self.parse([bytes[..<max(0, cut)], bytes[max(0, cut)...]], ends: ends)
        #expect(found == .failure(fault), "cut at \(cut)")
      }
    }
    #expect(Self.parse(bytes.map { [$0] }, ends: false) == .failure(fault))
  }
}
