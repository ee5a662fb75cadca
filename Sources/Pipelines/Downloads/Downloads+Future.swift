// The downloads in future style: all of several futures, or one chain of them.

import Comparison
import Promises

extension Downloads {
  // region downloads-future
  @Sendable
  static func runWithFutures(_ context: ProgramContext) -> Future<String> {
    let codes = codes(context)
    let downloads =
      switch context[mode] {
      case .sequential: oneByOne(context, codes)
      case .concurrent: allAtOnce(context, codes)
      }

    return
      downloads
      .map { summary(codes.count) }
      .recover { error in
        context.caught(error, "at the end of the chain")
        throw error
      }
  }

  /// Asks for one flag.
  static func getFlag(_ context: ProgramContext, _ code: String) -> Future<String> {
    context.api.call(CallName(code), path(of: code))
  }

  /// Downloads one flag, and says so.
  static func downloadOne(_ context: ProgramContext, _ code: String) -> Future<Void> {
    getFlag(context, code)
      .map { _ in context.note(code) }
  }

  private static func allAtOnce(_ context: ProgramContext, _ codes: [String]) -> Future<Void> {
    let downloads = codes.map { code in downloadOne(context, code) }
    return Future.all(downloads, on: context.loop, cancelsOthers: true)
      .map { _ in () }
  }
  // endregion

  // region downloads-future-sequential
  /// A loop over futures is a chain that is as long as the loop has rounds.
  private static func oneByOne(_ context: ProgramContext, _ codes: [String]) -> Future<Void> {
    codes.reduce(.succeeded((), on: context.loop)) { chain, code in
      chain.flatMap { downloadOne(context, code) }
    }
  }
  // endregion
}
