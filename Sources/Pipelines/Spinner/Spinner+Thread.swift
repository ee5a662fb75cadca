// The spinner on a thread of its own, in real time: example 18-1, with the flag made safe.

import Dispatch
import Foundation

extension Spinner {
  // region spinner-thread
  /// Runs a blocking function while a spinner turns on a thread of its own.
  ///
  /// Returns, or throws, when the function has ended *and* the spinner's thread has: nothing is drawn afterwards.
  ///
  /// - Parameters:
  ///   - message: The text beside the bar.
  ///   - frame: The duration of a frame.
  ///   - draw: Shows a picture, or nothing for nil; called on the spinner's thread.
  ///   - pause: Waits on the spinner's thread for a frame's time or until the signal is set, whichever comes first.
  ///   - slow: The function to wait for; called on the caller's thread, which it blocks.
  /// - Returns: What the function returned.
  /// - Throws: What the function threw.
  package static func onThread<Answer>(
    message: String = usualMessage,
    frame: Duration = .milliseconds(100),
    draw: @escaping @Sendable (String?) -> Void,
    pause: @escaping @Sendable (StopSignal, Duration) -> Void = { $0.wait(for: $1) },
    slow: () throws -> Answer
  ) rethrows -> Answer {
    let signal = StopSignal()
    let isOver = DispatchSemaphore(value: 0)
    let spinner = Thread {
      var number = 0
      while !signal.isSet {
        draw(picture(number, message))
        number += 1
        pause(signal, frame)
      }
      draw(nil)
      isOver.signal()
    }
    spinner.start()
    defer {
      signal.set()
      isOver.wait()
    }
    return try slow()
  }
  // endregion
}
