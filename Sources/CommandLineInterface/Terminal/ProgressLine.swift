// How far long work has come: on a terminal one line that is drawn over itself, elsewhere a line every ten seconds.

import Exploration
import Workbench

/// Shows the progress of one command on the error stream, and leaves nothing of it on a terminal.
final class ProgressLine {
  private let stream: TextStream
  private let columns: Int
  private let clock: () -> Duration
  private let begin: Duration
  /// When the next text is shown; texts that come before are passed over.
  private var due: Duration
  private var isShown = false

  /// How often the line on a terminal is drawn, and how often a line is written elsewhere.
  static let (drawing, writing) = (Duration.milliseconds(100), Duration.seconds(10))

  /// A line that shows nothing yet.
  ///
  /// - Parameters:
  ///   - stream: Where the texts go.
  ///   - columns: How many columns a terminal has.
  ///   - clock: Returns how much time has passed since some moment.
  init(on stream: TextStream, columns: Int, clock: @escaping () -> Duration) {
    (self.stream, self.columns, self.clock) = (stream, columns, clock)
    begin = clock()
    due = stream.isTerminal ? begin : begin + Self.writing
  }

  /// The line of a command.
  convenience init(for invocation: Invocation) {
    let console = invocation.console
    self.init(on: console.errors, columns: console.columns, clock: console.clock)
  }

  /// How long the work has taken.
  var elapsed: Duration { clock() - begin }

  /// Shows a text in place of the one before, if it is time for one.
  func show(_ text: @autoclosure () -> String) {
    let now = clock()
    guard now >= due else { return }
    if stream.isTerminal {
      due = now + Self.drawing
      stream.write("\r\u{1B}[K" + text().prefix(columns: columns - 1))
      isShown = true
    } else {
      due = now + Self.writing
      stream.writeLine(text())
    }
  }

  /// Clears the line on a terminal.
  func end() {
    if isShown { stream.write("\r\u{1B}[K") }
    isShown = false
  }

  /// Makes results on threads of their own, and shows meanwhile what a text says.
  ///
  /// - Parameters:
  ///   - items: What the results are made from.
  ///   - workers: How many results are made at a time.
  ///   - text: Says how far the work has come; nil as long as there is nothing to say.
  ///   - transform: Makes a result.
  /// - Returns: The results, in the order of the items.
  func results<Item: Sendable, Result: Sendable>(
    of items: [Item], workers: Int = processorCount, showing text: () -> String?,
    _ transform: @escaping @Sendable (Item) -> Result
  ) -> [Result] {
    var results: [Result] = []
    func showText() { if let text = text() { show(text) } }
    OrderedWork(items, workers: workers, isAside: true, transform: transform).forEach(waiting: showText) {
      results.append($0)
    }
    showText()
    end()
    return results
  }
}
