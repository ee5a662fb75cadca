// A session with a character finder: a line in, the characters with these words in their names out, and again.

package import Comparison
import EventLoops

/// The server of examples 18-14 and 18-15 of *Fluent Python*, seen from one session: a prompt, a line with words, the
/// characters whose names have them all, a status line; until a control character or the end of the stream.
///
/// It differs from the original where the original fails: the end of the stream ends the session (the original keeps
/// asking, or fails), a line that is too long is answered (the original fails), and an answer is written page by page
/// (the original builds all of it first, while all other clients wait).
package enum CharacterFinder {
  /// The program in its three versions.
  package static let program = ComparedProgram(
    "character-finder", summary: "a session: a line with words in, the characters with these words in their names out",
    sharing: .notedState
  )
  .setting(page)
  .setting(longestLine)
  .session()
  .callback(runWithCallbacks)
  .future(runWithFutures)
  .async(runAsync)

  static let page = ProgramSetting("page", default: 20, in: 1...1_000, "how many rows are written at a time")
  static let longestLine = ProgramSetting(
    "longest-line", default: 1_024, in: 1...65_536, "how many bytes a line may have")

  /// The prompt before each query.
  static let prompt = Array("?> ".utf8)
  /// How many bytes are read at a time, at most.
  static let readSize = 512
}
