// Chunked request bodies (RFC 9112, section 7.1): what is one, what is refused, and that the limits hold.

import LiveIO
import Testing

extension HTTPParserTests {
  @Suite("Chunked bodies")
  struct Chunked {
    private static let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    private static let next = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n"

    private static let bodies: [(body: String, content: String)] = [
      ("5\r\nhello\r\n0\r\n\r\n", "hello"), ("0\r\n\r\n", ""), ("000\r\n\r\n", ""),
      ("2\r\nhe\r\n003\r\nllo\r\n0\r\n\r\n", "hello"), ("A\r\n0123456789\r\n0\r\n\r\n", "0123456789"),
      ("a\r\n0123456789\r\n0\r\n\r\n", "0123456789"), ("2\r\n\r\n\r\n0\r\n\r\n", "\r\n"),
      ("1;a\r\nx\r\n0;b=c\r\n\r\n", "x"), ("1 ; a = \"q\\\"; \t\" ;b\r\nx\r\n0\r\n\r\n", "x"),
      ("1\r\nx\r\n0\r\nTrailer: 1\r\nX: 2\r\n\r\n", "x"), ("1\r\nx\r\n0\r\nContent-Length: 99\r\n\r\n", "x"),
    ]

    @Test(arguments: bodies)
    func `reads a chunked body, and the request behind it`(body: String, content: String) throws {
      let requests = try HTTPParserTests.parse(Self.head + body + Self.next).get()
      #expect(requests.map { String(decoding: $0.body, as: UTF8.self) } == [content, ""])
      #expect(requests.map(\.path) == ["/", "/next"])
      #expect(requests.first?.header("trailer") == nil, "trailers are dropped")
    }

    private static let brokenChunks: [String] = [
      "\r\n", "g\r\n", "-1\r\n", "+1\r\n", "0x1\r\nx\r\n", " 1\r\nx\r\n", "1 \r\nx\r\n0\r\n\r\n", "1\nx\r\n",
      "1\rx\r\n",
      "1\r\nxy\r\n", "1\r\nx\n0\r\n\r\n", "1\r\nx0\r\n\r\n", "1;\r\nx\r\n", "1;=a\r\nx\r\n", "1;a=\r\nx\r\n",
      "1;a=\"b\r\nx\r\n", "1;a=\"\u{1}\"\r\nx\r\n", "1;a\nb\r\nx\r\n", "1;a b\r\nx\r\n", "1,a\r\nx\r\n",
      "0\r\nno field\r\n\r\n", "0\r\nA : b\r\n\r\n", "0\r\n folded\r\n\r\n", "0\r\nA: b\n\r\n", "0\r\nA: \u{1}\r\n\r\n",
      "0\r\n\n", "0\r\n\rx\r\n",
    ]

    @Test(arguments: brokenChunks)
    func `refuses what is no chunk`(body: String) {
      #expect(HTTPParserTests.parse(Self.head + body) == .failure(.badRequest), "\(body.debugDescription)")
    }

    private static let framings: [(fields: String, failure: HTTPFailure)] = [
      ("Transfer-Encoding: chunked\r\nContent-Length: 5", HTTPFailure.badRequest),
      ("Content-Length: 5\r\nTransfer-Encoding: chunked", .badRequest),
      ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", .badRequest),
      ("Transfer-Encoding: chunked, chunked", .badRequest), ("Transfer-Encoding: chunked, gzip", .badRequest),
      ("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", .badRequest),
      ("Transfer-Encoding: identity", .badRequest), ("Transfer-Encoding: gzip", .badRequest),
      ("Transfer-Encoding:", .badRequest), ("Transfer-Encoding: ,chunked", .badRequest),
      ("Transfer-Encoding: chunked;q=1", .badRequest), ("Transfer-Encoding: \"chunked\"", .badRequest),
      ("Transfer-Encoding: xchunked", .badRequest), ("Transfer-Encoding : chunked", .badRequest),
      ("Transfer-Encoding: chun\u{b}ked", .badRequest), ("Transfer-Encoding: gzip, chunked", .notImplemented),
      ("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked", .notImplemented),
    ]

