// The improved downloads in async style: the permit is a scope.

import Callbacks
import Comparison

extension DownloadsImproved {
  // region downloads-improved-async
  /// Downloads one flag; the braces show which code holds the permit.
  static func downloadOne(_ session: DownloadSession, _ code: String) async throws -> DownloadStatus {
    do {
      let image = try await session.limit.withPermit {
        try await Downloads.getFlag(session.context, code)
      }
      try await session.save(image, as: Downloads.fileName(of: code))
      return .ok
    } catch {
      return try session.status(of: error, for: code)
    }
  }

  @Sendable
  static func runAsync(_ context: ProgramContext) async throws -> DownloadTally {
    try await downloadAll(DownloadSession(context), downloadOne)
  }

  /// Starts all downloads, and takes the results as they come.
  static func downloadAll(
    _ session: DownloadSession,
    _ downloadOne: @escaping @Sendable (DownloadSession, String) async throws -> DownloadStatus
  ) async throws -> DownloadTally {
    do {
      try await withThrowingTaskGroup(of: EndedDownload.self) { group in
        for code in session.codes {
          group.addTask {
            do {
              return EndedDownload(code: code, result: .success(try await downloadOne(session, code)))
            } catch {
              return EndedDownload(code: code, result: .failure(error))
            }
          }
        }
        for try await ended in group { try session.count(ended.code, ended.result) }
      }
      return session.summary
    } catch {
      session.context.caught(error, "in the catch around the group")
      throw error
    }
  }
  // endregion
}

/// A download that is over, as it leaves the group.
///
/// A type of its own rather than a pair: with a pair whose type is inferred from the closure, Swift 6.3.1 makes code
/// that crashes when it is optimised.
private struct EndedDownload: Sendable {
  let code: String
  let result: Result<DownloadStatus, any Error>
}

extension DownloadSession {
  // region saving-async
  /// Saves a file on the loop or off it.
  func save(_ image: String, as name: String) async throws {
    switch saving {
    case .none: break
    case .loop: try disk.save(image, as: name)
    case .thread: try await threads.run("save \(name)", taking: disk.timePerSave) { try disk.write(image, as: name) }
    }
  }
  // endregion
}
