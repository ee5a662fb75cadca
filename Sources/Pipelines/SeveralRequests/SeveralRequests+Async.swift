// Two requests in async style: what is kept are two local variables.

import Callbacks
import Comparison

extension SeveralRequests {
  // region several-requests-async
  /// The image is a local variable, and lives as long as the function does.
  static func downloadOne(_ session: DownloadSession, _ code: String) async throws -> DownloadStatus {
    do {
      let image = try await session.limit.withPermit {
        try await Downloads.getFlag(session.context, code)
      }
      let country = try await session.limit.withPermit {
        try await getCountry(session.context, code)
      }
      try await session.save(image, as: fileName(of: code, country))
      return .ok
    } catch {
      return try session.status(of: error, for: code)
    }
  }

  /// Asks for the name of a country.
  static func getCountry(_ context: ProgramContext, _ code: String) async throws -> String {
    try await context.api.call(metadataCall(for: code), metadataPath(of: code))
  }

  @Sendable
  static func runAsync(_ context: ProgramContext) async throws -> DownloadTally {
    try await DownloadsImproved.downloadAll(DownloadSession(context), downloadOne)
  }
  // endregion
}
