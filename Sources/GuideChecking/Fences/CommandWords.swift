// A command line cut into words, with the quotes of a shell and none of its other powers.

/// Cutting a command line into words.
///
/// Words are parted by spaces and tabs. `'…'` keeps everything inside as it is; in `"…"` a backslash keeps a
/// quote, a backslash, `$` or a backtick; outside of quotes it keeps any character. Nothing is expanded, and
/// characters by which a shell would do more are refused, so that a reader's shell does the same as the check.
package enum CommandWords {
  /// The words of `line`.
  package static func split(_ line: some StringProtocol) throws(NotesProblem) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var characters = line.makeIterator()
    while let character = characters.next() {
      switch (character, quote) {
      case (_, let open?) where open == character:
        quote = nil
      case (_, "'"):
        word?.append(character)
      case ("\\", _):
        guard let next = characters.next() else { throw unfinished("a backslash") }
        if quote != nil, !"\"\\$`".contains(next) { word?.append("\\") }
        word = (word ?? "") + String(next)
      case ("$", _), ("`", _):
        throw shellOnly(character)
      case (_, "\""):
        word?.append(character)
      case ("'", nil), ("\"", nil):
        quote = character
        word = word ?? ""
      case (" ", nil), ("\t", nil):
        if let word { words.append(word) }
        word = nil
      case (_, nil) where "|&;<>()*?[{".contains(character) || (word == nil && "#~".contains(character)):
        throw shellOnly(character)
      default:
        word = (word ?? "") + String(character)
      }
    }
    if let quote { throw unfinished("the quote \(quote)") }
    return words + (word.map { [$0] } ?? [])
  }

  private static func unfinished(_ what: String) -> NotesProblem {
    NotesProblem("the command ends inside \(what)", remedy: "write the whole command on one line")
  }

  private static func shellOnly(_ character: Character) -> NotesProblem {
    NotesProblem(
      "the command needs a shell for '\(character)', and the check has none",
      remedy: "quote it with '…', or mark the fence 'console illustrative'")
  }
}
