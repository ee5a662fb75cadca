// Texts on their way from the threads of a live loop to the one thread that writes to the console.

import Dispatch
import Synchronization

/// A queue of texts: any thread sends, the command's own thread writes.
final class TextRelay: Sendable {
  private struct State {
    var texts: [String] = []
    var isEnded = false
  }

  private let state = Mutex(State())
  private let wake = DispatchSemaphore(value: 0)

  /// Hands over a text.
  func send(_ text: String) {
    state.withLock { $0.texts.append(text) }
    wake.signal()
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
      let (texts, isEnded) = state.withLock { state in
        defer { state.texts = [] }
        return (state.texts, state.isEnded)
      }
      stream.write(texts.joined())
      if isEnded { return }
    }
  }
}
