// Random programs for a loop: the actions of each event are drawn from a seed while the program runs.

import EventLoops

/// An action of an event of a random program, or of the code that runs the loop.
enum ModelAction {
  case post
  case schedule(Duration)
  /// Cancels the timer that was armed as the n-th.
  case cancelTimer(Int)
  /// Spawns a task that acts, sleeps for so long, and acts again.
  case spawn(Duration)
  /// Cancels the task that was spawned as the n-th.
  case cancelTask(Int)
  /// Blocks the loop for so long.
  case block(Duration)
}

/// How the loop is driven.
enum ModelCommand: CaseIterable {
  case step, advance, runUntil, run
}

/// A random program and the log of its run.
///
/// What comes next depends on the seed and on what came before, so that two loops that run the same program agree
/// until they first differ.
struct ModelScript {
  private var generator: SeededGenerator
  /// How many events may still be added, which is what makes every program end.
  private var budget = 40
  private var timerCount = 0
  private var taskCount = 0
  private(set) var log: [String] = []

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  mutating func note(_ line: String) {
    log.append(line)
  }

  mutating func nextActions() -> [ModelAction] {
    (0..<generator.next(below: 4)).compactMap { _ in nextAction() }
  }

  mutating func nextCommand() -> (command: ModelCommand, duration: Duration) {
    (ModelCommand.allCases[generator.next(below: 4)], nextDelay())
  }

  private mutating func nextAction() -> ModelAction? {
    switch generator.next(below: 9) {
    case 6: return timerCount == 0 ? nil : .cancelTimer(generator.next(below: timerCount))
    case 7: return taskCount == 0 ? nil : .cancelTask(generator.next(below: taskCount))
    case 8: return .block(nextDelay())
    case let kind:
      guard budget > 0 else { return nil }
      budget -= 1
      return newEvent(kind)
    }
  }

  private mutating func newEvent(_ kind: Int) -> ModelAction {
    switch kind {
    case 0, 1:
      return .post
    case 2:
      taskCount += 1
      return .spawn(nextDelay())
    default:
      timerCount += 1
      return .schedule(nextDelay())
    }
  }

  /// Short and coarse, so that many events are due at one instant; at times zero or negative.
  private mutating func nextDelay() -> Duration {
    .milliseconds(generator.next(below: 7) - 1)
  }
}
