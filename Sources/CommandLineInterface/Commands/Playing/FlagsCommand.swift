// `braid flags`: the improved downloads for a person, on virtual time.

import Comparison
import EventLoops
import Foundation
import Pipelines

/// Downloads flags from a simulated server and tells what became of them.
enum FlagsCommand {
  static let all = OptionDescription(
    name: "all", letter: "a", excludes: [("every", "'--every' has all the codes of '--all' among its own")],
    scopes: [.otherArgument(than: ["serve"])], summary: "all 194 countries")
  static let every = OptionDescription(
    name: "every", letter: "e", scopes: [.otherArgument(than: ["serve"])],
    summary: "every pair of letters: 676 codes, most of them unassigned")
  static let limit = OptionDescription(
    name: "limit", letter: "l", value: ("N", .number(1...1_000)), scopes: [.otherArgument(than: ["serve"])],
    summary: "only the first N of the codes")
  static let requests = OptionDescription(
    name: "max-req", letter: "m", value: ("N", .number(1...1_000)),
    scopes: [.otherArgument(than: ["serve"])], summary: "the largest number of requests in flight, by default 5")
  static let mode = OptionDescription(
    name: "mode", value: ("mode", .word(Downloads.Mode.allCases.map(\.rawValue))),
    scopes: [.otherArgument(than: ["serve"])], summary: "one request after another, or several at once")
  static let server = OptionDescription(
    name: "server", value: ("server", .word(FlagServer.allCases.map(\.rawValue))),
    summary: "the server that answers, by default 'local'")
  static let kind = OptionDescription(
    name: "kind", value: ("server", .word(FlagServer.allCases.map(\.rawValue))),
    excludes: [("server", "both say which server it is")], scopes: [.argument(["serve"])],
    summary: "with 'serve': which server to be; as '--server'")
  static let style = OptionDescription(
    name: "style", letter: "s", value: ("style", .word(Style.allCases.map(\.rawValue))),
    scopes: [.otherArgument(than: ["serve"])], summary: "the style that does the work, by default 'async'")
  static let seed = OptionDescription(
    name: "seed", value: ("N", .number(0...UInt64.max)),
    excludes: [("live", "the server that runs has its own")],
    scopes: [.option("server", ["error"]), .option("kind", ["error"])],
    summary: "what the server 'error' does at random")
  static let verbose = OptionDescription(
    name: "verbose", letter: "v", scopes: [.otherArgument(than: ["serve"])],
    summary: "a line for each flag, instead of a progress bar")
  static let live = OptionDescription(
    name: "live", scopes: [.otherArgument(than: ["serve"])],
    summary: "over HTTP, from a server that 'braid flags serve' runs, into a folder")
  static let compare = OptionDescription(
    name: "compare", excludes: [("mode", "it does both")], scopes: [.option("live")],
    summary: "with '--live': one by one first, then at once, and how many times faster that was")
  static let host = OptionDescription(
    name: "host", value: ("address", .text), scopes: [.option("live"), .argument(["serve"])],
    summary: "the address of the live server, by default 127.0.0.1")
  static let port = OptionDescription(
    name: "port", value: ("N", .number(0...65_535)), scopes: [.option("live"), .argument(["serve"])],
    summary: "its port, by default 8001, 8002 or 8003 for local, delay and error")
  static let folder = OptionDescription(
    name: "folder", value: ("path", .path), scopes: [.option("live")],
    summary: "the folder for live flags, by default 'downloads'")

  static let timeout = OptionDescription(
    name: "timeout", value: ("duration", .text), scopes: [.option("live")],
    summary: "with '--live': give up a reply that is not complete after this time; 30s unless given")

  static let description = CommandDescription(
    name: "flags",
    summary: "Download flags: on virtual time, or over HTTP",
    details: [
      """
      Without a code, the flags of the twenty most populous countries are downloaded. A letter means the 26 codes that \
      begin with it. Nothing uses the network and nothing waits: the time is virtual. With '--live' the same program \
      calls a real server, which 'braid flags serve' runs until Ctrl-C.
      """
    ],
    examples: [
      .init(line: "braid flags", purpose: "twenty flags, five at once"),
      .init(line: "braid flags a b c --server delay -m 30", purpose: "78 codes, thirty at once, from a slow server"),
      .init(line: "braid flags --all --server error -v", purpose: "the result of each, if one in four fails"),
      .init(line: "braid flags serve --kind delay", purpose: "a real server, half a second slow"),
      .init(line: "braid flags --live --server delay --compare", purpose: "the difference that it makes, for real"),
    ],
    arguments: [
      ArgumentDescription(
        name: "CC", summary: "country codes, or first letters of them; or 'serve'",
        kind: .offering(["serve"], .text), count: .any)
    ],
    options: [
      all, every, limit, requests, mode, server, kind, style, seed, verbose, live, compare, host, port, folder, timeout,
    ]
  ) { invocation in
    if invocation.arguments == ["serve"] { return try serve(invocation) }
    let download = try Download(invocation)
    if invocation.line.has(live) { return try downloadLive(download, invocation) }
    let run = try download.run()
    let output = invocation.output
    output.write(download.header)
    if download.isVerbose {
      for line in download.notes(of: run) { output.writeLine(line) }
    } else if output.isTerminal {
      let bar = ProgressBar(
        of: download.codes.count, columns: invocation.console.columns, isASCII: invocation.isASCII)
      output.write(bar.frames(of: run))
    }
    let tally = try tally(of: run)
    output.write(footer(tally, "\(run.report.instant) of virtual time"))
    return tally.errors > 0 ? .expectationFailed : .success
  }

