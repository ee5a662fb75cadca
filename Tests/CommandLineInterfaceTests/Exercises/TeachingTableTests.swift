// The table of what each chapter has: a lesson, a scenario or a bug, an exercise and a quiz, with no hole.

import Exploration
import Foundation
import Pipelines
import Testing
import Workbench

@testable import CommandLineInterface

@Suite struct `The table of chapters` {
  @Test(arguments: ["notes/teaching.md", "notes/ko/teaching.md"])
  func `has no hole, and names what exists`(path: String) throws {
    let rows = try PackageFolder.text(of: path).matches(
      of:
        /\n\| (\d+) \| \[[^\]]+\]\(([a-z-]+)\.md\) \| `(\w+)` \| ([a-z0-9-]+) \| ([0-9, ]+) \| `braid quiz ([a-z-]+)` \|/
    )
    #expect(rows.map { String($0.2) } == GuideChapter.all.map(\.name))
    #expect(rows.map { Int($0.1) } == Array(1...GuideChapter.all.count))
    let scenarios = Set(NameKind.scenarios.names).union(NameKind.bugs.names)
    var exercises: Set<Int> = []
    for row in rows {
      let lesson = try PackageFolder.text(of: "Tests/LessonTests/\(row.3).swift")
      #expect(lesson.hasPrefix("// Lesson \(row.1), "), "\(row.3)")
      #expect(scenarios.contains(String(row.4)), "\(row.4)")
      let numbers = row.5.matches(of: /\d+/).compactMap { Int($0.0) }
      #expect(
        !numbers.isEmpty && numbers.allSatisfy { number in Exercise.all.contains { $0.number == number } }, "\(row.2)")
      exercises.formUnion(numbers)
      #expect(row.2 == row.6)
    }
    #expect(exercises == Set(Exercise.all.map(\.number)))
  }

  @Test(arguments: GuideChapter.all)
  func `leads to a quiz of at least ten questions about every chapter`(chapter: GuideChapter) {
    let captured = CapturedConsole()
    let code = CommandLineInterface.run(arguments: ["quiz", chapter.name], console: captured.console)
    #expect(code == .success && captured.errors.isEmpty)
    #expect(captured.output.contains("Why does this rule hold?") && captured.output.contains("\n10. "))
    #expect(!captured.output.contains("how many events"))
  }

  @Test(arguments: ["notes/teaching.md"])
  func `is preceded by eight lessons whose commands exist`(path: String) throws {
    let text = try PackageFolder.text(of: path)
    #expect(text.matches(of: /\n## Lesson \d/).count == 8)
    let commands = text.matches(of: /\n- `braid ([^`]+)`/).map { String($0.1) }
    #expect(commands.count >= 16)
    let names = Set(NameKind.scenarios.names).union(NameKind.bugs.names)
    for command in commands {
      let words = command.split(separator: " ").map(String.init)
      #expect(LineParser.parse(words, commands: CommandTable.all).failure == nil, "\(command)")
      if words[0] != "flags" { #expect(names.contains(words[1]), "\(command)") }
    }
  }
}
