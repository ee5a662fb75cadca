// `braid charfinder`: the character finder as a server, over TCP or HTTP, in one of the styles.

import Callbacks
import Comparison
import EventLoops
import Foundation
import LiveIO
import Pipelines
import Promises

/// Serves the character finder for real.
enum CharfinderCommand {
  private static let host = OptionDescription(
    name: "host", value: ("address", .text), summary: "the address to listen on, by default 127.0.0.1")
  private static let port = OptionDescription(
    name: "port", value: ("N", .number(0...65_535)), summary: "the port; 2323 for tcp, 8888 for http; 0 for any")
  private static let style = OptionDescription(
    name: "style", letter: "s", value: ("style", .word(Style.allCases.map(\.rawValue))),
    summary: "the style that serves, by default 'async'")

  static let description = CommandDescription(
    name: "charfinder",
    summary: "Serve a finder of characters by words of their names",
    details: [
      """
      Over tcp, a line with words is answered with the characters that have them all in their names; the session is \
      the program 'character-finder', as it runs on virtual time. Over http, a page shows the same. Ctrl-C stops \
      taking connections and finishes what is in flight, for five seconds at most.
      """
    ],
    examples: [
      .init(line: "braid charfinder tcp", purpose: "then, elsewhere: nc 127.0.0.1 2323"),
      .init(line: "braid charfinder http --style future", purpose: "then open http://127.0.0.1:8888/"),
    ],
    arguments: [
      ArgumentDescription(name: "protocol", summary: "tcp or http", kind: .word(["tcp", "http"]), count: .one)
    ],
    options: [host, port, style]
  ) { invocation in
    let line = invocation.line
    let style = line.value(of: style).flatMap(Style.init(rawValue:)) ?? .async
    let host = line.value(of: host) ?? "127.0.0.1"
    let port = line.number(of: port).map { UInt16($0) }
    do {
      return invocation.arguments == ["tcp"]
        ? try serveSessions(host, port ?? 2323, style, invocation)
        : try servePages(host, port ?? 8888, style, invocation)
    } catch let error as SocketError {
      throw CommandFailure.cannotListen(error)
    }
  }

  private static func serveSessions(
    _ host: String, _ port: UInt16, _ style: Style, _ invocation: Invocation
  ) throws -> ExitCode {
    let run = LiveRun("charfinder")
    let relay = run.relay
    let server = try FinderServer(host: host, port: port, style: style, on: run.loop) { prefix, text in
      run.log(text, behind: prefix)
    }
    relay.send("serving the character finder in \(style) style\n\(server.address) until Ctrl-C\n")
    _ = run.run(writingTo: invocation.output) {
      relay.send("\nstopping: no new session is taken, what is in flight is finished\n")
      server.stop(within: .seconds(5)) { farewell in relay.send("\(farewell)\n") }
    }
    return .success
  }

  private static func servePages(
    _ host: String, _ port: UInt16, _ style: Style, _ invocation: Invocation
  ) throws -> ExitCode {
    let run = LiveRun("charfinder")
    let loop = run.loop
    // region finder-pages
    @Sendable func answer(_ request: HTTPRequest) throws -> HTTPResponse {
      guard request.path == "/" else { throw HTTPFailure.notFound }
      let start = request.query("start").map { Int($0) } ?? 0
      guard let start, start >= 0 else { throw HTTPFailure.badRequest }
      let page = FinderPage(query: request.query("query") ?? "", start: min(start, 1_114_112))
      run.log("query \(quoted(request.query("query") ?? "")), \(page.count) results")
      return HTTPResponse(contentType: "text/html; charset=utf-8", body: page.bytes)
    }
    let server: HTTPServer =
      switch style {
      case .callback:
        try HTTPServer(host: host, port: port, on: loop) { request, completion in
          let result = Result { try answer(request) }
          loop.post("answer") { completion(result) }
          return Uncancellable()
        }
      case .future:
        try HTTPServer(
          host: host, port: port, on: loop, future: { Future.succeeded($0, on: loop).map { try answer($0) } })
      case .async:
        try HTTPServer(host: host, port: port, on: loop, async: { try answer($0) })
      }
    // endregion
    return run.serve(server, as: "the character finder in \(style) style", for: invocation)
  }
}