  /// The results of the downloads.
  static func tally(of run: StyleRun) throws -> DownloadTally {
    guard case .value(let text) = run.outcomes.first ?? nil, let tally = DownloadTally(text) else {
      throw CommandFailure(code: .internalError, message: "the downloads ended without a tally: \(run.report)")
    }
    return tally
  }

  /// The lines below the downloads.
  ///
  /// - Parameter errors: A line for each kind of error; without any, only the number of errors is printed.
  static func footer(_ tally: DownloadTally, _ elapsed: String, errors: [String] = []) -> String {
    var lines = [String(repeating: "-", count: 20), "\(counted(tally.ok, "flag")) downloaded"]
    if tally.notFound > 0 { lines.append("\(tally.notFound) not found") }
    if tally.errors > 0 { lines += errors.isEmpty ? [counted(tally.errors, "error")] : errors }
    lines.append("elapsed: \(elapsed)")
    return lines.map { $0 + "\n" }.joined()
  }

  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// The flags to download, and the settings.
  struct Download {
    let codes: [String]
    let server: FlagServer
    let atOnce: Int
    let isVerbose: Bool
    let style: Style
    let seed: UInt64

    init(_ invocation: Invocation) throws {
      let line = invocation.line
      codes = try Array(Self.codes(of: invocation).prefix(line.number(of: FlagsCommand.limit).map { Int($0) } ?? .max))
      server = line.value(of: FlagsCommand.server).flatMap(FlagServer.init(rawValue:)) ?? .local
      style = line.value(of: FlagsCommand.style).flatMap(Style.init(rawValue:)) ?? .async
      seed = line.number(of: FlagsCommand.seed) ?? 0
      isVerbose = line.has(FlagsCommand.verbose)
      let told = line.number(of: requests).map { Int($0) }
      let isSequential = line.value(of: mode) == Downloads.Mode.sequential.rawValue
      if isSequential, let told, told > 1 {
        throw CommandFailure.usage(
          "'--mode sequential' contradicts '--max-req \(told)'", help: ["give one of the two"],
          of: FlagsCommand.description)
      }
      atOnce = min(isSequential ? 1 : told ?? 5, max(codes.count, 1))
    }

    /// The codes that the words mean, each once, in order.
    private static func codes(of invocation: Invocation) throws -> [String] {
      let wholeSets = [(all, FlagCodes.all), (every, FlagCodes.everyPair)].filter { invocation.line.has($0.0) }
      if let (option, codes) = wholeSets.first {
        if invocation.arguments.isEmpty { return codes }
        throw CommandFailure.usage(
          "codes beside '\(option.long)'", help: ["name the codes, or give '\(option.long)'"],
          of: FlagsCommand.description)
      }
      if invocation.arguments.isEmpty { return FlagCodes.mostPopulous.sorted() }
      if invocation.arguments.contains("serve") {
        throw CommandFailure.usage(
          "codes beside 'serve'", help: ["a server has all flags: write 'braid flags serve'"],
          of: FlagsCommand.description)
      }
      return Set(try invocation.arguments.flatMap(codes)).sorted()
    }

    private static func codes(meantBy word: String) throws -> [String] {
      let code = word.uppercased()
      let isCode = (1...2).contains(code.utf8.count) && code.utf8.allSatisfy { (0x41...0x5A).contains($0) }
      guard isCode, let first = code.first else {
        throw CommandFailure.usage(
          "\(word.quoted) is not a country code", help: ["write a letter, A to Z, or two of them, AA to ZZ"],
          of: FlagsCommand.description)
      }
      return code.count == 2 ? [code] : FlagCodes.pairs(beginningWith: first)
    }

    /// Runs the downloads on virtual time.
    func run() throws -> StyleRun {
      DownloadsImproved.program.run(try version, under: plan(atOnce: atOnce))
    }

    /// The version of the program that does the work.
    var version: ComparedProgram.Version {
      get throws {
        let program = DownloadsImproved.program
        guard let version = program.versions.first(where: { $0.style == style }) else {
          throw CommandFailure(code: .internalError, message: "'\(program.name)' has no version in \(style) style")
        }
        return version
      }
    }

    /// The plan, with a bound on the requests in flight.
    func plan(atOnce: Int) -> Plan {
      DownloadsImproved.plan(
        for: codes, from: server, atOnce: atOnce, telling: isVerbose ? .verbose : .progress, seed: seed)
    }

    /// The notes of the downloads.
    func notes(of run: StyleRun) -> [String] {
      run.events.compactMap { if case .note(let text) = $0.kind { text } else { nil } }
    }

    /// An announcement of the work.
    var header: String { header(from: "\(server.rawValue): \(server.summary)") }

    /// An announcement of the work of a live server.
    func header(from site: URL) -> String { header(from: site.absoluteString) }

    private func header(from server: String) -> String {
      let list =
        if codes.count > 10, let first = codes.first, let last = codes.last {
          "from \(first) to \(last)"
        } else {
          codes.joined(separator: ", ")
        }
      return """
        server \(server)
        searching for \(counted(codes.count, "flag")): \(list)
        \(counted(atOnce, "request")) at once, in \(style) style

        """
    }
  }
}
