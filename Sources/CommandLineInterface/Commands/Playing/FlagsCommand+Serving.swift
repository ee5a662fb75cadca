// `braid flags serve`: the flag servers for real.

import EventLoops
import Foundation
import LiveIO
import Pipelines

extension FlagsCommand {
  /// The default port of a server, as in the original.
  static func usualPort(of server: FlagServer) -> UInt16 {
    switch server {
    case .local: 8001
    case .delay: 8002
    case .error: 8003
    }
  }

  /// Serves flags until Ctrl-C; what is in flight then is finished.
  static func serve(_ invocation: Invocation) throws -> ExitCode {
    let line = invocation.line
    let kind = (line.value(of: kind) ?? line.value(of: server)).flatMap(FlagServer.init(rawValue:)) ?? .local
    let run = LiveRun("flag server")
    let site = FlagSite(server: kind, seed: line.number(of: seed) ?? 0, loop: run.loop)
    let served: HTTPServer
    do {
      served = try HTTPServer(
        host: line.value(of: host) ?? "127.0.0.1",
        port: line.number(of: port).map { UInt16($0) } ?? usualPort(of: kind), on: run.loop,
        async: { try await site.answer($0) })
    } catch {
      throw CommandFailure.cannotListen(error)
    }
    return run.serve(served, as: "flags, \(kind.rawValue): \(kind.summary)", for: invocation)
  }
}

extension LiveRun {
  /// Runs a server until Ctrl-C, and tells what it did.
  func serve(_ server: HTTPServer, as what: String, for invocation: Invocation) -> ExitCode {
    relay.send("serving \(what)\nhttp://\(server.address)/ until Ctrl-C\n")
    let (_, _) = run(writingTo: invocation.output) { [relay] in
      relay.send("\nstopping: no new connection is taken, what is in flight is finished\n")
      server.stop(within: .seconds(5)) { farewell in
        relay.send(
          "answered \(farewell.answered), turned away \(farewell.refused), cut off \(farewell.cut)\n")
      }
    }
    return .success
  }
}

extension CommandFailure {
  /// An address on which the command cannot listen.
  static func cannotListen(_ error: SocketError) -> CommandFailure {
    let help =
      switch error.code {
      case EADDRINUSE: "another port may be free: '--port 0' takes one that is"
      case EACCES: "ports below 1024 are reserved: '--port 0' takes one that is free"
      case EADDRNOTAVAIL: "this machine has no such address; 127.0.0.1 is the machine itself, 0.0.0.0 all its addresses"
      default: "give an address such as 127.0.0.1 or ::1, or a name that the system knows"
      }
    return CommandFailure(code: .unavailable, message: "\(error)".visible, help: [help])
  }
}
