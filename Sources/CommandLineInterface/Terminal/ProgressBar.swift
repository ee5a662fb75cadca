// A progress bar on a terminal: one line that is drawn over itself.

import Comparison

/// Draws how far something has come.
struct ProgressBar {
  private let total: Int
  /// The number of cells of the bar.
  private let cells: Int
  private let full: String
  private let empty: String

  /// A bar for `total` items on a terminal of `columns` columns, some of which it leaves for the text beside it.
  init(of total: Int, columns: Int, isASCII: Bool) {
    self.total = total
    cells = min(max(columns - 30, 1), 30)
    (full, empty) = isASCII ? ("#", ".") : ("█", "░")
  }

  /// The bar after each item that a run notes, at the instant of the note, and the end of the line.
  func frames(of run: StyleRun) -> String {
    var frames = ""
    var done = 0
    for event in run.events {
      guard case .note = event.kind else { continue }
      done += 1
      frames += "\r" + frame(done, "\(event.instant)")
    }
    return frames + "\n"
  }

  /// The bar drawn over itself.
  func redrawn(_ done: Int, _ when: String) -> String {
    "\r" + frame(done, when)
  }

  private func frame(_ done: Int, _ when: String) -> String {
    let filled = done * cells / max(total, 1)
    let bar = String(repeating: full, count: filled) + String(repeating: empty, count: cells - filled)
    return "\(bar) \(done) of \(total), \(when)"
  }
}
