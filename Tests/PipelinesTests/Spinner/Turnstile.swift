// Lets a spinner's thread pass frame by frame, so that a test decides how many there are, whatever the machine's speed.

import Dispatch
import Pipelines
import Synchronization

/// A pause that ends when the test says so.
final class Turnstile: Sendable {
  private let permits = DispatchSemaphore(value: 0)
  private let arrivals = DispatchSemaphore(value: 0)

  /// Replaces the wait for a frame on the spinner's thread: returns for a permit, or when the signal is set.
  func pause(until signal: StopSignal) {
    arrivals.signal()
    while !signal.isSet, permits.wait(timeout: .now() + .milliseconds(1)) == .timedOut {}
  }

  /// Waits until the spinner has drawn and come to its pause; false if it does not come within half a minute.
  func awaitArrival() -> Bool {
    arrivals.wait(timeout: .now() + .seconds(30)) == .success
  }

  /// Lets the spinner continue to its next frame.
  func letPass() {
    permits.signal()
  }
}

/// What threads of a test have to say, in the order in which they say it.
final class Words: Sendable {
  private let list = Mutex<[String]>([])

  func add(_ word: String) {
    list.withLock { $0.append(word) }
  }

  var all: [String] { list.withLock { $0 } }
}
