// Two requests in callback style: the second closure is nested in the first and captures what it needs.

import Callbacks
import Comparison

extension SeveralRequests {
  // region several-requests-callback
  /// The image lives in the closure that waits for the country.
  static func downloadOne(
    _ session: DownloadSession, _ code: String, _ completion: @escaping Completion<DownloadStatus>
  ) -> any Cancellable {
    let context = session.context
    let scope = CancellationScope(on: context.loop)

    @Sendable func fail(_ error: any Error) {
      completion(Result { try session.status(of: error, for: code) })
    }

    withTurn(of: session, scope) { completion in
      Downloads.getFlag(context, code, completion)
    } success: { image in
      withTurn(of: session, scope) { completion in
        getCountry(context, code, completion)
      } success: { country in
        scope.add(
          session.save(image, as: fileName(of: code, country)) { saved in
            if case .failure(let error) = saved { return fail(error) }
            completion(.success(.ok))
          })
      } failure: { error in
        fail(error)
      }
    } failure: { error in
      fail(error)
    }
    return scope
  }

  /// Asks for the name of a country.
  static func getCountry(_ context: ProgramContext, _ code: String, _ completion: @escaping Completion<String>)
    -> any Cancellable
  {
    context.api.call(metadataCall(for: code), metadataPath(of: code), completion: completion)
  }

  /// Makes one request with a permit, which is given back before anything else is done.
  static func withTurn(
    of session: DownloadSession, _ scope: CancellationScope,
    request: @escaping @Sendable (@escaping Completion<String>) -> any Cancellable,
    success: @escaping SuccessHandler<String>, failure: @escaping FailureHandler
  ) {
    scope.add(
      session.limit.acquire { result in
        if case .failure(let error) = result { return failure(error) }
        scope.add(
          request { reply in
            session.limit.release()
            do {
              let value = try reply.get()
              try scope.checkCancellation()
              success(value)
            } catch {
              failure(error)
            }
          })
      })
  }

  @Sendable
  static func runWithCallbacks(_ context: ProgramContext, completion: @escaping Completion<DownloadTally>)
    -> any Cancellable
  {
    DownloadsImproved.downloadAll(DownloadSession(context), downloadOne, completion)
  }
  // endregion
}
