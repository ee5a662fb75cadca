// Which exercises have passed their tests, kept between two commands.

import EventLoops
import Foundation
import Workbench

/// The exercises that have passed, each with a fingerprint of the file that passed.
struct ExerciseProgress: Sendable {
  private var passed: [String: String] = [:]

  /// The most bytes that are read from a file.
  private static let largestFile = 1 << 20

  /// The progress in a file; none if there is no file, or something else in it.
  init(contentsOf path: String?) {
    guard let path, let bytes = try? BoundedFile.bytes(atPath: path, limit: Self.largestFile),
      let document = try? JSONDecoder().decode(Document.self, from: bytes), document.schemaVersion == 1
    else { return }
    passed = document.passed
  }

  /// Where the progress is; nil without a home.
  static func path(in environment: [String: String]) -> String? { StateFile.path(of: "exercises", in: environment) }

  /// How far an exercise is, by its file; nil if the file cannot be read.
  ///
  /// - Parameters:
  ///   - exercise: The exercise.
  ///   - root: The folder of the package.
  func state(of exercise: Exercise, below root: String) -> State? {
    guard let text = Self.text(of: exercise, below: root) else { return nil }
    guard text.contains("static let isBegun = true") else { return .open }
    return passed[exercise.name] == Self.fingerprint(of: text) ? .done : .begun
  }

  /// Remembers that the present file of an exercise passes, or that it does not.
  mutating func remember(_ exercise: Exercise, passes: Bool, below root: String) {
    passed[exercise.name] = passes ? Self.text(of: exercise, below: root).map(Self.fingerprint) : nil
  }

  /// The file of an exercise as it is; nil if it cannot be read.
  static func text(of exercise: Exercise, below root: String) -> String? {
    let bytes = try? BoundedFile.bytes(atPath: root + "/" + exercise.path, limit: largestFile)
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Writes the progress, and the folder around it if there is none yet.
  ///
  /// - Throws: What the file system says.
  func write(to path: String) throws {
    try StateFile.write(Document(schemaVersion: 1, passed: passed), to: path)
  }

  private static func fingerprint(of text: String) -> String { String(StableHash.of(text), radix: 16) }

  /// How far an exercise is.
  enum State: String, Sendable {
    /// `isBegun` is false.
    case open
    /// `isBegun` is true, and the file as it is has not passed.
    case begun
    /// The file as it is has passed.
    case done
  }

  private struct Document: Codable {
    var schemaVersion: Int
    var passed: [String: String]
  }
}
