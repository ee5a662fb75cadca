// The character finder's session in future style: chains that are begun again.

import Callbacks
import Comparison
import EventLoops
import Promises

extension CharacterFinder {
  // region character-finder-future
  /// Three loops, each a `repeating`: a round is a chain, and nil at its end asks for another one.
  ///
  /// A chain that called itself would work, too, but keep a future for every query until the session ends.
  @Sendable
  static func runWithFutures(_ context: ProgramContext) -> Future<String> {
    let loop = context.loop
    let stream = context.accept()
    let session = LoopConfined(FinderSession(context), on: loop)

    @Sendable func request() -> Future<FinderRequest> {
      .repeating(on: loop) {
        if let request = session.withValue({ $0.lines.next() }) { return .succeeded(request, on: loop) }
        return stream.read(upTo: readSize).map { bytes in
          session.withValue { $0.lines.append(bytes) }
          return nil
        }
      }
    }

    @Sendable func write(_ answer: FinderAnswer) -> Future<Void> {
      let rest = LoopConfined(answer, on: loop)
      return .repeating(on: loop) {
        guard let page = rest.withValue({ $0.nextPage() }) else { return .succeeded((), on: loop) }
        return stream.write(page).map { nil }
      }
    }

    @Sendable func serve(_ request: FinderRequest) -> Future<String?> {
      switch request {
      case .nothing: return .succeeded(nil, on: loop)
      case .query(let query):
        context.note("query \(quoted(query))")
        let answer = FinderAnswer(to: query, rowsPerPage: context[page])
        return write(answer).map {
          context.note(answer.account)
          session.withValue { $0.answered += 1 }
          return nil
        }
      case .end(let end):
        let result = session.value.result(end)
        return end.farewell.map { stream.write($0).map { result } } ?? .succeeded(result, on: loop)
      }
    }

    return Future<String>
      .repeating(on: loop) {
        stream.write(prompt).flatMap { request() }.flatMap(serve)
      }
      .flatMap { result in
        stream.close().map { result }
      }
      .flatMapError { error in
        context.caught(error, "at the end of the chain")
        return stream.close().flatMap { throw error }
      }
  }
  // endregion
}
