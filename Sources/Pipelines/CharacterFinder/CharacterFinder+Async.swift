// The character finder's session in async style: a while around it all.

import Callbacks
import Comparison

extension CharacterFinder {
  @Sendable
  static func runAsync(_ context: ProgramContext) async throws -> String {
    let stream = context.accept()
    do {
      let result = try await converse(over: stream, context)
      try? await stream.close()
      return result
    } catch {
      context.caught(error, "in the catch around the loop")
      try? await stream.close()
      throw error
    }
  }

  // region character-finder-async
  /// Three loops, each a `while`; the state of the session is in local variables.
  private static func converse(over stream: some ByteStream, _ context: ProgramContext) async throws -> String {
    var session = FinderSession(context)
    while true {
      try await stream.write(prompt)

      var request = session.lines.next()
      while request == nil {
        session.lines.append(try await stream.read(upTo: readSize))
        request = session.lines.next()
      }

      switch request {
      case nil, .nothing: break
      case .query(let query):
        context.note("query \(quoted(query))")
        var answer = FinderAnswer(to: query, rowsPerPage: context[page])
        while let page = answer.nextPage() {
          try await stream.write(page)
        }
        context.note(answer.account)
        session.answered += 1
      case .end(let end):
        if let farewell = end.farewell { try await stream.write(farewell) }
        return session.result(end)
      }
    }
  }
  // endregion
}
