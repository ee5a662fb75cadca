// The server: only its own page is answered, the page loads nothing from elsewhere, and all its parts are there.

import EventLoops
import Foundation
import LiveIO
import Testing

@testable import Lab

struct `The server of the lab` {
  private let lab = Lab.forTests()
  private let own = LabGuard(address: "127.0.0.1", host: "127.0.0.1", port: 8_080)

  private func refusal(_ fields: String, by own: LabGuard? = nil) throws -> Int? {
    let request = try #require(try request("POST /lab HTTP/1.1\r\n\(fields)\r\n\r\n"))
    return (own ?? self.own).refusal(of: request)?.status
  }

  @Test(arguments: [
    "Host: 127.0.0.1:8080", "Host: localhost:8080", "Host: LOCALHOST:8080", "Host: [::1]:8080",
    "Host: 127.0.0.1:8080\r\nOrigin: http://127.0.0.1:8080", "Host: localhost:8080\r\nOrigin: http://localhost:8080",
    "Host: 127.0.0.1:8080\r\nSec-Fetch-Site: same-origin", "Host: 127.0.0.1:8080\r\nSec-Fetch-Site: none",
  ])
  func `answers what its own page sends`(fields: String) throws {
    #expect(try refusal(fields) == nil)
  }

  @Test(arguments: [
    "Host: evil.example:8080", "Host: 127.0.0.1", "Host: 127.0.0.1:80", "Host: 127.0.0.1:18080",
    "Host: localhost.evil.example:8080",
    "Host: evil.example.127.0.0.1:8080", "Host: 10.0.0.1:8080", "Host: [::2]:8080", "Host: localhost.:8080",
    "Host: 127.1:8080",
    "Host: 127.0.0.1:8080\r\nOrigin: http://evil.example", "Host: 127.0.0.1:8080\r\nOrigin: null",
    "Host: 127.0.0.1:8080\r\nOrigin: https://127.0.0.1:8080",
    "Host: 127.0.0.1:8080\r\nOrigin: http://127.0.0.1:8081", "Host: 127.0.0.1:8080\r\nOrigin: http://localhost:8080",
    "Host: 127.0.0.1:8080\r\nOrigin: http://127.0.0.1:8080\r\nOrigin: http://evil.example",
    "Host: 127.0.0.1:8080\r\nOrigin:",
    "Host: 127.0.0.1:8080\r\nSec-Fetch-Site: cross-site", "Host: 127.0.0.1:8080\r\nSec-Fetch-Site: same-site",
  ])
  func `refuses another host, another origin, and pages of other sites`(fields: String) throws {
    #expect(try refusal(fields) == 403)
  }

