// A mistake in the notes: the place, the message, the difference, and the remedy.

/// Something in the notes that is no longer true, or that cannot be checked.
package struct NotesMistake: Sendable, Equatable, CustomStringConvertible {
  /// The file, relative to the repository's root.
  package let path: String
  /// The line, counted from 1; `nil` when the mistake is about the file as a whole.
  package let line: Int?
  /// The mistake, in one sentence.
  package let message: String
  /// The line diff between what is promised (`- `) and what the note says (`+ `); empty if there is none.
  package let difference: [String]
  /// The remedy.
  package let remedy: String

  init(path: String, line: Int? = nil, message: String, difference: [String] = [], remedy: String) {
    self.path = path
    self.line = line
    self.message = message
    self.difference = difference
    self.remedy = remedy
  }

  init(path: String, line: Int? = nil, problem: NotesProblem) {
    self.init(path: path, line: line, message: problem.message, remedy: problem.remedy)
  }

  /// The mistake as text: `path:line: message`, then the diff and the way out, indented by two columns.
  package var description: String {
    let place = line.map { "\(path):\($0)" } ?? path
    let details = difference + [remedy]
    return (["\(place): \(message)"] + details.map { $0.isEmpty ? "" : "  \($0)" }).joined(separator: "\n")
  }

  /// The order of mistakes: by file, then by line, then by text.
  static func precedes(_ lhs: NotesMistake, _ rhs: NotesMistake) -> Bool {
    (lhs.path, lhs.line ?? 0, lhs.message) < (rhs.path, rhs.line ?? 0, rhs.message)
  }
}
