// Everything that can be wrong with a scenario file, and what is said of it.

import Testing
import Workbench

/// A text that is no scenario, and the message that it gets.
struct ScenarioErrorCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let text: String
  let message: String

  init(_ id: String, of text: String, says message: String) {
    testDescription = id
    self.text = text
    self.message = message
  }

  /// A case whose first two lines are a good title and program.
  init(_ id: String, behindHead text: String, says message: String) {
    self.init(id, of: "title T\nprogram three-stages\n" + text, says: message)
  }
}

struct `A wrong scenario` {
  @Test(
    arguments: ScenarioErrorCase.statements + ScenarioErrorCase.values + ScenarioErrorCase.text
      + ScenarioErrorCase.expectations + ScenarioErrorCase.client + ScenarioErrorCase.pipelines)
  func `is answered with the place and a way out`(wrong: ScenarioErrorCase) {
    #expect(message(for: wrong.text) == wrong.message)
    #expect(message(for: wrong.text + "\n") == wrong.message)
  }

  @Test func `lists every mistake, in the order of the lines`() {
    let text = "program three-stages\ncal 1 never answers\ntimeout 5\ncancel 2 at 5ms\nseed x\n"
    let error = error(for: text)
    #expect(error?.kind == .malformed)
    #expect(error?.isCutShort == false)
    #expect(error?.diagnostics.map(\.line) == [1, 2, 3, 4, 5])
    #expect(error?.diagnostics.map(\.column) == [1, 1, 10, 8, 6])
  }

  @Test func `lists at most twenty mistakes`() {
    let mistakes = String(repeating: "oops\n", count: 25)
    let error = error(for: "title T\nprogram three-stages\n" + mistakes)
    #expect(error?.diagnostics.count == 20)
    #expect(error?.isCutShort == true)
    #expect(error?.description.hasSuffix("\nThere may be more: reading was given up here.") == true)
  }

  @Test func `names the file as it was given, fit for a terminal`() throws {
    let error = #expect(throws: ScenarioError.self) {
      try Scenario(ScenarioSource(text: "title\nprogram three-stages", path: "a/\u{1B}[31m.scenario"))
    }
    #expect(try #require(error).description.hasPrefix("a/�[31m.scenario:1:6: error: "))
  }
}

/// The error that a text gets as a file `f.scenario`.
func error(for text: String) -> ScenarioError? {
  do {
    _ = try Scenario(ScenarioSource(text: text, path: "f.scenario"))
    return nil
  } catch {
    return error
  }
}

/// The message that a text gets as a file `f.scenario`; empty if it is a scenario.
func message(for text: String) -> String {
  error(for: text)?.description ?? ""
}
