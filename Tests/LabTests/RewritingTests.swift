// Changes of a scenario's text: the plan changes as it should, and no other byte of the text does.

import Comparison
import EventLoops
import Testing
import Workbench

struct `Changing a scenario's text` {
  static func scenario(_ text: String) throws -> Scenario {
    try Scenario(ScenarioSource(text: text, path: "lab.scenario"))
  }

  static let text = """
    title    Three
    program  three-stages  # the usual one

    request  "me"
    call 1   takes 30ms returns "ann"   # first
    call 2   takes 20ms fails 503 "Busy" then takes 5ms returns "bag" twice
    call 3   at once returns "yes"
    call 3   of pipeline 2 never answers
    repeat   2 every 5ms
    cancel   at 35ms
    cancel 2 racing at 40ms  # the other

    expect partial
      0ms  [1] call 1 sent "me"

    """

  /// The text after an edit, as the lines that differ: those that went with `-`, those that came with `+`.
  static func changes(_ edit: ScenarioEdit, of text: String = text) throws -> [String] {
    let changed = try scenario(text).text(applying: edit)
    _ = try scenario(changed)
    let (old, new) = (TextLines.of(text), TextLines.of(changed))
    return new.difference(from: old).map { change in
      switch change {
      case .remove(_, let line, _): "-" + line
      case .insert(_, let line, _): "+" + line
      }
    }
  }

