// One exercise in a terminal: its file, its hint, and what its test says, once or after each save.

import Foundation
import Workbench

/// Runs the test of one exercise and prints what it says.
struct ExerciseSession {
  private let exercise: Exercise
  private var progress: ExerciseProgress
  private let path: String?
  private let root: String
  private let invocation: Invocation

  /// How long the command waits before it looks at the file again.
  private static let interval = Duration.milliseconds(300)

  /// A session in the package's folder `root`, whose progress is kept at a path, if there is one.
  init(
    _ exercise: Exercise, progress: ExerciseProgress, path: String?, root: String = ".", _ invocation: Invocation
  ) {
    self.exercise = exercise
    self.progress = progress
    self.path = path
    self.root = root
    self.invocation = invocation
  }

  /// Prints the exercise and the first failure of its test.
  mutating func runOnce() throws -> ExitCode {
    introduce()
    return try check() == .passed ? .success : .expectationFailed
  }

  /// As `runOnce`, and again each time the file has changed, until the test passes or the user interrupts.
  mutating func watch() throws -> ExitCode {
    introduce()
    let pause = invocation.console.beginPlaying()
    var known = ExerciseProgress.text(of: exercise, below: root)
    while try check() != .passed {
      invocation.output.writeLine(invocation.palette.paint("waiting for a change of the file", .faint))
      repeat {
        guard pause(Self.interval) else { return .interrupted }
      } while ExerciseProgress.text(of: exercise, below: root) == known
      known = ExerciseProgress.text(of: exercise, below: root)
    }
    return .success
  }

  private func introduce() {
    let palette = invocation.palette
    invocation.output.writeLine(palette.paint("\(exercise.number). \(exercise.title)", .emphasis))
    invocation.output.writeLine("  file     \(exercise.path)")
    invocation.output.writeLine("  chapter  notes/\(exercise.chapter).md")
    for (place, line) in exercise.hint.wrapped(to: max(invocation.console.columns - 11, 30)).enumerated() {
      invocation.output.writeLine((place == 0 ? "  hint     " : "           ") + line)
    }
  }

  /// Runs the test, prints what it says and keeps the progress.
  private mutating func check() throws -> ExerciseOutcome {
    let isBegun = progress.state(of: exercise, below: root) != .open
    guard let result = invocation.console.runTest(exercise.filter) else {
      throw CommandFailure(
        code: .notFound, message: "'swift test' cannot be run", help: ["put 'swift' on the path, and try again"])
    }
    let outcome = ExerciseOutcome(output: result.output, code: result.code, isBegun: isBegun)
    say(outcome, isBegun)
    progress.remember(exercise, passes: outcome == .passed, below: root)
    if let path {
      do {
        try progress.write(to: path)
      } catch {
        invocation.console.errors.writeLine("warning: the progress cannot be kept in \(path.quoted)")
      }
    }
    return outcome
  }

  private func say(_ outcome: ExerciseOutcome, _ isBegun: Bool) {
    let (output, palette) = (invocation.output, invocation.palette)
    switch outcome {
    case .passed:
      output.writeLine(palette.paint("passed", .good) + ": compare it with \(exercise.name)Solution.swift beside it")
    case .differs(let sentence): output.writeLine(palette.paint(sentence, .difference))
    case .notBuilt(let lines): lines.forEach(output.writeLine)
    case .failed: output.writeLine("the test failed: run 'swift test --filter \(exercise.filter)' to see why")
    }
    if !isBegun { output.writeLine("to begin, set 'isBegun' to true in the file") }
  }
}
