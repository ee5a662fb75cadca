// The lessons have the numbers of the guide's chapters: one chapter, one lesson, printed in this order.

import Testing

@Suite("The lessons")
struct LessonOrderTests {
  /// The numbers of the chapters and the lessons that prove them, as a guide's table has them.
  private func table(_ path: String) throws -> [(chapter: Int, lesson: String)] {
    try Repository.text(of: path).matches(of: /\n\| (\d+) \|.*`swift test --filter (\w+)` \|/).map {
      (Int($0.1) ?? 0, String($0.2))
    }
  }

  /// The names of the lessons' files, in the order in which Swift Testing runs them.
  private let files = Repository.files(below: "Tests/LessonTests", type: "swift")
    .compactMap { $0.firstMatch(of: /\/(Lesson\d+\w+)\.swift$/).map { String($0.1) } }

  private func number(of chapter: Int) -> String { chapter < 10 ? "0\(chapter)" : "\(chapter)" }

  @Test(arguments: ["notes/README.md", "notes/ko/README.md"])
  func `have the numbers of the chapters that name them`(path: String) throws {
    let table = try table(path)
    #expect(table.count > 20)
    #expect(table.map(\.chapter) == Array(1...table.count))
    for (chapter, lesson) in table {
      #expect(lesson.hasPrefix("Lesson" + number(of: chapter)), "chapter \(chapter) names \(lesson)")
    }
  }

  @Test func `are one suite each, in a file of its name`() throws {
    let table = try table("notes/README.md")
    #expect(files == table.map(\.lesson))
    for (chapter, lesson) in table where files.contains(lesson) {
      let text = try Repository.text(of: "Tests/LessonTests/\(lesson).swift")
      #expect(text.hasPrefix("// Lesson \(chapter), "), "\(lesson)")
      #expect(text.matches(of: /@Suite\(\s*"Lesson (\d\d):/).map { String($0.1) } == [number(of: chapter)], "\(lesson)")
      #expect(text.contains("struct \(lesson) {"), "\(lesson)")
    }
  }
}
