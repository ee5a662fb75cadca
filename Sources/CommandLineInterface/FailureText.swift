// A failure or a warning as lines for a person.

/// The text of a failure: the message, the place, and the remedies.
struct FailureText {
  /// Where in which file: `file:line:column`.
  var place: String?
  /// The message, without a full stop.
  var message: String
  /// The source line, with a mark under the place.
  var excerpt: [String] = []
  /// The remedies, one an element.
  var help: [String] = []

  /// The lines, each with a line break at its end.
  ///
  /// - Parameters:
  ///   - label: What it is: `error:` or `warning:`.
  ///   - tone: What the label says.
  ///   - palette: The colours.
  func lines(_ label: String, _ tone: Tone, _ palette: Palette) -> String {
    let start = place.map { $0 + ": " } ?? ""
    let lines =
      [start + palette.paint(label, tone) + " " + message] + excerpt
      + help.map { palette.paint("help:", .emphasis) + " " + $0 }
    return lines.map { $0.fitForTerminal + "\n" }.joined()
  }
}
