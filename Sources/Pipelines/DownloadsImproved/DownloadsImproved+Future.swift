// The improved downloads in future style: `withPermit` encloses the request's future.

import Callbacks
import Comparison
import Promises

extension DownloadsImproved {
  // region downloads-improved-future
  /// Downloads one flag; the work inside `withPermit` holds the permit, the links chained behind it do not.
  static func downloadOne(_ session: DownloadSession, _ code: String) -> Future<DownloadStatus> {
    session.limit.withPermit { Downloads.getFlag(session.context, code) }
      .flatMap { image in session.save(image, as: Downloads.fileName(of: code)) }
      .map { DownloadStatus.ok }
      .recover { error in try session.status(of: error, for: code) }
  }

  @Sendable
  static func runWithFutures(_ context: ProgramContext) -> Future<DownloadTally> {
    downloadAll(DownloadSession(context), downloadOne)
  }

  /// Starts all downloads; each is counted as it comes, and only a cancellation ends them all.
  static func downloadAll(
    _ session: DownloadSession, _ downloadOne: (DownloadSession, String) -> Future<DownloadStatus>
  ) -> Future<DownloadTally> {
    let downloads = session.codes.map { code in
      downloadOne(session, code)
        .map { status in try session.count(code, .success(status)) }
        .recover { error in try session.count(code, .failure(error)) }
    }
    return Future.all(downloads, on: session.context.loop)
      .map { _ in session.summary }
      .recover { error in
        session.context.caught(error, "at the end of the chain")
        throw error
      }
  }
  // endregion
}

extension DownloadSession {
  // region saving-future
  /// Saves a file on the loop or off it.
  func save(_ image: String, as name: String) -> Future<Void> {
    switch saving {
    case .none: return .succeeded((), on: context.loop)
    case .loop:
      do {
        return .succeeded(try disk.save(image, as: name), on: context.loop)
      } catch {
        return .failed(error, on: context.loop)
      }
    case .thread: return threads.run("save \(name)", taking: disk.timePerSave) { try disk.write(image, as: name) }
    }
  }
  // endregion
}
