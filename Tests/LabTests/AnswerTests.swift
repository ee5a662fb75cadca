// The answers of the lab: the runs are those of the scenario, and the parser's words are its own.

import Comparison
import Foundation
import Testing
import Workbench

@testable import Lab

struct `The answers of the lab` {
  private let lab = Lab.forTests()

  @Test(arguments: ProjectScenarios.all.map(\.name))
  func `have the runs of each scenario, event by event`(name: String) throws {
    let text = ProjectScenarios.text(of: name)
    let document = try lab.document(["ask": "run", "text": text])
    #expect(document["text"] as? String == text)
    let result = ScenarioRunner.run(try Scenario(ScenarioSource(text: text, path: name)))
    guard let picture = document["picture"] as? [String: Any] else {
      #expect(document["tooMuch"] is String, "\(name)")
      return
    }
    let drawn = lanes(of: picture)
    #expect(!drawn.isEmpty)
    for run in result.comparison.runs {
      // A version that did the same as another of its style has no lane of its own.
      guard let lines = drawn[run.label] else {
        #expect(
          result.comparison.runs.contains { $0.style == run.style && $0.label != run.label && $0.lines == run.lines })
        continue
      }
      #expect(
        lines.filter { !$0.hasPrefix("end ") } == run.lines.filter { $0.when != .end }.map(\.description),
        "\(name) \(run.label)")
    }
    #expect(document["passed"] as? Bool == result.passed)
    #expect(document["agrees"] as? Bool == result.comparison.agrees)
  }

  @Test func `have the parser's own words, with their place`() throws {
    let document = try lab.document([
      "ask": "run", "text": "title T\nprogram three-stages\ncal 1 takes 30ms returns \"a\"\n",
    ])
    let errors = try #require(document["errors"] as? [[String: Any]])
    #expect(errors.count == 1)
    #expect(errors[0]["line"] as? Int == 3 && errors[0]["column"] as? Int == 1)
    #expect(errors[0]["message"] as? String == "'cal' is not a statement")
    #expect(errors[0]["help"] as? [String] == ["did you mean 'call'?"])
    #expect(document["picture"] == nil)
  }

  @Test func `have the text after the edits, each made in the result of the one before`() throws {
    let text = ProjectScenarios.text(of: "success")
    let edits: [[String: Any]] = [
      ["edit": "cancel", "nanoseconds": 35_000_000], ["edit": "takes", "call": "2", "nanoseconds": 5_500_000],
      ["edit": "seed", "seed": "18446744073709551615"],
    ]
    let document = try lab.document(["ask": "run", "text": text, "edits": edits])
    let changed = try #require(document["text"] as? String)
    let plan = try Scenario(ScenarioSource(text: changed, path: "x")).plan
    #expect(plan.cancellations.count == 1 && plan.seed == .max)
    #expect(plan.calls["2"]?.latency.lowerBound == .microseconds(5_500))
    let handles = try #require(document["handles"] as? [[String: Any]])
    #expect(handles.map { $0["kind"] as? String } == ["cancel"])
    #expect(handles[0]["at"] as? Int == 35_000_000)
  }

  @Test(arguments: [
    ("{", "this is no question: it is not JSON of that form"),
    ("{}", "this is no question: 'version' is missing"),
    ("{\"version\":2,\"ask\":\"about\"}", "the version of the protocol is 1 here"),
    ("{\"version\":1,\"ask\":\"sing\"}", "this is no question: 'ask' is not of its kind"),
    ("{\"version\":1,\"ask\":\"run\"}", "'text' is missing"),
    ("{\"version\":1,\"ask\":\"file\",\"text\":\"title T\"}", "'form' is missing"),
    (
      "{\"version\":1,\"ask\":\"run\",\"text\":\"title T\",\"edits\":[{\"edit\":\"seed\"}]}",
      "the text has mistakes: correct them first"
    ),
    (
      "{\"version\":1,\"ask\":\"run\",\"text\":\"\",\"edits\":[{\"edit\":\"takes\",\"call\":\"1\"}]}",
      "an edit 'takes' needs 'nanoseconds'"
    ),
    (
      "{\"version\":1,\"ask\":\"run\",\"text\":\"\",\"edits\":[{\"edit\":\"takes\",\"nanoseconds\":\"1\"}]}",
      "this is no question: 'edits.1.nanoseconds' is not of its kind"
    ),
    ("{\"version\":1,\"ask\":\"progress\",\"search\":7}", "there is no such search: a later one has taken its place"),
  ])
  func `refuse what is no question, and say why`(question: String, message: String) throws {
    let answer = lab.answer(to: Array(question.utf8))
    #expect(!answer.isGood)
    let document = try JSONSerialization.jsonObject(with: Data(answer.bytes)) as? [String: Any]
    #expect(document?["answer"] as? String == "refused")
    #expect(document?["message"] as? String == message)
  }

  @Test func `are limited in text, edits, events and what is drawn`() throws {
    let small = Lab.forTests { limits in
      (limits.text, limits.edits, limits.body) = (2_000, 2, 5_000)
    }
    func message(_ question: [String: Any]) throws -> String? { try small.document(question)["message"] as? String }
    let long = String(repeating: "#", count: 2_001)
    #expect(try message(["ask": "run", "text": long]) == "the scenario has more than 2000 bytes, the limit of the lab")
    let edits = Array(repeating: ["edit": "seed"], count: 3)
    #expect(try message(["ask": "run", "text": "x", "edits": edits]) == "there are more than 2 edits")
    #expect(try message(["ask": "run", "text": long + long + long]) == "the question has more than 5000 bytes")
    let text = ProjectScenarios.text(of: "many-pipelines")
    let drawn = try Lab.forTests { $0.happenings = 20 }.document(["ask": "run", "text": text])
    #expect(drawn["tooMuch"] is String && drawn["picture"] == nil)
    let endless = "title T\nprogram spinner\ncall slow never answers\n"
    let cut = try Lab.forTests { $0.steps = 100 }.document(["ask": "run", "text": endless])
    #expect((cut["cut"] as? [String] ?? []).count >= 3)
  }

  @Test func `are no text that has grown too long by an edit, or by what is expected`() throws {
    let text = "title T\nprogram three-stages\n#" + String(repeating: "x", count: 150) + "\n"
    let small = Lab.forTests { $0.text = text.utf8.count + 20 }
    let edit: [String: Any] = ["edit": "behaves", "call": "1", "manner": "fails"]
    #expect(
      try small.document(["ask": "run", "text": text, "edits": [edit]])["message"] as? String
        == "the scenario grows too long")
    #expect(try small.document(["ask": "record", "text": text])["message"] as? String == "the scenario grows too long")
    #expect(
      try small.document(["ask": "run", "text": text, "edits": [["edit": "seed", "seed": "1"]]])["picture"] != nil)
  }

  @Test func `take an error and a seed only as a scenario may have them`() throws {
    func message(_ edit: [String: Any]) throws -> String? {
      let text = ProjectScenarios.text(of: "success")
      return try lab.document(["ask": "run", "text": text, "edits": [edit]])["message"] as? String
    }
    let fails: [String: Any] = ["edit": "behaves", "call": "1", "manner": "fails"]
    let wrong = "an error has a status from 100 to 999 and a reason"
    #expect(try message(fails.merging(["status": 99, "reason": "x"]) { $1 }) == wrong)
    #expect(try message(fails.merging(["status": 1_000, "reason": "x"]) { $1 }) == wrong)
    #expect(try message(fails.merging(["status": 500]) { $1 }) == wrong)
    #expect(try message(fails.merging(["status": 500, "reason": String(repeating: "x", count: 201)]) { $1 }) == wrong)
    #expect(try message(fails.merging(["status": 500, "reason": "x"]) { $1 }) == nil)
    #expect(try message(["edit": "seed", "seed": "-1"]) == "the seed is not a number")
    #expect(try message(["edit": "seed", "seed": "01"]) == "the seed is not a number")
  }

  @Test func `write the runs as expectations, which then hold`() throws {
    let text = "title T\nprogram three-stages\ncall 1 takes 30ms returns \"a\"\n"
    let document = try lab.document(["ask": "record", "text": text])
    #expect(document["checked"] as? Bool == true && document["passed"] as? Bool == true)
    #expect((document["text"] as? String)?.hasPrefix(text + "\nexpect\n") == true)
  }

  @Test func `have files to keep: the scenario, its picture, and a test that runs it`() throws {
    let text = ProjectScenarios.text(of: "cancelled-at-the-reply")
    func body(_ form: String) throws -> String {
      try #require(lab.document(["ask": "file", "form": form, "text": text])["body"] as? String)
    }
    #expect(try body("scenario") == text)
    var drawing = ""
    let result = ScenarioRunner.run(try Scenario(ScenarioSource(text: text, path: "lab.scenario")))
    try RenderingFormat.svg.write(Picture(of: result)) { drawing += $0 }
    #expect(try body("svg") == drawing)
    #expect(try body("test").contains("ScenarioRunner.run(try Scenario(contentsOf: file.path))"))
    let hostile = "title `a` \\(b)\nprogram three-stages\n"
    let document = try lab.document(["ask": "file", "form": "test", "text": hostile])
    #expect((document["body"] as? String)?.contains("func `a (b)`()") == true, "\(document)")
    #expect(document["ending"] as? String == "Tests.swift")
    let wrong = try lab.document(["ask": "file", "form": "svg", "text": "title T"])
    #expect(wrong["message"] as? String == "the text has mistakes: correct them first")
    #expect(try lab.document(["ask": "file", "form": "scenario", "text": "title T"])["body"] as? String == "title T")
  }

  @Test func `name every statement, program and scenario`() throws {
    let document = try lab.document(["ask": "about"])
    #expect((document["statements"] as? [[String: Any]])?.contains { $0["keyword"] as? String == "call" } == true)
    #expect((document["programs"] as? [Any])?.count ?? 0 > 20)
    #expect((document["scenarios"] as? [[String: Any]])?.first?["name"] as? String == "success")
  }

  @Test func `name each mark of the picture in words, for its legend`() throws {
    let marks = try #require(try lab.document(["ask": "about"])["marks"] as? [[String]])
    #expect(marks.map { $0.count == 3 ? $0[2] : "" }.contains("left over, remark"))
    #expect(marks.allSatisfy { $0.count == 3 && !$0[2].isEmpty } && marks.count > 7)
  }

  @Test func `escape what could be markup`() throws {
    let text = "title </script><script>alert(1)</script>\nprogram three-stages\n"
    let answer = lab.answer(
      to: Array(try JSONSerialization.data(withJSONObject: ["version": 1, "ask": "run", "text": text])))
    #expect(answer.isGood && !answer.bytes.contains(UInt8(ascii: "<")))
  }
}
