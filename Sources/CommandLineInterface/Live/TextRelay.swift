// Texts on their way from the threads of a live loop to the one thread that writes to the console.

import Dispatch
import Synchronization

/// A queue of texts: any thread sends, the command's own thread writes.
final class TextRelay: Sendable {
  private struct State {
    /// What waits to be written, as one text: the lines of a log are many, and short. It is kept as bytes, which are joined in a
    /// third of the time.
    var text: [UInt8] = []
    /// How many texts that is.
    var count = 0
    /// How many lines of a log were left out since the last one.
    var omitted = 0
    /// Whether the writer is about to be woken for lines of a log.
    var isWakeDue = false
    var isEnded = false
  }

  /// The most texts that wait when a line of a log comes: a terminal that shows nothing costs no memory.
  static let mostWaiting = 10_000

  private let state = Mutex(State())
  private let wake = DispatchSemaphore(value: 0)

  /// Hands over a text.
  func send(_ text: String) {
    state.withLock { state in
      state.text += text.utf8
      state.count += 1
    }
    wake.signal()
  }

  /// Hands over a line of a log, or leaves it out if too much waits.
  ///
  /// - Parameters:
  ///   - line: The line, or what follows its prefix.
  ///   - prefix: What the line begins with.
  ///   - later: Runs the function that it is given, which wakes the writer. Lines that come before that share
  ///     the wake-up: for a server with many clients, a thread that wakes for each line is a fifth of the work.
  func log(_ line: String, behind prefix: String = "", waking later: (@escaping @Sendable () -> Void) -> Void) {
    let needsWake = state.withLock { state in
      if state.count < Self.mostWaiting {
        state.text += prefix.utf8
        state.text += line.utf8
        state.text.append(UInt8(ascii: "\n"))
        state.count += 1
      } else {
        state.omitted += 1
      }
      defer { state.isWakeDue = true }
      return !state.isWakeDue
    }
    guard needsWake else { return }
    later { [self] in
      state.withLock { $0.isWakeDue = false }
      wake.signal()
    }
  }

  /// Says that there will be no more.
  func end() {
    state.withLock { $0.isEnded = true }
    wake.signal()
  }

  /// Writes what is sent, until the end.
  func forward(to stream: TextStream) {
    while true {
      wake.wait()
      let (text, omitted, isEnded) = state.withLock { state in
        defer { (state.text, state.count, state.omitted) = ([], 0, 0) }
        return (state.text, state.omitted, state.isEnded)
      }
      stream.write(String(decoding: text, as: UTF8.self))
      if omitted > 0 { stream.writeLine("… \(counted(omitted, "line")) left out") }
      if isEnded { return }
    }
  }
}