  @Test func `a reply's time is replaced where it is said, and the comment stays`() throws {
    #expect(
      try Self.changes(.takes(.init("1"), .milliseconds(12)))
        == ["-call 1   takes 30ms returns \"ann\"   # first", "+call 1   takes 12ms returns \"ann\"   # first"])
    #expect(
      try Self.changes(.takes(.init("2", attempt: 2), .microseconds(1_500)))[1]
        == "+call 2   takes 20ms fails 503 \"Busy\" then takes 1.5ms returns \"bag\" twice")
    // The last answer holds for all further attempts.
    #expect(
      try Self.changes(.takes(.init("2", attempt: 9), .zero))[1]
        == "+call 2   takes 20ms fails 503 \"Busy\" then takes 0ms returns \"bag\" twice")
    #expect(try Self.changes(.takes(.init("3"), .seconds(2)))[1] == "+call 3   takes 2s returns \"yes\"")
  }

  @Test func `a pipeline with a statement of its own keeps it, and gets one where it is meant alone`() throws {
    #expect(
      try Self.changes(.takes(.init("3", pipeline: 2), .milliseconds(4)))
        == [
          "-call 3   of pipeline 2 never answers", "+call 3   of pipeline 2 takes 4ms returns \"yes\"",
        ])
    #expect(
      try Self.changes(.takes(.init("1", pipeline: 2, isAlone: true), .milliseconds(4)))
        == ["+call     1 of pipeline 2 takes 4ms returns \"ann\""])
  }

  @Test(arguments: [
    (ScenarioEdit.Manner.answers, "takes 20ms returns \"ann\""), (.fails, "takes 20ms fails 503 \"Busy\""),
    (.never, "never answers"), (.twice, "takes 20ms fails 503 \"Busy\" twice"), (.atOnce, "at once fails 503 \"Busy\""),
    (.failsAtOnce, "at once fails 503 \"Busy\""),
  ])
  func `a call behaves in each manner, and its other answers stay`(manner: ScenarioEdit.Manner, words: String) throws {
    let changed = try Self.scenario(Self.text).text(applying: .behaves(.init("2"), manner))
    #expect(TextLines.of(changed).contains("call 2   \(words) then takes 5ms returns \"bag\" twice"))
  }

  @Test func `a call without a statement gets one with the reply that it has had`() throws {
    let plain = "title T\nprogram three-stages\nlatency 10ms"
    #expect(
      try Self.changes(.takes(.init("2"), .milliseconds(7)), of: plain) == ["+call 2 takes 7ms returns \"request\""])
    #expect(
      try Self.changes(.behaves(.init("2"), .fails), of: plain) == ["+call 2 fails 503 \"Service Unavailable\""])
    #expect(
      try Self.scenario(plain).text(applying: .behaves(.init("2"), .never)).hasSuffix(
        "latency 10ms\ncall 2 never answers\n"))
  }

  @Test func `a cancellation moves, comes and goes`() throws {
    func cancel(_ line: Int?, _ instant: Int64?, pipeline: Int = 1, racing: Bool = false) -> ScenarioEdit {
      .cancel(.init(line: line, pipeline: pipeline, isRacing: racing), at: instant.map { Instant(nanoseconds: $0) })
    }
    #expect(try Self.changes(cancel(10, 1_000_000)) == ["-cancel   at 35ms", "+cancel   at 1ms"])
    #expect(try Self.changes(cancel(11, 0))[1] == "+cancel 2 racing at 0ms  # the other")
    #expect(try Self.changes(cancel(10, nil)) == ["-cancel   at 35ms"])
    #expect(try Self.changes(cancel(nil, 5_000_000, pipeline: 2)) == ["+cancel   2 at 5ms"])
    #expect(try Self.changes(cancel(nil, 5_000_000, racing: true)) == ["+cancel   racing at 5ms"])
    #expect(throws: ScenarioEditError.self) { try Self.changes(cancel(5, 1)) }
    #expect(throws: ScenarioEditError.self) { try Self.changes(cancel(nil, 1, pipeline: 3)) }
  }

  @Test func `a limit, the pipelines, the seed and the program are set and removed`() throws {
    #expect(try Self.changes(.timeout(pipeline: nil, .milliseconds(50))) == ["+timeout  50ms"])
    #expect(try Self.changes(.timeout(pipeline: 2, .milliseconds(50))) == ["+timeout  2 50ms"])
    #expect(try Self.changes(.timeout(pipeline: nil, nil)) == [])
    #expect(try Self.changes(.pipelines(3, every: .zero)) == ["-repeat   2 every 5ms", "+repeat   3"])
    #expect(try Self.changes(.seed(7)) == ["+seed     7"])
    #expect(try Self.changes(.program("spinner")).count == 2)
    let spinner = "title T\nprogram spinner\nwith frame 5ms\n"
    #expect(
      try Self.changes(.setting("frame", "7ms"), of: spinner) == ["-with frame 5ms", "+with frame 7ms"])
    #expect(try Self.changes(.setting("frame", nil), of: spinner) == ["-with frame 5ms"])
    #expect(throws: ScenarioEditError.self) { try Self.changes(.setting("frame", "7ms # x"), of: spinner) }
    #expect(throws: ScenarioEditError.self) { try Self.changes(.setting("frame", "7ms\ncancel at 1ms"), of: spinner) }
    #expect(throws: ScenarioEditError.self) { try Self.changes(.setting("none", "7ms"), of: spinner) }
    #expect(throws: ScenarioEditError.self) { try Self.changes(.timeout(pipeline: nil, .seconds(90_000))) }
    #expect(
      try Self.changes(.program("three-stages"), of: spinner)
        == ["-with frame 5ms", "-program spinner", "+program three-stages"])
  }

  @Test func `line ends and a byte order mark stay`() throws {
    let text = "\u{FEFF}title T\r\nprogram three-stages\r\ncall 1 takes 1ms returns \"é\" # ü\r\n"
    let changed = try Self.scenario(text).text(applying: .takes(.init("1"), .milliseconds(2)))
    #expect(changed.utf8.elementsEqual(text.replacing("1ms", with: "2ms").utf8))
    let longer = try Self.scenario(text).text(applying: .seed(1))
    #expect(longer.utf8.elementsEqual((text + "seed 1\r\n").utf8))
  }

  @Test(arguments: ProjectScenarios.all.map(\.name))
  func `each reply of each scenario can be moved, and the plan says so`(name: String) throws {
    let scenario = try Self.scenario(ProjectScenarios.text(of: name))
    for (call, behaviour) in scenario.plan.calls.sorted(by: { $0.key < $1.key }) {
      let changed = try Self.scenario(scenario.text(applying: .takes(.init(call), .milliseconds(3))))
      #expect(changed.plan.calls[call]?.latency == .milliseconds(3) ... .milliseconds(3), "\(name) \(call)")
      var plan = changed.plan
      plan.calls[call] = behaviour
      #expect(behaviour.later.isEmpty == false || plan == scenario.plan, "\(name) \(call)")
    }
    for manner in ScenarioEdit.Manner.allCases {
      _ = try Self.scenario(scenario.text(applying: .behaves(.init("1"), manner)))
    }
    #expect(scenario.cancellationLines.count == scenario.plan.cancellations.count)
  }
}
