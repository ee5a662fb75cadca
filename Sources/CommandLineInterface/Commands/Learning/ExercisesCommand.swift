// `braid exercises`: the exercises of the guide, what is done of them, and what the next one still lacks.

import Foundation
import Workbench

/// The exercises.
enum ExercisesCommand {
  static let watch = OptionDescription(
    name: "watch", scopes: [.argumentLike("'next' or a number") { _ in true }],
    summary: "run the test again each time the file is saved")

  static let description = CommandDescription(
    name: "exercises",
    summary: "List the exercises, or run the test of one",
    details: [
      """
      An exercise is a file to change and a test that prints what is still wrong. Without an argument the exercises are \
      listed with what is done. Run it in the folder of the package.
      """
    ],
    examples: [
      .init(line: "braid exercises", purpose: "what there is, and what is done"),
      .init(line: "braid exercises next", purpose: "the next one, and its first failure"),
      .init(line: "braid exercises 7 --watch", purpose: "number 7, each time it is saved"),
    ],
    arguments: [
      ArgumentDescription(
        name: "next|number", summary: "the next one that is not done, or one by its number",
        kind: .offering(["next"] + Exercise.all.map { "\($0.number)" }, .text), count: .oneOrNone)
    ],
    options: [watch]
  ) { invocation in
    let path = ExerciseProgress.path(in: invocation.console.environment)
    let progress = ExerciseProgress(contentsOf: path)
    let states = Exercise.inOrder.map { ($0, progress.state(of: $0, below: ".")) }
    guard states.contains(where: { $0.1 != nil }) else {
      throw CommandFailure(
        code: .notFound, message: "there are no exercises here",
        help: ["run it in the folder of the package, which holds 'Tests/ExerciseTests'"])
    }
    guard let word = invocation.arguments.first else {
      list(states, invocation)
      return .success
    }
    guard let exercise = try chosen(word, states) else {
      invocation.output.writeLine("All \(states.count) exercises are done.")
      return .success
    }
    var session = ExerciseSession(exercise, progress: progress, path: path, invocation)
    return try invocation.line.has(watch) ? session.watch() : session.runOnce()
  }

  /// The exercise that an argument names; nil for `next` if all are done.
  private static func chosen(_ word: String, _ states: [(Exercise, ExerciseProgress.State?)]) throws -> Exercise? {
    if word == "next" { return states.first { $0.1 != .done }?.0 }
    if let exercise = Exercise.all.first(where: { "\($0.number)" == word }) { return exercise }
    throw CommandFailure(
      code: .notFound, message: "there is no exercise \(word.quoted)",
      help: ["write 'next' or a number from 1 to \(Exercise.all.count)"])
  }

  private static func list(_ states: [(Exercise, ExerciseProgress.State?)], _ invocation: Invocation) {
    let done = states.count { $0.1 == .done }
    invocation.output.writeLine("\(done) of \(states.count) exercises are done")
    for track in Exercise.Track.allCases {
      invocation.output.writeLine("\n" + invocation.palette.paint(track.title, .emphasis))
      for (exercise, state) in states where exercise.track == track {
        let number = exercise.number < 10 ? " \(exercise.number)" : "\(exercise.number)"
        let title = exercise.title.padding(toLength: 28, withPad: " ", startingAt: 0)
        let grade = exercise.grade.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)
        invocation.output.writeLine("  \(number)  \(title)\(grade)\(state?.rawValue ?? "no file")")
      }
    }
    invocation.suggestNext("braid exercises next")
  }
}
