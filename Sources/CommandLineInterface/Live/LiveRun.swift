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

  /// Takes a line of a log, from any thread. It is written together with those of the next few milliseconds, and at the
  /// end of the run at the latest.
  ///
  /// A busy server has a line in every few microseconds. To wake a thread for each would be a fifth of its work.
  ///
  /// - Parameters:
  ///   - line: The line, or what follows its prefix.
  ///   - prefix: What the line begins with: a server that gives it apart makes no text of both for each line.
  func log(_ line: String, behind prefix: String = "") {
    relay.log(line, behind: prefix) { wake in loop.schedule("log", after: .milliseconds(5), wake) }
  }

  /// Runs the loop to its end and writes what is sent meanwhile.
  ///
  /// - Parameters:
  ///   - stream: Where the texts go.
  ///   - onInterrupt: Called on the loop at the first Ctrl-C; the second one stops the loop.
  /// - Returns: The loop's report, and whether the user has interrupted the run.
  func run(writingTo stream: TextStream, onInterrupt: @escaping @Sendable () -> Void) -> (Report, Bool) {
    let interruptions = Interruptions { [loop] before in
      if before == 0 { loop.post("Ctrl-C", onInterrupt) } else { loop.stop() }
    }
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

/// Ctrl-C, for something that ends by itself: it no longer ends the process.
final class Interruptions {
  private let taking: ProcessSignals.Taking
  private let seen = Counter()

  private final class Counter: Sendable {
    let value = Atomic(0)
  }

  /// How often the user has pressed it.
  var count: Int { seen.value.load(ordering: .relaxed) }

  /// Says whether the user has pressed it; may be called on any thread.
  var probe: @Sendable () -> Bool { { [seen] in seen.value.load(ordering: .relaxed) > 0 } }

  /// Takes the process's interruptions over, and the other signals that ask it to end.
  ///
  /// - Parameter body: Called with how many came before, on a thread of its own.
  init(_ body: @escaping @Sendable (Int) -> Void) {
    taking = ProcessSignals.shared.take(ProcessSignals.ending) { [seen] _ in
      body(seen.value.add(1, ordering: .relaxed).oldValue)
    }
  }

  /// Gives the interruptions back.
  func end() { taking.end() }
}
