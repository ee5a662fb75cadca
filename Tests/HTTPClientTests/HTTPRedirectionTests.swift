// Redirections: which replies are one, where they lead, and where they end.

import EventLoops
import Foundation
import LiveHTTPS
import LiveIO
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

@Suite("The redirections of the HTTP client", .timeLimit(.minutes(2)))
struct HTTPRedirectionTests {
  private let loop = LiveEventLoop(name: "client")

  /// The targets of the requests to a server that refers `/a/b` to a location, and the result.
  private func follow(
    _ status: Int, _ location: String?, bySystem: Bool = false, secured isSecured: Bool = true, behind body: String = ""
  ) throws -> (targets: [String], result: Result<HTTPClient.Answer, any Error>?) {
    let server = try RawServer(on: loop) { connection, request in
      let field = location.map { "Location: \($0)\r\n" } ?? ""
      let reply =
        request.hasPrefix("GET /a/b ")
        ? "HTTP/1.1 \(status) Moved\r\n\(field)Connection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        : "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\nthere"
      connection.send(Array(reply.utf8)) { _ in }
    }
    let client = HTTPClient(
      on: loop, secure: isSecured ? .system : nil, securesAll: bySystem, largestBody: 10)
    let (result, report) = try HTTPClient.result(of: "/a/b", from: server, on: loop, by: client)
    #expect(report.isClean, "\(report)")
    return (server.log.value.requests.map { String($0.split(separator: " ")[1]) }, result)
  }

  @Test(arguments: [301, 302, 303, 307, 308], [false, true])
  func `a redirection is followed with a GET`(status: Int, bySystem: Bool) throws {
    let (targets, result) = try follow(status, "/c", bySystem: bySystem)
    #expect(targets == ["/a/b", "/c"])
    #expect(try result?.get().text == "ther")
  }

  @Test(arguments: [("c?d=e#f", "/a/c?d=e"), ("../x y", "/x%20y"), ("?q", "/a/b?q"), ("/%41", "/%41")])
  func `a location is resolved against the address that refers to it`(location: String, target: String) throws {
    let (targets, _) = try follow(302, location)
    #expect(targets.dropFirst().first == target)
  }

  @Test(arguments: [300, 304, 305, 200])
  func `a location of any other reply means nothing`(status: Int) throws {
    let (targets, result) = try follow(status, "/c")
    #expect(targets == ["/a/b"])
    #expect(try result?.get().status == status)
  }

  @Test func `a redirection that leads nowhere is the answer`() throws {
    let (targets, result) = try follow(302, nil)
    #expect(targets == ["/a/b"])
    #expect(try result?.get().status == 302)
  }

  @Test func `the body of a redirection is not read`() throws {
    let (targets, result) = try follow(302, "/c", behind: String(repeating: "a", count: 100))
    #expect(targets == ["/a/b", "/c"])
    #expect(try result?.get().status == 200)
  }

  @Test(arguments: [false, true])
  func `redirections in a circle end after sixteen`(bySystem: Bool) throws {
    let (targets, result) = try follow(302, "/a/b", bySystem: bySystem)
    #expect(targets.count == 17)
    #expect(code(of: result) == .httpTooManyRedirects)
  }

  @Test(arguments: [
    ("ftp://127.0.0.1/", true), ("https://127.0.0.1/", false), ("file:///etc/passwd", true),
  ])
  func `a redirection to what the client does not fetch fails`(location: String, isSecured: Bool) throws {
    let (targets, result) = try follow(302, location, secured: isSecured)
    #expect(targets == ["/a/b"])
    #expect(code(of: result) == .unsupportedURL)
  }
}
