// An exercise of the guide: a file to change and the test that checks it.

/// An exercise of the guide.
struct Exercise: Sendable {
  /// The number in the guide.
  let number: Int
  /// The name of the file to change, of its folder and of its type.
  let name: String
  /// The title in the guide.
  let title: String
  /// The subject.
  let track: Track
  /// The difficulty within the track.
  let grade: Grade
  /// The chapter that explains what the exercise needs: its file in `notes`, without the ending.
  let chapter: String
  /// A question that leads to the answer without giving it.
  let hint: String

  /// The subject of an exercise, in the order of the list.
  enum Track: String, CaseIterable, Sendable {
    case order, errors, cancellation, limits, bridging, testing

    /// The subject as a heading.
    var title: String { self == .limits ? "limits and queues" : rawValue }
  }

  /// The difficulty of an exercise.
  enum Grade: String, CaseIterable, Sendable {
    case easy, medium, hard
  }

  /// The file to change, from the package's folder.
  var path: String { "Tests/ExerciseTests/\(name)/\(name).swift" }

  /// The name of the test, as `swift test --filter` takes it.
  var filter: String { "Exercise\(number)\(name)" }

  /// All exercises in the order in which they are done: track by track, the easier ones first.
  static var inOrder: [Exercise] {
    Track.allCases.flatMap { track in
      Grade.allCases.flatMap { grade in all.filter { $0.track == track && $0.grade == grade } }
    }
  }
}
