// The notes of a scenario in pictures: in every format, at their instants, and without any effect on the runs.

import Comparison
import EventLoops
import Testing

@testable import Workbench

struct PictureNoteTests {
  private static let text = """
    title T
    program three-stages
    call 1 takes 30ms fails 503 "Busy"
    note at 30ms "the failure is here"
    note at 10ms "the reply is on its way"

    """

  private func scenario(_ text: String) throws -> Scenario { try Scenario(ScenarioSource(text: text, path: "f")) }

  @Test(arguments: RenderingFormat.allCases)
  func `a note is in every format, at its instant`(format: RenderingFormat) throws {
    let text = try format.text(of: Picture(of: ScenarioRunner.run(scenario(Self.text))))
    #expect(text.contains("the reply is on its way") && text.contains("the failure is here"))
    let isByNumber = format == .jsonl || format == .chrome
    #expect(text.contains(isByNumber ? (format == .jsonl ? "\"at\":10000000" : "\"ts\":10000") : "10ms: the reply"))
  }

  @Test func `notes are in the order of time, each before what happens at its instant`() throws {
    let timeline = Picture(of: ScenarioRunner.run(try scenario(Self.text))).timeline
    #expect(timeline.notes.map(\.text) == ["10ms: the reply is on its way", "30ms: the failure is here"])
    let rows = timeline.notes.map { timeline.rows[$0.row].when }
    #expect(rows == [.at(.milliseconds(30)), .at(.milliseconds(30))])
    #expect(timeline.notes.allSatisfy { !$0.isAfter })
  }

  @Test func `a note behind everything comes last, also where nothing happens`() throws {
    let late = try scenario(Self.text + "note at 1s \"nobody is left\"\n")
    #expect(Picture(of: ScenarioRunner.run(late)).timeline.notes.last?.isAfter == true)
    let idle = try scenario("title T\nprogram three-stages\nstart never\nnote at 0ms \"built\"\n")
    let picture = Picture(of: ScenarioRunner.run(idle, styles: [.async]))
    #expect(TextTimeline(picture.timeline).lines.contains { $0.hasSuffix("» 0ms: built") })
  }

  @Test func `a note changes no run, and stays where it is when expectations are recorded`() throws {
    let noted = try scenario(Self.text)
    let plain = try scenario(Self.text.split(separator: "\n").filter { !$0.hasPrefix("note") }.joined(separator: "\n"))
    let runs = ScenarioRunner.run(noted).comparison.runs
    #expect(runs.map(TraceHash.init) == ScenarioRunner.run(plain).comparison.runs.map(TraceHash.init))
    #expect(try noted.text(expecting: runs).hasPrefix(Self.text))
  }

  @Test func `a note does not appear in a question, because it may contain the answer`() throws {
    let quizCase = try #require(QuizCase(scenario(Self.text)))
    #expect(!quizCase.setup.contains { $0.contains("note") })
    #expect(quizCase.setup.contains("call 1 takes 30ms fails 503 \"Busy\""))
  }
}
