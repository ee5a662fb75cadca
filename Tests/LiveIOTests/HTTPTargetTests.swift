// The forms of a request target and of a Host field (RFC 9112, section 3.2).

import LiveIO
import Testing

extension HTTPParserTests {
  @Suite("Request targets and Host fields")
  struct Targets {
    private static let absoluteTargets: [(target: String, path: String, host: String)] = [
      ("http://a/", "/", "a"), ("http://a", "/", "a"), ("HTTP://A.Example:80/x%20y", "/x y", "A.Example:80"),
      ("https://a/x", "/x", "a"), ("http://a?q=1", "/", "a"), ("http://[::1]:8080/x", "/x", "[::1]:8080"),
      ("http://a/http://b/", "/http://b/", "a"),
    ]

    @Test(arguments: absoluteTargets)
    func `accepts an absolute target, whose authority replaces the Host field`(
      target: String, path: String, host: String
    ) throws {
      let request = try #require(
        try HTTPParserTests.parse("GET \(target) HTTP/1.1\r\nHost: other\r\n\r\n").get().first)
      #expect(request.path == path)
      #expect(request.header("host") == host)
      #expect(request.headers.count { $0.name == "host" } == 1)
      if target.hasSuffix("q=1") { #expect(request.query("q") == "1") }
    }

    private static let brokenTargets: [String] = [
      "GET http:///x", "GET http://u@a/", "GET http://u:p@a/", "GET ftp://a/", "GET http:a", "GET http:/a", "GET a/b",
      "GET a:80", "GET //a", "GET http://a:b/", "GET http://a:65536/", "GET http://a b/", "GET http://a/#f", "GET /x#f",
      "GET http://a\\b/", "GET *", "HEAD *", "OPTIONS **", "OPTIONS *?q", "CONNECT /", "CONNECT *", "CONNECT a",
      "CONNECT a:", "CONNECT http://a:80/", "GET http://[::1/", "GET http://[g::1]/", "GET http://%zz/",
    ]

    @Test(arguments: brokenTargets)
    func `refuses every other target`(line: String) {
      guard line != "GET //a" else {
        // A path may begin with two slashes.
        #expect((try? HTTPParserTests.parse("\(line) HTTP/1.1\r\nHost: a\r\n\r\n").get().first?.path) == "//a")
        return
      }
      #expect(HTTPParserTests.parse("\(line) HTTP/1.1\r\nHost: a\r\n\r\n") == .failure(.badRequest), "\(line)")
    }

    private static let targetsOfOneMethod: [(line: String, path: String)] = [
      ("OPTIONS *", "*"), ("OPTIONS http://a", "*"), ("OPTIONS /", "/"), ("CONNECT a:443", "a:443"),
    ]

    @Test(arguments: targetsOfOneMethod)
    func `accepts the targets that belong to one method`(line: String, path: String) throws {
      let request = try #require(try HTTPParserTests.parse("\(line) HTTP/1.1\r\nHost: a\r\n\r\n").get().first)
      #expect(request.path == path)
    }

    private static let hosts: [String] = [
      "a", "a.example", "a.example:80", "a:", "127.0.0.1", "[::1]", "[::1]:80", "[v1.x:y]", "a_b", "%41", "a,b;c=d",
      "xn--bcher-kva.example",
    ]

    @Test(arguments: hosts)
    func `accepts a valid Host field`(host: String) throws {
      let request = try #require(try HTTPParserTests.parse("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n").get().first)
      #expect(request.header("host") == host)
    }

    private static let brokenHosts: [String] = [
      "", " ", "a b", "a\tb", "a, b", "a/b", "http://a", "u@a", "a?b", "a#b", "a:b", "a:80:80", "a:65536", "a:-1", "[",
      "[]", "[::1", "::1", "[::1]x", "[::1]:x", "[127.0.0.1]", "[v.x]", "%", "%4", "%zz", "é", "a\\b", "<a>", "\"a\"",
      ":80",
    ]

    @Test(arguments: brokenHosts)
    func `refuses an invalid Host field`(host: String) {
      #expect(HTTPParserTests.parse("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n") == .failure(.badRequest), "\(host)")
    }

    @Test func `refuses a missing or a second Host field, also with an absolute target`() throws {
      for target in ["/", "http://a/"] {
        #expect(HTTPParserTests.parse("GET \(target) HTTP/1.1\r\n\r\n") == .failure(.badRequest))
        #expect(
          HTTPParserTests.parse("GET \(target) HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n") == .failure(.badRequest))
      }
      #expect(try HTTPParserTests.parse("GET / HTTP/1.0\r\n\r\n").get().count == 1)
      #expect(HTTPParserTests.parse("GET / HTTP/1.0\r\nHost: a b\r\n\r\n") == .failure(.badRequest))
    }
  }
}
