// The progress of a quiz between two sittings: the answered questions, and whether the answers were right.

import Foundation

/// The questions that were answered, by their identities.
package struct QuizProgress: Sendable, Hashable {
  /// Whether the last answer to a question was right.
  package private(set) var answers: [String: Bool] = [:]

  /// The most bytes that are read from a file.
  private static let largestFile = 1 << 20
  /// The most answers that are kept; with more, those that come first in alphabetical order are forgotten.
  private static let mostAnswers = 5_000

  /// No progress yet.
  package init() {}

  /// The progress in a file; none if there is no file.
  ///
  /// - Throws: `Damage` if there is something else at the path.
  package init(contentsOf path: String) throws(Damage) {
    do {
      let bytes = try BoundedFile.bytes(atPath: path, limit: Self.largestFile)
      let document = try JSONDecoder().decode(Document.self, from: bytes)
      guard document.schemaVersion == 1 else { throw Damage() }
      answers = document.answers
    } catch BoundedFile.Refusal.notFound {
      return
    } catch {
      throw Damage()
    }
  }

  /// The file is not one that a quiz has written.
  package struct Damage: Error, Hashable {
    /// The file is damaged.
    package init() {}
  }

  /// Whether a question was answered rightly.
  package func isSettled(_ question: QuizQuestion) -> Bool { answers[question.id] == true }

  /// Remembers an answer.
  package mutating func remember(_ question: QuizQuestion, isRight: Bool) {
    answers[question.id] = isRight
    while answers.count > Self.mostAnswers, let first = answers.keys.filter({ $0 != question.id }).min() {
      answers[first] = nil
    }
  }

  /// Writes the progress, and the folder around it if there is none yet; an older file is replaced as a whole.
  ///
  /// - Throws: What the file system says.
  package func write(to path: String) throws {
    try StateFile.write(Document(schemaVersion: 1, answers: answers), to: path)
  }

  private struct Document: Codable {
    var schemaVersion: Int
    var answers: [String: Bool]
  }
}
