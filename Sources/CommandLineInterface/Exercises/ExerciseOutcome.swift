// What a run of an exercise's test says: passed, or the first sentence about a difference.

/// The outcome of a run of an exercise's test.
enum ExerciseOutcome: Hashable, Sendable {
  /// The test passes.
  case passed
  /// The code differs from what is expected, as the sentence says.
  case differs(String)
  /// The test could not be built: the first lines of the compiler about it.
  case notBuilt([String])
  /// The test failed, and no sentence was found in its output.
  case failed

  /// The most lines of a compiler's output that are shown.
  private static let mostLines = 5

  /// Reads the output of `swift test`.
  ///
  /// - Parameters:
  ///   - output: What the command printed.
  ///   - code: Its exit code.
  ///   - isBegun: Whether the exercise is begun: if not, its failure is a known issue, and the command succeeds.
  init(output: String, code: Int32, isBegun: Bool) {
    let lines = output.split(whereSeparator: \.isNewline).map(String.init)
    let sentence = lines.lazy.compactMap { line in
      line.firstMatch(of: /^\W*↳ (.+: expected .+, found .+)$/).map { String($0.1) }
    }
    if code == 0, isBegun {
      self = .passed
    } else if let first = sentence.first {
      self = .differs(first)
    } else if lines.contains(where: { $0.contains(": error: ") }) {
      self = .notBuilt(Array(lines.filter { $0.contains(": error: ") }.prefix(Self.mostLines)))
    } else {
      self = .failed
    }
  }
}
