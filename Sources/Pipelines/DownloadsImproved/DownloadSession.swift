// State that the downloads of one run share: the permits, the disk, the tally, and the output.

import Callbacks
import Comparison
import EventLoops

/// One run of the improved downloads, apart from what each style does in its own way.
struct DownloadSession: Sendable {
  let context: ProgramContext
  /// The flags to download, in order.
  let codes: [String]
  /// The permits of the requests: they bound the number of requests in flight.
  let limit: Semaphore
  let saving: DownloadsImproved.Saving
  let disk: SimulatedDisk
  let threads: VirtualThreads
  private let tally: LoopConfined<DownloadTally>

  init(_ context: ProgramContext) {
    self.context = context
    codes = Downloads.codes(context)
    limit = Semaphore(on: context.loop, permits: context[DownloadsImproved.limit], "requests")
    saving = context[DownloadsImproved.saving]
    disk = SimulatedDisk(
      on: context.loop, timePerSave: context[DownloadsImproved.timePerSave], room: context[DownloadsImproved.room])
    threads = VirtualThreads(context[DownloadsImproved.threads], for: context)
    tally = LoopConfined(DownloadTally(), on: context.loop)
  }

  /// The status of a failed download. A 404 counts as an answer, a cancellation is rethrown, and any other error is
  /// rethrown with the code of the download.
  func status(of error: any Error, for code: String) throws -> DownloadStatus {
    if error is CancellationError { throw error }
    if let error = error as? APIError, error.status == 404 { return .notFound }
    throw FetchError(code: code, underlying: error)
  }

  /// Counts a download that has ended, and reports it.
  ///
  /// - Throws: `CancellationError` if it was cancelled.
  func count(_ code: String, _ result: Result<DownloadStatus, any Error>) throws {
    switch result {
    case .success(let status):
      count(status, verbosely: "\(code) \(status == .ok ? "OK" : "not found")")
    case .failure(let error as FetchError):
      count(.error, verbosely: "*** Error for \(code): \(error.underlying)")
    case .failure(let error):
      throw error
    }
  }

  private func count(_ status: DownloadStatus, verbosely line: String) {
    let count = tally.withValue { tally in
      tally.add(status)
      return tally.count
    }
    switch context[DownloadsImproved.output] {
    case .verbose: context.note(line)
    case .progress: context.note("\(count) of \(codes.count)")
    case .quiet: break
    }
  }

  /// The result of the run.
  var summary: DownloadTally { tally.value }
}
