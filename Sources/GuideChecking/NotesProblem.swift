// Why something could not be resolved: the message and the remedy.

/// Why something could not be resolved; it becomes a mistake where the place is known.
package struct NotesProblem: Error, Equatable {
  /// The problem, in one sentence.
  package let message: String
  /// The remedy.
  package let remedy: String
  /// The line of the fence's body that is at fault, counted from 0, if it is one line.
  let bodyLine: Int?

  init(_ message: String, remedy: String, bodyLine: Int? = nil) {
    self.message = message
    self.remedy = remedy
    self.bodyLine = bodyLine
  }
}
