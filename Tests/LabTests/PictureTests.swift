// The parts of an answer that the page draws: bars, handles, rules, what is expected, and the scenario's own settings.

import Comparison
import EventLoops
import Foundation
import Pipelines
import Testing
import Workbench

@testable import Lab

struct `What the page draws` {
  private let lab = Lab.forTests()

  private func run(_ text: String) throws -> [String: Any] { try lab.document(["ask": "run", "text": text]) }

  /// The bars of a lane, each as `call/pipeline/attempt track sent-end takes answered` in milliseconds; `?` for none.
  private func bars(of text: String, lane: Int = 0) throws -> [String] {
    let picture = try #require(try run(text)["picture"] as? [String: Any])
    let words = try #require(picture["words"] as? [String])
    let lanes = try #require(picture["lanes"] as? [[String: Any]])
    func milliseconds(_ time: Int) -> String { time < 0 ? "?" : "\(time / 1_000_000)" }
    return try #require(lanes[lane]["bars"] as? [[Int]]).map { bar in
      "\(words[bar[0]])/\(bar[1])/\(bar[2]) \(bar[3]) \(milliseconds(bar[4]))-\(milliseconds(bar[5])) "
        + "\(milliseconds(bar[6])) \(bar[7])"
    }
  }

  @Test func `has a bar for each call, which says how long its answer takes and whether it came`() throws {
    let text = "title T\nprogram three-stages\ncall 1 takes 30ms returns \"a\"\ncall 2 takes 20ms returns \"b\"\n"
    #expect(
      try bars(of: text + "latency 7ms\ncancel at 40ms\n") == ["1/1/1 0 0-30 30 1", "2/1/1 0 30-40 20 0"])
    #expect(try bars(of: text + "latency 7ms\n").last == "3/1/1 0 50-57 7 1")
    #expect(try bars(of: text + "call 3 never answers\n").last == "3/1/1 0 50-? ? 0")
    #expect(try bars(of: text + "latency 7ms\ncall 3 at once returns \"c\"\n").last == "3/1/1 0 50-50 0 1")
    // Of a random latency, what was seen counts.
    #expect(try bars(of: text + "seed 1\ncall 3 takes 9ms..9ms returns \"c\"\n").last == "3/1/1 0 50-59 9 1")
    let random = try bars(of: text + "seed 1\ncall 3 takes 4ms..900ms returns \"c\"\n").last ?? ""
    let parts = random.split(separator: " ")
    let ends = parts[2].split(separator: "-").compactMap { Int($0) }
    #expect(parts[3] == "\(ends[1] - ends[0])" && parts[4] == "1", "\(random)")
    #expect(
      try bars(of: text + "call 3 fails 503 \"Busy\"\nrepeat 2 every 5ms\n").suffix(2).allSatisfy { $0.hasSuffix(" 1") }
    )
  }

  @Test func `numbers the attempts of a call`() throws {
    let text = "title T\nprogram assumed-order\ncall part takes 20ms returns \"a\" then takes 10ms returns \"b\"\n"
    // The second one is answered first, and a drag of its end is to move its own answer.
    #expect(try bars(of: text) == ["part/1/1 0 0-20 20 1", "part/1/2 1 0-10 10 1"])
    let edit: [String: Any] = ["edit": "takes", "call": "part", "attempt": 2, "nanoseconds": 15_000_000]
    let changed = try #require(try lab.document(["ask": "run", "text": text, "edits": [edit]])["text"] as? String)
    #expect(try bars(of: changed) == ["part/1/1 0 0-20 20 1", "part/1/2 1 0-15 15 1"])
  }

  @Test func `has a handle for each cancellation and time limit, with the line that it moves`() throws {
    let text = """
      title T
      program three-stages
      repeat 2 every 5ms
      cancel at 12ms
      cancel 2 racing at 20ms
      cancel 2 on reply 1
      timeout 90ms
      timeout 2 70ms

      """
    let handles = try #require(try run(text)["handles"] as? [[String: Any]])
    let told = handles.map { handle in
      let number = { (key: String) in (handle[key] as? Int).map { $0 >= 1_000 ? "\($0 / 1_000_000)ms" : "\($0)" } ?? "?"
      }
      let racing = handle["racing"] as? Bool == true ? " racing" : ""
      return "\(handle["kind"] ?? "") line \(number("line")) of \(number("pipeline")) at \(number("at")) from "
        + "\(number("start"))\(racing): \(handle["words"] ?? "")"
    }
    #expect(
      told == [
        "cancel line 4 of 1 at 12ms from 0: cancel at 12ms",
        "cancel line 5 of 2 at 20ms from 0 racing: cancel 2 racing at 20ms",
        "cancel line 6 of 2 at ? from 0: cancel 2 on reply 1",
        "timeout line ? of ? at 90ms from 0: timeout 90ms",
        "timeout line ? of 2 at 75ms from 5ms: timeout 2 70ms",
      ])
  }

  @Test(arguments: ["cancelled-at-the-reply", "two-pipelines", "a-permit-is-lost"])
  func `has the differences, the rules beside their rows and the notes of the scenario`(name: String) throws {
    let text = ProjectScenarios.text(of: name)
    let document = try run(text)
    let result = ScenarioRunner.run(try Scenario(ScenarioSource(text: text, path: name)))
    let told = try #require(document["differences"] as? [[String: Any]])
    #expect(told.compactMap { $0["sentence"] as? String } == result.comparison.differences.map(\.sentence))
    #expect(told.compactMap { $0["counts"] as? Bool } == result.comparison.differences.map(\.aspect.counts))
    let picture = try #require(document["picture"] as? [String: Any])
    let (words, rows) = (picture["words"] as? [String] ?? [], picture["rows"] as? [[Int]] ?? [])
    let timeline = Picture(of: result).timeline
    let rules = Dictionary(grouping: timeline.rules, by: \.row)
    #expect(rows.map { $0[4] == 1 } == timeline.rows.map(\.isDifference))
    for (index, row) in rows.enumerated() {
      let rule = row[5] < 0 ? "" : words[row[5]]
      #expect((rules[index] ?? []).allSatisfy { rule.contains($0.text) } && (rules[index] == nil) == rule.isEmpty)
    }
    let notes = picture["notes"] as? [[Int]] ?? []
    #expect(notes.isEmpty == (name != "a-permit-is-lost"))
    #expect(
      notes.map { words[$0[2]] } == timeline.notes.map(\.text) && notes.map { $0[0] } == timeline.notes.map(\.row))
  }

  @Test func `says what does not meet the expectations, and where they are`() throws {
    let text = "title T\nprogram three-stages\ncall 1 takes 30ms returns \"a\"\n\nexpect partial\n  31ms step 1\n"
    let document = try run(text)
    #expect(document["checked"] as? Bool == true && document["passed"] as? Bool == false)
    let mismatches = try #require(document["mismatches"] as? [[String: Any]])
    let result = ScenarioRunner.run(try Scenario(ScenarioSource(text: text, path: "x")))
    #expect(!mismatches.isEmpty && mismatches.map { $0["line"] as? Int } == result.mismatches.map(\.line))
    #expect((mismatches[0]["diff"] as? [String])?.contains("-31ms step 1") == true, "\(mismatches)")
  }

  @Test func `has the title, the seed, the pipelines and the settings for the fields of the page`() throws {
    let text =
      "title A title\nprogram spinner\nwith message \"hm\"\nwith frame 5ms\nseed 9\nrepeat 3 every 7ms\nteaches It\n"
    let scenario = try #require(try run(text)["scenario"] as? [String: Any])
    #expect(scenario["title"] as? String == "A title" && scenario["teaches"] as? String == "It")
    #expect(scenario["program"] as? String == "spinner" && scenario["seed"] as? String == "9")
    #expect(scenario["pipelines"] as? Int == 3 && scenario["every"] as? Int == 7_000_000)
    let settings = scenario["settings"] as? [[String: Any]] ?? []
    #expect(settings.map { "\($0["name"] ?? "")=\($0["value"] ?? "")" } == ["frame=5ms", "message=hm"])
    #expect(scenario["expects"] as? Bool == false)
  }

  @Test func `says which programs are bugs, and how their settings are entered`() throws {
    let programs = try #require(try lab.document(["ask": "about"])["programs"] as? [[String: Any]])
    let bugs = Set(programs.filter { $0["bug"] as? Bool == true }.compactMap { $0["name"] as? String })
    #expect(bugs == Set(BugCatalog.bugs.flatMap { [$0.buggy.name, $0.fixed.name] }))
    let downloads = programs.first { $0["name"] as? String == "downloads-improved" }
    let settings = try #require(downloads?["settings"] as? [[String: Any]])
    let program = try #require(Catalog.program(named: "downloads-improved"))
    #expect(settings.compactMap { $0["name"] as? String } == program.settings.map(\.name))
    for (told, setting) in zip(settings, program.settings) {
      #expect(told["default"] as? String == SettingEntry.plain(setting.defaultValue))
      switch setting.form {
      case .duration: #expect(told["kind"] as? String == "duration")
      case .text: #expect(told["kind"] as? String == "text")
      case .word(let words): #expect(told["words"] as? [String] == words && told["kind"] as? String == "word")
      case .number(let range):
        #expect(told["least"] as? Int == range.lowerBound && told["most"] as? Int == range.upperBound)
        #expect(told["kind"] as? String == "number")
      }
    }
  }
}
