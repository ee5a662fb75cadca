// Lines and requests: what bytes ask for, however they are cut.

import Testing

@testable import Pipelines

@Suite("The lines of a session")
struct LineBufferTests {
  /// All requests of some bytes that arrive in chunks of a size, and are followed by the end of the stream.
  private static func requests(_ bytes: [UInt8], chunk: Int = .max, limit: Int = 20) -> [FinderRequest] {
    var lines = LineBuffer(limit: limit)
    var (rest, requests) = (bytes[...], [FinderRequest]())
    while true {
      while let request = lines.next() {
        requests.append(request)
        if case .end = request { return requests }
      }
      let next = rest.prefix(chunk)
      rest = rest.dropFirst(chunk)
      lines.append(next.isEmpty ? nil : Array(next))
    }
  }

  private static func requests(_ text: String) -> [FinderRequest] { requests(Array(text.utf8)) }

  static let lines: [(String, FinderRequest)] = [
    ("cat face", .query("cat face")), ("  cat  face\t\r", .query("cat  face")), ("", .nothing), ("\r", .nothing),
    (" \t \u{A0}\u{2003}", .nothing), ("\u{A0}caf\u{e9}\u{3000}", .query("caf\u{e9}")),
    ("\t\u{B}\u{C}\u{1C}\u{1D}\u{1E}\u{1F}\u{85}", .nothing), ("\u{1C}cat", .query("cat")),
    ("\u{3}", .end(.controlCharacter)), ("\0\r", .end(.controlCharacter)), ("  \u{1B}[A", .end(.controlCharacter)),
    ("roo\u{3}k", .query("roo\u{3}k")), ("\u{7F}", .query("\u{7F}")),
  ]

  @Test(arguments: lines)
  func `ask for a query, for nothing, or for the end`(line: String, request: FinderRequest) {
    #expect(FinderRequest(line: Array(line.utf8)[...]) == request)
  }

  @Test(arguments: [[0xFF, 0xF4, 0xFF, 0xFD, 6], [0x63, 0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80]] as [[UInt8]])
  func `that are not UTF-8 ask for the end`(bytes: [UInt8]) {
    #expect(FinderRequest(line: bytes[...]) == .end(.invalidText))
  }

  @Test func `end with a line feed, the last one with the stream`() {
    #expect(Self.requests("a\nb\r\n\n") == [.query("a"), .query("b"), .nothing, .end(.endOfStream)])
    #expect(Self.requests("a\nb") == [.query("a"), .query("b"), .end(.endOfStream)])
    #expect(Self.requests("") == [.end(.endOfStream)])
  }

  @Test func `may be as long as the limit, and not a byte longer`() {
    let longest = String(repeating: "x", count: 20)
    #expect(Self.requests("a\n\(longest)\nb") == [.query("a"), .query(longest), .query("b"), .end(.endOfStream)])
    #expect(Self.requests(longest) == [.query(longest), .end(.endOfStream)])
    #expect(Self.requests("a\n\(longest)x\nb") == [.query("a"), .end(.longLine(limit: 20))])
    #expect(Self.requests(longest + "x") == [.end(.longLine(limit: 20))])
  }

  @Test(arguments: [1, 7, 21, 22, 100])
  func `may be as long as the limit with either end, however they arrive`(chunk: Int) {
    let longest = String(repeating: "x", count: 20)
    let bytes = "\(longest)\r\n\(longest)\n"
    #expect(
      Self.requests(Array(bytes.utf8), chunk: chunk) == [.query(longest), .query(longest), .end(.endOfStream)])
    for tooLong in ["\(longest)\r\r\n", "\(longest)x\r\n", "\(longest)\rx\n"] {
      #expect(Self.requests(Array(tooLong.utf8), chunk: chunk) == [.end(.longLine(limit: 20))])
    }
  }

  @Test func `that are too long are not waited for`() {
    var lines = LineBuffer(limit: 3)
    lines.append(Array("abc".utf8))
    #expect(lines.next() == nil)
    lines.append(Array("d".utf8))
    #expect(lines.next() == .end(.longLine(limit: 3)))
  }

  @Test(arguments: 1...24)
  func `are the same however the bytes are cut`(chunk: Int) {
    let texts = [
      "a\ncaf\u{e9}\r\n\n  peace \u{4DCA} \nb", "ab\ncd\n\u{3}\nef\n", "short\nthis line is too long\nshort\n",
    ]
    for text in texts {
      #expect(Self.requests(Array(text.utf8), chunk: chunk) == Self.requests(text))
    }
  }
}