  @Test func `may be the target of a link in a page of another site, and of nothing else there`() throws {
    func refusal(_ method: String, _ mode: String) throws -> Int? {
      let fields = "Host: localhost:8080\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: \(mode)"
      return own.refusal(of: try #require(try request("\(method) / HTTP/1.1\r\n\(fields)\r\n\r\n")))?.status
    }
    #expect(try refusal("GET", "navigate") == nil)
    #expect(try refusal("POST", "navigate") == 403)
    #expect(try refusal("GET", "no-cors") == 403)
  }

  @Test func `answers nothing before it knows its port, and nothing that its guard refuses`() throws {
    let strange = try #require(try request("GET / HTTP/1.1\r\nHost: evil.example:8080\r\n\r\n"))
    let known = try #require(try request("GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n"))
    #expect(LabServer.response(to: known, allowedBy: nil, lab).status == 503)
    #expect(LabServer.response(to: strange, allowedBy: own, lab).status == 403)
    #expect(LabServer.response(to: known, allowedBy: own, lab).status == 200)
  }

  @Test func `has the limits of the lab`() {
    let limits = LabServer.limits(of: Lab.forTests { ($0.body, $0.connections) = (77, 5) })
    #expect(limits.body == 77 && limits.connections == 5 && limits.allowsPost)
  }

  @Test func `refuses names on an address that takes all, and allows numbers there`() throws {
    let open = LabGuard(address: "0.0.0.0", host: "0.0.0.0", port: 8_080)
    #expect(try refusal("Host: 192.168.1.7:8080", by: open) == nil)
    #expect(try refusal("Host: [fe80::1]:8080", by: open) == nil)
    #expect(try refusal("Host: evil.example:8080", by: open) == 403)
    #expect(try refusal("Host: 192.168.1.7.nip.io:8080", by: open) == 403)
  }

  private func response(_ text: String) throws -> HTTPResponse {
    LabServer.response(to: try #require(try request(text)), lab)
  }

  @Test func `takes a question as JSON by POST, and nothing else`() throws {
    let body = "{\"version\":1,\"ask\":\"about\"}"
    func post(_ path: String, _ type: String) throws -> Int {
      try response("POST \(path) HTTP/1.1\r\nHost: a\r\n\(type)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
        .status
    }
    #expect(try post("/lab", "Content-Type: application/json\r\n") == 200)
    #expect(try post("/lab", "Content-Type: application/json; charset=utf-8\r\n") == 200)
    #expect(try post("/lab", "Content-Type: text/plain\r\n") == 415)
    #expect(try post("/lab", "Content-Type: application/json2\r\n") == 415)
    #expect(try post("/lab", "") == 415)
    #expect(try post("/", "Content-Type: application/json\r\n") == 405)
    let read = try response("GET /lab HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(read.status == 405 && read.headers.map(\.value) == ["POST, OPTIONS"])
    for path in ["/etc/passwd", "/../Package.swift", "/lab.html", "/%2e%2e/x", "//"] {
      #expect(try response("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n").status == 404, "\(path)")
    }
  }

  @Test func `has every part that the page and its scripts name, and none that loads from elsewhere`() throws {
    let page = try response("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    let html = String(decoding: page.body, as: UTF8.self)
    let policy = page.headers.first { $0.name == "Content-Security-Policy" }?.value ?? ""
    #expect(
      policy.hasPrefix("default-src 'none';") && !policy.contains("unsafe") && policy.contains("frame-ancestors 'none'")
    )
    var named = Set(html.matches(of: /(?:src|href)="([a-z\/]+\.(?:js|css))"/).map { "/" + $0.1 })
    #expect(named.contains("/page/main.js") && named.contains("/lab.css"))
    for path in LabPage.paths {
      let part = lab.page.response(to: path)
      #expect(part.status == 200 && !part.body.isEmpty, "\(path)")
      let text = String(decoding: part.body, as: UTF8.self)
      for name in text.matches(of: /from "(\.[a-z.\/]+\.js)"/) {
        let base = try #require(URL(string: "http://lab\(path)"))
        named.insert(try #require(URL(string: String(name.1), relativeTo: base)).absoluteURL.path)
      }
      #expect(!text.contains("innerHTML") && !text.contains("eval("), "\(path)")
      #expect(
        text.matches(of: /https?:\/\/[a-z]/).allSatisfy {
          text[$0.range.lowerBound...].hasPrefix("http://www.w3.org/")
        }, "\(path)")
    }
    #expect(named == Set(LabPage.paths))
  }

  @Test func `shows the runs as text where there is no script, and escapes them`() throws {
    let text = "title <b>T</b> & \"Q\"\nprogram three-stages\n"
    let lab = Lab(scenarios: [
      OfferedScenario(name: "success", text: ProjectScenarios.text(of: "success")),
      OfferedScenario(name: "<x>", text: text),
    ])
    let html = String(decoding: lab.page.response(to: "/", scenario: "<x>").body, as: UTF8.self)
    #expect(
      html.contains("&lt;b&gt;T&lt;/b&gt; &amp; &quot;Q&quot;") && !html.contains("<b>T") && !html.contains("<x>"))
    #expect(html.contains("href=\"/?scenario=success\"") && html.contains("href=\"/?scenario=%3Cx%3E\""))
    let plain = String(decoding: lab.page.response(to: "/").body, as: UTF8.self)
    #expect(plain.contains("call 1 sent") && !plain.contains("\u{FFFD}"))
    #expect(plain.firstMatch(of: /<pre>[^<]*\n[^<]*\n[^<]*<\/pre>/) != nil)
  }

  @Test(.timeLimit(.minutes(1))) func `answers over a connection, and ends at once while a search is under way`() throws
  {
    let loop = LiveEventLoop(name: "lab")
    let server = try LabServer(lab, on: loop)
    let text = ProjectScenarios.text(of: "many-pipelines")
    _ = try lab.document(["ask": "search", "kind": "orders", "effort": "exhaustive", "text": text])
    let client = HTTPClient(on: loop)
    let statuses = LoopConfined<[Int]>([], on: loop)
    let url = try #require(URL(string: "http://\(server.address)/lab.css"))
    client.get(url) { (result: Result<HTTPClient.Answer, any Error>) in
      statuses.withValue { $0.append((try? result.get().status) ?? 0) }
      client.close()
      server.stop { _ in }
    }
    _ = loop.run()
    #expect(statuses.value == [200])
    #expect(try lab.document(["ask": "progress", "search": 1])["stopped"] as? Bool == true)
  }
}
