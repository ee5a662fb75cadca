// A line on a terminal that says how far something has come, and is gone when it is done.

import Workbench

/// Draws one line over itself on a terminal; writes nothing anywhere else.
struct ProgressLine {
  private let stream: TextStream
  private let columns: Int

  init(on stream: TextStream, columns: Int) {
    self.stream = stream
    self.columns = columns
  }

  /// Shows a text in place of the one before.
  func show(_ text: String) {
    if stream.isTerminal { stream.write("\r\u{1B}[K" + text.prefix(columns: columns - 1)) }
  }

  /// Clears the line.
  func end() {
    if stream.isTerminal { stream.write("\r\u{1B}[K") }
  }
}
