// The laws of order, time, cancellation and ending.

import EventLoops

extension LoopLaw {
  /// All laws.
  public static let all = order + time + tasks + endings + suspensions + threads

  private static let order = [
    LoopLaw(
      description: "events run in the order of posting, one at a time, and never within the call",
      program: { loop, lines in
        for number in 1...50 {
          loop.post {
            lines.add("\(number)")
            loop.post { lines.add("posted by \(number)") }
            lines.add("\(number) is over")
          }
        }
      },
      lines: (1...50).flatMap { ["\($0)", "\($0) is over"] } + (1...50).map { "posted by \($0)" }),
    LoopLaw(
      description: "timers run by deadline, ties in the order of arming",
      program: { loop, lines in
        loop.post {
          for delay in [3, 1, 2, 1, 3] {
            loop.schedule(after: .milliseconds(delay)) { lines.add("\(delay)") }
          }
        }
      },
      lines: ["1", "1", "2", "3", "3"]),
    LoopLaw(
      description: "a deadline that is past makes an event due now, in the order of arming",
      program: { loop, lines in
        loop.post {
          for name in ["a", "b", "c"] {
            _ = loop.schedule("", due: .zero, at: SourceSite(fileID: #fileID, line: #line)) { lines.add(name) }
          }
          lines.add("armed")
        }
      },
      lines: ["armed", "a", "b", "c"]),
  ]

  private static let time = [
    LoopLaw(
      description: "no timer runs before its deadline, and time does not advance during an event",
      program: { loop, lines in
        loop.post {
          let begin = loop.now
          for number in 1...20 {
            let deadline = begin.advanced(by: .microseconds(100 * number))
            _ = loop.schedule("", due: deadline, at: SourceSite(fileID: #fileID, line: #line)) {
              if loop.now < deadline { lines.add("\(number) is early") }
            }
          }
          if loop.now != begin { lines.add("time advanced") }
        }
      },
      lines: []),
    LoopLaw(
      description: "time never goes back",
      program: { loop, lines in
        let last = LoopConfined(Instant.zero, on: loop)
        for delay in [0, 2, 1, 0, 3] {
          loop.schedule(after: .milliseconds(delay)) {
            if loop.now < last.value { lines.add("back from \(last.value) to \(loop.now)") }
            last.value = loop.now
          }
        }
      },
      lines: []),
    LoopLaw(
      description: "a cancelled timer never runs, also if it is due already, and is cancelled once",
      program: { loop, lines in
        loop.post {
          let second = LoopConfined<ScheduledTimer?>(nil, on: loop)
          loop.schedule(after: .zero) {
            lines.add("first")
            lines.add("\(second.value?.cancel() == true)")
            lines.add("\(second.value?.cancel() == true)")
          }
          second.value = loop.schedule(after: .zero) { lines.add("second") }
        }
      },
      lines: ["first", "true", "false"]),
  ]

  private static let tasks = [
    LoopLaw(
      description: "a task begins in a later event, and it and its children run on the loop",
      program: { loop, lines in
        loop.post {
          loop.spawn("parent") {
            let total = await withTaskGroup(of: Int.self) { group in
              for number in 1...10 {
                group.addTask {
                  try? await loop.sleep(for: .milliseconds(1))
                  return loop.isCurrent ? number : 1_000
                }
              }
              return await group.reduce(0, +)
            }
            lines.add("total \(total)")
          }
          lines.add("spawned")
        }
      },
      lines: ["spawned", "total 55"]),
    LoopLaw(
      description: "a sleep ends at once when its task is cancelled, before it begins or while it sleeps",
      program: { loop, lines in
        let sleeper: @Sendable () async -> Void = {
          do { try await loop.sleep(for: .seconds(3_600)) } catch { lines.add("\(error)") }
        }
        let asleep = loop.spawn("cancelled asleep", sleeper)
        let early = loop.spawn("cancelled early") {
          await sleeper()
          loop.schedule(after: .milliseconds(1)) {
            asleep.cancel()
            lines.add("cancelled")
          }
        }
        early.cancel()
      },
      lines: ["CancellationError()", "cancelled", "CancellationError()"]),
    LoopLaw(
      description: "a sleep that is over at once lets the others run first",
      program: { loop, lines in
        loop.spawn {
          loop.post { lines.add("posted") }
          try await loop.sleep(for: .zero)
          lines.add("slept")
        }
      },
      lines: ["posted", "slept"]),
  ]

  private static let endings = [
    LoopLaw(
      description: "a loop without anything to do ends at once", program: { _, _ in }, lines: []),
    LoopLaw(
      description: "a wait that can never end is reported by name, and not waited for",
      program: { loop, lines in
        loop.spawn("forgetful") {
          lines.add("waits")
          try await suspend(on: loop, "reply") { (_: Suspension<Void>) in }
        }
      },
      lines: ["waits"], ending: .deadlocked, leftovers: ["forgetful", "reply"]),
    LoopLaw(
      description: "a cancelled timer keeps no loop running",
      program: { loop, lines in
        loop.post {
          loop.schedule(after: .seconds(3_600)) { lines.add("never") }.cancel()
          lines.add("cancelled")
        }
      },
      lines: ["cancelled"]),
  ]
}
