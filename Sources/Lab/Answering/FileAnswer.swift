// A scenario as a file to keep: its text, its picture, or a test.

import Workbench

/// Makes files for the page to download; the server writes none.
enum FileAnswer {
  /// The answer.
  ///
  /// - Throws: `LabRefusal` if the text has mistakes and the form needs runs.
  static func bytes(of answer: RunAnswer, as form: LabQuestion.Form) throws(LabRefusal) -> [UInt8] {
    let (type, ending, body): (String, String, String)
    switch form {
    case .scenario: (type, ending, body) = ("text/plain", ".scenario", answer.text)
    case .svg:
      let picture = Picture(of: try answer.result())
      var text = ""
      do {
        try RenderingFormat.svg.write(picture) { text += $0 }
      } catch {
        throw LabRefusal("the picture cannot be drawn")
      }
      (type, ending, body) = ("image/svg+xml", ".svg", text)
    case .test: (type, ending, body) = ("text/plain", "Tests.swift", test(of: try answer.result().scenario))
    }
    return LabAnswer.made("file") { json in
      json.member("ending", ending)
      json.member("type", type)
      json.member("body", body)
    }
  }

  /// A test that runs the scenario file beside it.
  static func test(of scenario: Scenario) -> String {
    let title = scenario.title.filter { $0 != "`" && $0 != "\\" && !$0.isNewline }
    return """
      // Runs the scenario in `lab.scenario`, which has to be beside this file, and compares the runs with what it expects.

      import Foundation
      import Testing
      import Workbench

      @Test func `\(title.isEmpty ? "the scenario of the lab" : title)`() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "lab.scenario")
        let result = ScenarioRunner.run(try Scenario(contentsOf: file.path))
        #expect(result.passed, "\\(result.mismatches)")
      }

      """
  }
}
