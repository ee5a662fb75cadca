// Running a live loop for a command: its texts come to the console, and Ctrl-C comes to the loop.

import Dispatch
import EventLoops
import Foundation
import LiveIO
import Synchronization

/// One run of a live loop on behalf of a command.
struct LiveRun {
  /// The loop.
  let loop: LiveEventLoop
  /// Takes texts for the command's output, from any thread.
  let relay = TextRelay()

  /// A run of a loop of its own.
  init(_ name: String) {
    loop = LiveEventLoop(name: name)
  }

  /// Runs the loop to its end and writes what is sent meanwhile.
  ///
  /// - Parameters:
  ///   - stream: Where the texts go.
  ///   - onInterrupt: Called on the loop at the first Ctrl-C; the second one stops the loop.
  /// - Returns: The loop's report, and whether the user has interrupted the run.
  func run(writingTo stream: TextStream, onInterrupt: @escaping @Sendable () -> Void) -> (Report, Bool) {
    let interruptions = Interruptions(on: loop, onInterrupt)
    let report = Mutex<Report?>(nil)
    DispatchQueue.global().async { [loop, relay] in
      let ended = loop.run()
      report.withLock { $0 = ended }
      relay.end()
    }
    relay.forward(to: stream)
    interruptions.end()
    return (report.withLock { $0 } ?? loop.report(), interruptions.count > 0)
  }
}

/// Ctrl-C, for a loop: it no longer ends the process.
private final class Interruptions {
  private let source: any DispatchSourceSignal
  private let seen: Counter

  private final class Counter: Sendable {
    let value = Atomic(0)
  }

  var count: Int { seen.value.load(ordering: .relaxed) }

  init(on loop: LiveEventLoop, _ body: @escaping @Sendable () -> Void) {
    let seen = Counter()
    self.seen = seen
    signal(SIGINT, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler {
      if seen.value.add(1, ordering: .relaxed).oldValue == 0 { loop.post("Ctrl-C", body) } else { loop.stop() }
    }
    source.activate()
  }

  func end() {
    source.cancel()
    signal(SIGINT, SIG_DFL)
  }
}
