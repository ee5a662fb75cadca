// `braid flags --live`: the same downloads over HTTP, into a folder.

import Comparison
import EventLoops
import Foundation
import LiveIO
import Pipelines
import Synchronization
import Workbench

extension FlagsCommand {
  /// Downloads from a real server.
  static func downloadLive(_ download: Download, _ invocation: Invocation) throws -> ExitCode {
    let folder = try folderToSaveIn(invocation)
    let site = try site(download, invocation)
    invocation.output.write(download.header(from: site))
    var elapsed: [Duration] = []
    var tally = DownloadTally()
    for atOnce in invocation.line.has(compare) ? [1, download.atOnce] : [download.atOnce] {
      let failures = FlagFailures()
      let (run, isInterrupted) = try downloadOnce(
        download, atOnce, from: site, to: folder, noting: failures, invocation)
      if isInterrupted { return .interrupted }
      tally = try FlagsCommand.tally(of: run)
      if let reason = failures.first, failures.connections == tally.errors, tally.ok + tally.notFound == 0 {
        throw CommandFailure(code: .unavailable, message: reason, help: ["'braid flags serve' runs such a server"])
      }
      elapsed.append(Instant.zero.duration(to: run.events.last?.instant ?? .zero))
      let seconds = elapsed[elapsed.count - 1].seconds
      invocation.output.write(
        footer(tally, "\(seconds) for \(counted(atOnce, "request")) at once", errors: failures.lines))
    }
    if let slow = elapsed.first, let quick = elapsed.last, elapsed.count == 2, quick > .zero {
      let ratio = slow / quick
      invocation.output.writeLine("\(ratio.formatted(.number.precision(.fractionLength(1)))) times faster")
    }
    return tally.errors > 0 ? .expectationFailed : .success
  }

  private static func folderToSaveIn(_ invocation: Invocation) throws -> URL {
    let path = try invocation.filePath(of: folder) ?? "downloads"
    let url = URL(fileURLWithPath: path, isDirectory: true)
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    } catch CocoaError.fileWriteFileExists where isFolder(url) {
      return url
    } catch {
      let parent = url.deletingLastPathComponent()
      let reason =
        FileManager.default.fileExists(atPath: url.path)
        ? "it is no folder" : isFolder(parent) ? "it cannot be made" : "its parent folder does not exist"
      throw CommandFailure(
        code: .notFound, message: "cannot save in \(path.quoted): \(reason)", help: ["name another '--folder'"])
    }
    return url
  }

  private static func isFolder(_ url: URL) -> Bool {
    (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true
  }

  private static func site(_ download: Download, _ invocation: Invocation) throws -> URL {
    let host = invocation.line.value(of: host) ?? "127.0.0.1"
    let port = invocation.line.number(of: port) ?? UInt64(usualPort(of: download.server))
    var components = URLComponents()
    let isBare = host.contains(":") && !host.hasPrefix("[")
    (components.scheme, components.host, components.port) = ("http", isBare ? "[\(host)]" : host, Int(port))
    guard !host.isEmpty, let url = components.url else {
      throw CommandFailure.usage("\(host.quoted) is no host", of: description)
    }
    return url
  }

  /// The most bytes of a flag: a server that sends more is not waited for.
  static let largestFlag = 1_000_000
  /// The default limit on the time of a reply.
  static let usualReplyTime = "30s"

  /// How long a whole reply may take.
  private static func replyTime(of invocation: Invocation) throws -> Duration {
    do throws(DurationFault) {
      return try Duration(literal: invocation.line.value(of: timeout) ?? usualReplyTime, upTo: .seconds(3_600))
    } catch {
      throw CommandFailure.usage(
        "'\(timeout.long)': \(error.message)", help: error.help.map { [$0] } ?? [], of: description)
    }
  }

  /// One run of the program, with a bound on the requests in flight.
  private static func downloadOnce(
    _ download: Download, _ atOnce: Int, from site: URL, to folder: URL, noting failures: FlagFailures,
    _ invocation: Invocation
  ) throws -> (run: StyleRun, isInterrupted: Bool) {
    let live = LiveRun("downloads")
    let client = HTTPClient(
      on: live.loop, replyTime: try replyTime(of: invocation), largestBody: largestFlag)
    let transport = FlagTransport(
      client: client, site: site, folder: folder, pool: WorkerPool(name: "saving"), loop: live.loop, failures: failures)
    let output = invocation.output
    let bar = ProgressBar(of: download.codes.count, columns: invocation.console.columns, isASCII: invocation.isASCII)
    let (isVerbose, isTerminal, relay) = (download.isVerbose, output.isTerminal, live.relay)
    let done = Mutex(0)
    var plan = download.plan(atOnce: atOnce)
    plan.calls = [:]
    let started = DownloadsImproved.program.start(
      try download.version, under: plan, on: live.loop, through: transport
    ) { event in
      guard case .note(let text) = event.kind else { return }
      if isVerbose { return relay.send(text + "\n") }
      let count = done.withLock { count in
        count += 1
        return count
      }
      if isTerminal { relay.send(bar.redrawn(count, "\(event.instant.sinceStart.seconds)")) }
    }
    let (report, isInterrupted) = live.run(writingTo: output) { started.cancel() }
    transport.client.close()
    if isTerminal && !isVerbose { output.writeLine() }
    return (started.run(report: report), isInterrupted)
  }
}

extension Instant {
  /// The time since the loop's start.
  fileprivate var sinceStart: Duration { Instant.zero.duration(to: self) }
}

extension Duration {
  /// The duration in seconds with two decimals: `1.07s`.
  fileprivate var seconds: String {
    formatted(.units(allowed: [.seconds], width: .narrow, fractionalPart: .show(length: 2)))
  }
}
