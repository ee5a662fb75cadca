// The laws of suspensions, and of access from several threads.

import EventLoops
import Foundation
import Synchronization

extension LoopLaw {
  static let suspensions = [
    LoopLaw(
      description: "a suspension that is resumed in the suspending event continues in a later event",
      program: { loop, lines in
        loop.spawn {
          for number in 1...2 {
            loop.post { lines.add("posted before \(number)") }
            try await suspend(on: loop, "wait") { $0.resume(with: .success(())) }
            lines.add("\(number)")
          }
        }
      },
      lines: ["posted before 1", "1", "posted before 2", "2"])
  ]

  static let threads = [
    LoopLaw(
      description: "two threads may touch the state of a loop that does not run, one at a time",
      program: { loop, lines in
        let count = LoopConfined(0, on: loop)
        let ready = Atomic(0)
        onTwoThreads {
          ready.add(1, ordering: .acquiringAndReleasing)
          while ready.load(ordering: .acquiring) < 2 {}
          for _ in 1...1_000 {
            count.withValue { $0 += 1 }
            _ = count.value
          }
          loop.post { lines.add("\(count.value)") }
        }
      },
      lines: ["2000", "2000"]),
    LoopLaw(
      description: "any thread may read the time while the loop runs, and time does not go back",
      program: { loop, lines in
        let isOver = Atomic(false)
        let readers = DispatchGroup()
        let steps = Mutex(0)
        for _ in 1...2 {
          readers.enter()
          Thread.detachNewThread {
            var last = loop.now
            while !isOver.load(ordering: .acquiring) {
              let now = loop.now
              if now < last { steps.withLock { $0 += 1 } }
              last = now
            }
            readers.leave()
          }
        }
        for number in 1...100 { loop.schedule(after: .microseconds(number)) {} }
        loop.schedule(after: .milliseconds(1)) {
          isOver.store(true, ordering: .releasing)
          readers.wait()
          lines.add("\(steps.withLock { $0 }) steps back")
        }
      },
      lines: ["0 steps back"]),
    LoopLaw(
      description:
        "any thread may cancel a task that sleeps, and the task ends with the sleep or with its cancellation",
      program: { loop, lines in
        let sleeper = loop.spawn {
          try? await loop.sleep(for: .milliseconds(1))
          lines.add("awake")
        }
        loop.post { onTwoThreads { sleeper.cancel() } }
      },
      lines: ["awake"]),
  ]
}

/// Runs `work` on two threads at once, to its end.
private func onTwoThreads(_ work: @escaping @Sendable () -> Void) {
  let done = DispatchSemaphore(value: 0)
  for _ in 1...2 {
    Thread.detachNewThread {
      work()
      done.signal()
    }
  }
  for _ in 1...2 { done.wait() }
}
