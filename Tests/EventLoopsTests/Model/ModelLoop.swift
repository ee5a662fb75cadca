// The plainest loop that keeps the rules: a list of pending events, searched through for the earliest.

import EventLoops

/// What a virtual loop is compared with: no heap, no slots, no Swift tasks, nothing to go wrong.
final class ModelLoop {
  private enum Work {
    case callback(String)
    case timer(Int)
    case taskStart(Int)
    case taskWake(Int)
    case taskCancelled(Int)
  }

  private struct Pending {
    var due: Instant
    var sequence: Int
    var work: Work
  }

  private struct SleepyTask {
    var length: Duration
    var isCancelled = false
    /// The sequence of its timer while it sleeps.
    var timer: Int?
  }

  private(set) var script: ModelScript
  private(set) var blocked = Duration.zero
  private(set) var longestLateness = Duration.zero
  private var now = Instant.zero
  private var pending: [Pending] = []
  private var nextSequence = 0
  private var eventCount = 0
  private var postCount = 0
  /// The sequences of the timers, by number.
  private var timers: [Int] = []
  private var tasks: [SleepyTask] = []

  init(seed: UInt64) {
    script = ModelScript(seed: seed)
  }

  func play(commands count: Int) {
    for _ in 0..<count {
      act()
      let (command, duration) = script.nextCommand()
      switch command {
      case .step:
        script.note("step: \(runNext(through: .distantFuture))")
      case .advance, .runUntil:
        let target = now.advanced(by: duration)
        while runNext(through: max(target, now)) {}
        now = max(now, target)
      case .run:
        while runNext(through: .distantFuture) {}
      }
      noteState("\(command)")
    }
    while runNext(through: .distantFuture) {}
    noteState("end")
  }

  private func noteState(_ command: String) {
    script.note("\(command): \(now.nanoseconds)ns, \(eventCount) events, \(pending.isEmpty ? "idle" : "more to do")")
  }

  private func add(_ work: Work, after delay: Duration = .zero) -> Int {
    pending.append(Pending(due: max(now.advanced(by: delay), now), sequence: nextSequence, work: work))
    nextSequence += 1
    return nextSequence - 1
  }

  private func remove(_ sequence: Int) -> Bool {
    guard let index = pending.firstIndex(where: { $0.sequence == sequence }) else { return false }
    pending.remove(at: index)
    return true
  }

  private func runNext(through horizon: Instant) -> Bool {
    guard let next = pending.min(by: { ($0.due, $0.sequence) < ($1.due, $1.sequence) }), next.due <= horizon else {
      return false
    }
    _ = remove(next.sequence)
    now = max(now, next.due)
    eventCount += 1
    run(next.work)
    return true
  }

  private func run(_ work: Work) {
    switch work {
    case .callback(let name):
      event(name)
    case .timer(let number):
      event("timer \(number)")
    case .taskStart(let number):
      event("task \(number) starts")
      if tasks[number].isCancelled {
        script.note("\(now.nanoseconds / 1_000_000)ms task \(number) cancelled")
      } else {
        tasks[number].timer = add(.taskWake(number), after: tasks[number].length)
      }
    case .taskWake(let number):
      tasks[number].timer = nil
      event("task \(number) continues")
    case .taskCancelled(let number):
      script.note("\(now.nanoseconds / 1_000_000)ms task \(number) cancelled")
    }
  }

  private func block(for duration: Duration) {
    guard duration > .zero else { return }
    now = now.advanced(by: duration)
    blocked += duration
    // What has no deadline of its own is not late: a post, a task's first segment and its cancellation.
    let deadlines = pending.compactMap { event in
      switch event.work {
      case .timer, .taskWake: event.due <= now ? event.due : nil
      case .callback, .taskStart, .taskCancelled: nil
      }
    }
    longestLateness = max(longestLateness, deadlines.map { $0.duration(to: now) }.max() ?? .zero)
  }

  private func event(_ name: String) {
    script.note("\(now.nanoseconds / 1_000_000)ms \(name)")
    act()
  }

  private func act() {
    for action in script.nextActions() {
      switch action {
      case .post:
        postCount += 1
        _ = add(.callback("post \(postCount)"))
      case .schedule(let delay):
        timers.append(add(.timer(timers.count), after: delay))
      case .cancelTimer(let number):
        script.note("cancel timer \(number): \(number < timers.count && remove(timers[number]))")
      case .spawn(let length):
        tasks.append(SleepyTask(length: length))
        _ = add(.taskStart(tasks.count - 1))
      case .cancelTask(let number):
        guard number < tasks.count else { continue }
        tasks[number].isCancelled = true
        guard let timer = tasks[number].timer.take(), remove(timer) else { continue }
        _ = add(.taskCancelled(number))
      case .block(let duration):
        block(for: duration)
      }
    }
  }
}