    @Test(arguments: framings)
    func `refuses every framing that another reader might take for a different one`(
      fields: String, failure: HTTPFailure
    ) {
      let text = "POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
      #expect(HTTPParserTests.parse(text) == .failure(failure), "\(fields)")
    }

    @Test func `accepts the name of the coding in capitals, and refuses it in HTTP 1.0`() throws {
      let body = "1\r\nx\r\n0\r\n\r\n"
      let capitals = "POST / HTTP/1.1\r\nHost: a\r\ntransfer-ENCODING: \tChUnKeD \r\n\r\n"
      #expect(try HTTPParserTests.parse(capitals + body).get().map(\.body) == [[UInt8(ascii: "x")]])
      let old = "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
      #expect(HTTPParserTests.parse(old + body) == .failure(.badRequest))
    }

    @Test func `waits for a body that is not there yet`() throws {
      let whole = Self.head + "1\r\nx\r\n0\r\nA: b\r\n\r\n"
      for length in 0..<whole.utf8.count {
        #expect(try HTTPParserTests.parse([whole.utf8.prefix(length)]).get().isEmpty)
      }
    }

    private static let excesses: [(body: String, failure: HTTPFailure)] = [
      // A body that is too large is refused as soon as its chunk is announced.
      ("11\r\n", HTTPFailure.contentTooLarge), ("8\r\n01234567\r\n9\r\n", .contentTooLarge),
      ("ffffffffffffffff\r\n", .contentTooLarge), ("fffffffffffffffff\r\n", .contentTooLarge),
      ("1;" + String(repeating: "a", count: 2_000), .contentTooLarge),
      (String(repeating: "0", count: 2_000), .contentTooLarge),
      (String(repeating: "1;" + String(repeating: "a", count: 30) + "\r\nx\r\n", count: 12), .contentTooLarge),
      ("0\r\nA: " + String(repeating: "a", count: 300) + "\r\n\r\n", .headersTooLarge),
      ("0\r\nA: " + String(repeating: "a", count: 300), .headersTooLarge),
      ("0\r\n" + String(repeating: "A: b\r\n", count: 5) + "\r\n", .headersTooLarge),
      ("0\r\n" + String(repeating: "A: b\r\n", count: 5), .headersTooLarge),
    ]

    @Test(arguments: excesses)
    func `refuses what is longer than the limits allow, wherever it is cut`(body: String, failure: HTTPFailure) {
      var limits = HTTPLimits()
      (limits.body, limits.head, limits.headerCount) = (16, 200, 4)
      let text = Self.head + body
      #expect(HTTPParserTests.parse(text, limits: limits) == .failure(failure))
      let bytes = Array(text.utf8)
      for cut in 0...bytes.count {
        #expect(HTTPParserTests.parse([bytes[..<cut], bytes[cut...]], limits: limits) == .failure(failure), "\(cut)")
      }
    }

    @Test func `a body of the largest size is accepted`() throws {
      var limits = HTTPLimits()
      limits.body = 16
      let requests = try HTTPParserTests.parse(Self.head + "10\r\n0123456789abcdef\r\n0\r\n\r\n", limits: limits).get()
      #expect(requests.first?.body.count == 16)
    }

    @Test func `it does not matter where the bytes of a chunked body are cut`() throws {
      let text = Self.head + "2;x=\"y\"\r\nhe\r\n3\r\nllo\r\n0\r\nA: b\r\n\r\n" + Self.next
      let whole = try HTTPParserTests.parse(text).get()
      let bytes = Array(text.utf8)
      for cut in 0...bytes.count {
        #expect(try HTTPParserTests.parse([bytes[..<cut], bytes[cut...]]).get() == whole, "cut at \(cut)")
      }
      #expect(try HTTPParserTests.parse(bytes.map { [$0] }).get() == whole)
    }
  }
}
