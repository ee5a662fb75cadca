// What the commands say of a scenario: warnings, several ways out, and that there is more.

import Foundation
import Testing

@testable import CommandLineInterface

@Suite struct `A message about a scenario` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func braid(_ text: String, _ words: String...) async throws -> ProcessEnding {
    try folder.file("a.scenario", text)
    return try await ChildProcess.run(ChildProcess.braid, words, in: folder.url)
  }

  private static let head = "title T\nprogram three-stages\n"

  @Test(arguments: [
    (
      "call 1 never",
      """
      a.scenario:3:13: error: 'call' ends where 'answers' should follow
        call 1 never
                    ^
      help: write call NAME [of pipeline NUMBER] never answers

      """
    ),
    (
      "cancel x",
      """
      a.scenario:3:8: error: found 'x' where 'at', 'racing', 'before', 'on' or 'after' was expected
        cancel x
               ^
      help: write cancel [NUMBER] at DURATION
      help: write cancel [NUMBER] racing at DURATION
      help: write cancel [NUMBER] before start
      help: write cancel [NUMBER] on sent NAME
      help: write cancel [NUMBER] on reply NAME
      help: write cancel [NUMBER] after finish

      """
    ),
    (
      "cancel on x",
      """
      a.scenario:3:11: error: found 'x' where 'sent' or 'reply' was expected
        cancel on x
                  ^
      help: write cancel [NUMBER] on sent NAME
      help: write cancel [NUMBER] on reply NAME

      """
    ),
    (
      "step 1 foo",
      """
      a.scenario:3:8: error: found 'foo' where 'makes' or 'throws' was expected
        step 1 foo
               ^
      help: write step NUMBER makes "TEXT"
      help: write step NUMBER throws "REASON"

      """
    ),
    (
      "client foo",
      """
      a.scenario:3:8: error: found 'foo' where 'sends', 'closes', 'leaves' or 'reads' was expected
        client foo
               ^
      help: write client sends "TEXT" at DURATION [in chunks of NUMBER [every DURATION]]
      help: write client sends bytes "HEX" at DURATION [in chunks of NUMBER [every DURATION]]
      help: write client closes at DURATION
      help: write client leaves at DURATION
      help: write client reads NUMBER bytes every DURATION

      """
    ),
    (
      "faults 2 in 4 503 \"Busy\"",
      """
      a.scenario:3:8: error: found '2' where '1' was expected
        faults 2 in 4 503 "Busy"
               ^
      help: did you mean '1'?

      """
    ),
  ])
  func `names each way to write the statement once, on a line of its own`(
    statement: String, message: String
  ) async throws {
    let ending = try await braid(Self.head + statement + "\n", "run", "a.scenario")
    #expect(ending.errors == message)
    #expect(ending.code == 65)
    let json = try await braid(Self.head + statement + "\n", "run", "a.scenario", "--json").errors
    let object = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let error = try #require(object["error"] as? [String: Any])
    let help = try #require(error["help"] as? [String])
    let lines = message.split(separator: "\n").filter { $0.hasPrefix("help: ") }.map { String($0.dropFirst(6)) }
    #expect(help == lines)
  }

  @Test(arguments: ["run", "list", "show", "explore"])
  func `warns of statements without effect, and continues`(command: String) async throws {
    let ending = try await braid(Self.head + "call 4 takes 1ms returns \"x\"\n", command, "a.scenario")
    #expect(
      ending.errors == """
        a.scenario:3:6: warning: the program 'three-stages' makes no call '4', so this has no effect
          call 4 takes 1ms returns "x"
               ^
        help: its calls are 1, 2 and 3

        """)
    #expect(ending.code == 0)
  }

  @Test(arguments: ["run", "list", "explore"])
  func `warns in the document where one is asked for`(command: String) async throws {
    let ending = try await braid(Self.head + "step 9 makes \"x\"\n", command, "a.scenario", "--json")
    #expect(ending.errors.isEmpty)
    let document = try #require(JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
    let inside = (document["scenarios"] as? [[String: Any]])?.first ?? document
    let warnings = try #require(inside["warnings"] as? [[String: Any]])
    #expect(warnings.map { $0["line"] as? Int } == [3])
    #expect(warnings.map { $0["column"] as? Int } == [6])
    #expect(
      warnings.map { $0["message"] as? String } == ["the program 'three-stages' has no step 9, so this has no effect"])
    #expect(warnings.map { $0["help"] as? [String] } == [["its steps are 1, 2 and 3"]])
  }

  @Test func `says after twenty mistakes that there may be more`() async throws {
    let more = try await braid(Self.head + String(repeating: "oops\n", count: 30), "run", "a.scenario").errors
    #expect(more.split(separator: "\n").count { $0.contains("error: 'oops' is not a statement") } == 20)
    #expect(more.hasSuffix("\nhelp: there may be more mistakes: reading stopped after 20 errors\n"))
    let all = try await braid(Self.head + String(repeating: "oops\n", count: 19), "run", "a.scenario").errors
    #expect(!all.contains("there may be more"))
  }

  @Test func `reports the events of a scenario without expectations, and how to write them into it`() async throws {
    let text = Self.head + "call 1 takes 10ms returns \"a\"\ncancel at 10ms\n"
    let ending = try await braid(text, "run", "a.scenario")
    #expect(
      ending.output.hasPrefix(
        """
        - a  nothing expected; differ in requests and replies, steps and cancellation
            callback and callback (named): finished cancelled at 10ms after 8 events
            future: finished cancelled at 10ms after 5 events
            async: finished cancelled at 10ms after 7 events

        """))
    #expect(
      ending.output.hasSuffix(
        """

        Nothing is expected of a.scenario. 'braid run --record a.scenario' writes the
        events into the file.

        """))
    #expect(ending.errors.isEmpty)
    #expect(ending.code == 0)
    let json = try await braid(text, "run", "a.scenario", "--json")
    #expect(json.code == 0)
    #expect(json.output.contains("\"checked\" : false"))
    #expect(try await braid(text, "run", "a.scenario", "--record").code == 0)
    #expect(try await ChildProcess.braid("run", "a.scenario", in: folder.url).output.contains("1 passed, 0 failed"))
  }

  @Test func `refuses what would fill the memory`() async throws {
    let text = "title T\nprogram downloads\nwith items 10000\nrepeat 20000\nlatency 1ms\n"
    let ending = try await braid(text, "run", "a.scenario")
    #expect(ending.errors.hasPrefix("a.scenario:4:8: error: 20000 pipelines with 10000 calls each come to 200000000"))
    #expect(ending.code == 65)
  }
}
