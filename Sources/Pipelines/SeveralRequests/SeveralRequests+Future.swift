// Two requests in future style: a link of a chain hands on one value, so that it has to be a pair.

import Callbacks
import Comparison
import Promises

extension SeveralRequests {
  // region several-requests-future
  /// The image is captured by the second link, and handed on in a pair with the country.
  static func downloadOne(_ session: DownloadSession, _ code: String) -> Future<DownloadStatus> {
    session.limit.withPermit { Downloads.getFlag(session.context, code) }
      .flatMap { image in
        session.limit.withPermit { getCountry(session.context, code) }
          .map { country in (image, country) }
      }
      .flatMap { image, country in session.save(image, as: fileName(of: code, country)) }
      .map { DownloadStatus.ok }
      .recover { error in try session.status(of: error, for: code) }
  }

  /// Asks for the name of a country.
  static func getCountry(_ context: ProgramContext, _ code: String) -> Future<String> {
    context.api.call(metadataCall(for: code), metadataPath(of: code))
  }

  @Sendable
  static func runWithFutures(_ context: ProgramContext) -> Future<DownloadTally> {
    DownloadsImproved.downloadAll(DownloadSession(context), downloadOne)
  }
  // endregion
}
