// Two requests in callback style without nesting: what a later function needs is carried to it by hand.

import Callbacks
import Comparison

extension SeveralRequests {
  // region several-requests-named
  /// A download in flight: its fields and arguments hold each value that a later function needs.
  private struct Download: Sendable {
    let session: DownloadSession
    let code: String
    let scope: CancellationScope
    let completion: Completion<DownloadStatus>

    func start() {
      withTurn(
        of: session, scope, request: { Downloads.getFlag(session.context, code, $0) }, success: imageCame, failure: fail
      )
    }

    func imageCame(_ image: String) {
      withTurn(
        of: session, scope, request: { getCountry(session.context, code, $0) },
        success: { countryCame(image, $0) }, failure: fail)
    }

    func countryCame(_ image: String, _ country: String) {
      scope.add(session.save(image, as: fileName(of: code, country), saved))
    }

    func saved(_ result: Result<Void, any Error>) {
      if case .failure(let error) = result { return fail(error) }
      completion(.success(.ok))
    }

    func fail(_ error: any Error) {
      completion(Result { try session.status(of: error, for: code) })
    }
  }
  // endregion

  @Sendable
  static func runWithNamedCallbacks(
    _ context: ProgramContext, completion: @escaping Completion<DownloadTally>
  ) -> any Cancellable {
    DownloadsImproved.downloadAll(
      DownloadSession(context),
      { session, code, completion in
        let scope = CancellationScope(on: context.loop)
        Download(session: session, code: code, scope: scope, completion: completion).start()
        return scope
      }, completion)
  }
}
