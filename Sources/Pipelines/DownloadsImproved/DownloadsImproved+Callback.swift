// The improved downloads in callback style: every way out gives the permit back by hand.

import Callbacks
import Comparison
import EventLoops

extension DownloadsImproved {
  // region downloads-improved-callback
  /// Downloads one flag; the permit covers the request alone, and every way out of the request returns it.
  static func downloadOne(
    _ session: DownloadSession, _ code: String, _ completion: @escaping Completion<DownloadStatus>
  ) -> any Cancellable {
    let scope = CancellationScope(on: session.context.loop)

    /// Completes with the status of a failure, wherever it happened.
    @Sendable func fail(_ error: any Error) {
      completion(Result { try session.status(of: error, for: code) })
    }

    scope.add(
      session.limit.acquire { result in
        if case .failure(let error) = result { return fail(error) }
        scope.add(
          Downloads.getFlag(session.context, code) { reply in
            session.limit.release()
            do {
              let image = try reply.get()
              try scope.checkCancellation()
              scope.add(
                session.save(image, as: Downloads.fileName(of: code)) { saved in
                  if case .failure(let error) = saved { return fail(error) }
                  completion(.success(.ok))
                })
            } catch {
              fail(error)
            }
          })
      })
    return scope
  }

  @Sendable
  static func runWithCallbacks(_ context: ProgramContext, completion: @escaping Completion<DownloadTally>)
    -> any Cancellable
  {
    downloadAll(DownloadSession(context), downloadOne, completion)
  }

  /// Starts all downloads, and counts how many are still missing.
  static func downloadAll(
    _ session: DownloadSession,
    _ downloadOne: (DownloadSession, String, @escaping Completion<DownloadStatus>) -> any Cancellable,
    _ completion: @escaping Completion<DownloadTally>
  ) -> any Cancellable {
    let scope = CancellationScope(on: session.context.loop)
    let missing = LoopConfined(session.codes.count, on: session.context.loop)
    let failure = LoopConfined<(any Error)?>(nil, on: session.context.loop)

    for code in session.codes {
      scope.add(
        downloadOne(session, code) { result in
          do {
            try session.count(code, result)
          } catch {
            if failure.value == nil { session.context.caught(error, "in the completion of \(code)") }
            failure.value = failure.value ?? error
          }
          missing.value -= 1
          if missing.value > 0 { return }
          completion(failure.value.map { .failure($0) } ?? .success(session.summary))
        })
    }
    if session.codes.isEmpty { session.context.loop.post { completion(.success(session.summary)) } }
    return scope
  }
  // endregion
}

extension DownloadSession {
  // region saving-callback
  /// Saves a file on the loop or off it; `completion` may be called before this returns, as work on the loop is over by
  /// then.
  func save(_ image: String, as name: String, _ completion: @escaping Completion<Void>) -> any Cancellable {
    switch saving {
    case .none: completion(.success(()))
    case .loop: completion(Result { try disk.save(image, as: name) })
    case .thread:
      let write = { @Sendable in try disk.write(image, as: name) }
      return threads.run("save \(name)", taking: disk.timePerSave, write, completion: completion)
    }
    return Uncancellable()
  }
  // endregion
}
