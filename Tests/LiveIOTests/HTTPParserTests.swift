// Reading requests: what is one, what is none, and that it does not matter how the bytes are cut.

import LiveIO
import Testing

@Suite("The request parser")
struct HTTPParserTests {
  static func parse(_ text: String, limits: HTTPLimits = HTTPLimits()) -> Result<[HTTPRequest], HTTPFailure> {
    parse([Array(text.utf8)], limits: limits)
  }

  /// The requests in bytes that come in pieces.
  static func parse(
    _ pieces: [some Sequence<UInt8>], limits: HTTPLimits = HTTPLimits()
  ) -> Result<[HTTPRequest], HTTPFailure> {
    var parser = HTTPRequestParser(limits: limits)
    return Result { () throws(HTTPFailure) -> [HTTPRequest] in
      var requests: [HTTPRequest] = []
      for piece in pieces {
        parser.append(piece)
        while let request = try parser.next() { requests.append(request) }
      }
      return requests
    }
  }

  @Test func `a request is read with its query, its header fields and its body`() throws {
    let text =
      "GET /a%20b?query=cat+face&x=%26&y HTTP/1.1\r\nHost: me\r\nX-One:  1 \r\nContent-Length: 3\r\n\r\nabc"
    let request = try #require(try Self.parse(text).get().first)
    #expect(request.method == "GET")
    #expect(request.path == "/a b")
    #expect(request.query("query") == "cat face")
    #expect(request.query("x") == "&")
    #expect(request.query("y") == "")
    #expect(request.header("x-one") == "1")
    #expect(request.body == Array("abc".utf8))
    #expect(request.keepsAlive)
  }

  @Test func `one behind the other they are read in their order`() throws {
    let text =
      "\r\nGET /1 HTTP/1.1\r\nHost: a\r\n\r\nHEAD /2 HTTP/1.0\r\n\r\nGET /3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    let requests = try Self.parse(text).get()
    #expect(requests.map(\.path) == ["/1", "/2", "/3"])
    #expect(requests.map(\.keepsAlive) == [true, false, false])
  }

  @Test func `it does not matter where the bytes are cut`() throws {
    let text = "\r\nGET /x?q=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbodyGET /y HTTP/1.1\r\nHost: a\r\n\r\n"
    let whole = try Self.parse(text).get()
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      let requests = try Self.parse([bytes[..<cut], bytes[cut...]]).get()
      #expect(requests == whole, "cut at \(cut)")
    }
  }

  /// Lines and heads around their limits, some of them with a lone CR.
  @Test(arguments: [
    "GET /aaaaaaaa HTTP/1.1\r\nHost: a\r\n\r\n", "GET /aaaaaaaaa HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /aaaaaaaaa\r HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: aaaaaaaaaaaaaaaaaa\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: aaaaaaaaaaaaaaaaaaa\r\n\r\n",
    "GET /aaaaaaaaa HTTP/1.1\r\nHost: aaaaaaaaaaaaaaaaaaaaa\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: aaaaaaaaaaaaaaaaaa\r\r\n\r\n", "GET /\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\r\n\r\n",
  ])
  func `a request that is too long is refused for the same reason wherever it is cut`(text: String) {
    var limits = HTTPLimits()
    (limits.requestLine, limits.head) = (22, 40)
    let whole = Self.parse(text, limits: limits)
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      let found = Self.parse([bytes[..<cut], bytes[cut...]], limits: limits)
      #expect(found == whole, "cut at \(cut)")
    }
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\n\r\n", HTTPFailure.badRequest),
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", .badRequest),
    ("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", .badRequest),
    ("GET / HTTP/1.1 \r\nHost: a\r\n\r\n", .badRequest),
    ("GET x HTTP/1.1\r\nHost: a\r\n\r\n", .badRequest),
    ("GET / HTTP/1.1\nHost: a\r\n\r\n", .badRequest),
    ("GET / HTTP/1.1\r\nHost: a\n\r\n\r\n", .badRequest),
    ("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", .badRequest),
    ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", .badRequest),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: \u{1}\r\n\r\n", .badRequest),
    ("GET /% HTTP/1.1\r\nHost: a\r\n\r\n", .badRequest),
    ("GET /?a=%zz HTTP/1.1\r\nHost: a\r\n\r\n", .badRequest),
    ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", .badRequest),
    ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n", .badRequest),
    ("\u{1}\u{2}\u{3}", .badRequest),
    ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", .versionNotSupported),
    ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 64001\r\n\r\n", .contentTooLarge),
    ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n", .contentTooLarge),
    ("GET /" + String(repeating: "x", count: 9_000), .uriTooLong),
    ("GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "X: 1\r\n", count: 100) + "\r\n", .headersTooLarge),
    ("GET / HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "x", count: 20_000), .headersTooLarge),
  ])
  func `what is no request is refused with the status that says why`(text: String, failure: HTTPFailure) {
    #expect(Self.parse(text) == .failure(failure))
  }

  @Test func `a request that is not there yet is waited for`() throws {
    #expect(try Self.parse("GET / HTTP/1.1\r\nHost: a\r\n").get().isEmpty)
    #expect(try Self.parse("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\na").get().isEmpty)
  }
}
