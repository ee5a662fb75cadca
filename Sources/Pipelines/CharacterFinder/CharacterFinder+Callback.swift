// The character finder's session in callback style: functions that come back to each other.

import Callbacks
import Comparison
import EventLoops

extension CharacterFinder {
  // region character-finder-callback
  /// Three loops, each a recursion: the completion of a step calls the function that takes the next one.
  ///
  /// The stack does not grow, since every completion is called in an event of its own. The state of the
  /// session is in a box, and the state of one answer is passed from step to step.
  @Sendable
  static func runWithCallbacks(_ context: ProgramContext, completion: @escaping Completion<String>) -> any Cancellable {
    let stream = context.accept()
    let scope = CancellationScope(on: context.loop)
    let session = LoopConfined(FinderSession(context), on: context.loop)

    @Sendable func begin() {
      scope.replace(with: stream.write(prompt, completion: next("write") { readOn() }))
    }

    @Sendable func readOn() {
      if let request = session.withValue({ $0.lines.next() }) { return serve(request) }
      scope.replace(
        with: stream.read(
          upTo: readSize,
          completion: next("read") { bytes in
            session.withValue { $0.lines.append(bytes) }
            readOn()
          }))
    }

    @Sendable func serve(_ request: FinderRequest) {
      switch request {
      case .nothing: begin()
      case .query(let query):
        context.note("query \(quoted(query))")
        writeOn(FinderAnswer(to: query, rowsPerPage: context[page]))
      case .end(let end): say(end)
      }
    }

    @Sendable func writeOn(_ answer: FinderAnswer) {
      var answer = answer
      guard let page = answer.nextPage() else {
        context.note(answer.account)
        session.withValue { $0.answered += 1 }
        return begin()
      }
      scope.replace(with: stream.write(page, completion: next("write") { [answer] in writeOn(answer) }))
    }

    @Sendable func say(_ end: SessionEnd) {
      let result = session.value.result(end)
      guard let farewell = end.farewell else { return close(.success(result)) }
      scope.replace(with: stream.write(farewell, completion: next("write") { close(.success(result)) }))
    }

    @Sendable func close(_ result: Result<String, any Error>) {
      scope.replace(with: stream.close { _ in completion(result) })
    }

    /// A completion that takes the next step, and closes the session at the first failure.
    @Sendable func next<Value>(_ place: String, _ step: @escaping @Sendable (Value) -> Void) -> Completion<Value> {
      { result in
        do {
          let value = try result.get()
          try scope.checkCancellation()
          step(value)
        } catch {
          context.caught(error, "in the completion of a \(place)")
          close(.failure(error))
        }
      }
    }

    begin()
    return scope
  }
  // endregion
}
