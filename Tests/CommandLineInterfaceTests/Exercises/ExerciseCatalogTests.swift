// The list of exercises is that of the files, of the tests and of the guide in both editions.

import Foundation
import Testing

@testable import CommandLineInterface

@Suite struct `The list of exercises` {
  @Test func `has six tracks, each with every grade`() {
    #expect(Exercise.all.map(\.number) == Array(1...24))
    #expect(Set(Exercise.inOrder.map(\.number)) == Set(1...24))
    for track in Exercise.Track.allCases {
      let grades = Exercise.all.filter { $0.track == track }.map(\.grade)
      #expect(Set(grades) == Set(Exercise.Grade.allCases), "\(track)")
      #expect(grades.count == 4, "\(track)")
    }
  }

  @Test(arguments: Exercise.all)
  func `names files, a test and a chapter that exist`(exercise: Exercise) throws {
    let folder = "Tests/ExerciseTests/\(exercise.name)/"
    let yours = try PackageFolder.text(of: exercise.path)
    #expect(yours.hasPrefix("// Exercise \(exercise.number), yours: "))
    #expect(yours.contains("static let isBegun = "))
    #expect(
      try PackageFolder.text(of: folder + exercise.name + "Solution.swift").hasPrefix(
        "// Exercise \(exercise.number), "))
    let test = try PackageFolder.text(of: folder + exercise.filter + ".swift")
    #expect(test.contains("struct \(exercise.filter) {") && test.contains("Attempt.allCases"))
    #expect(try !PackageFolder.text(of: "notes/\(exercise.chapter).md").isEmpty)
  }

  @Test(arguments: ["notes/exercises.md", "notes/ko/exercises.md"])
  func `is that of the guide`(path: String) throws {
    let text = try PackageFolder.text(of: path)
    for exercise in Exercise.all {
      #expect(text.contains("\n## \(exercise.number). "), "\(exercise.number)")
      #expect(text.contains("`swift test --filter \(exercise.filter)`"), "\(exercise.number)")
    }
    guard path == "notes/exercises.md" else { return }
    for exercise in Exercise.all {
      #expect(text.contains("## \(exercise.number). \(exercise.title)\n"), "\(exercise.number)")
      #expect(text.contains("- Hint: \(exercise.hint)\n"), "\(exercise.number)")
    }
  }
}
