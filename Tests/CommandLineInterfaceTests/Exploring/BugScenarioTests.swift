// Scenarios whose program is a bug: shown, run, explored; and what `braid programs` says of programs and bugs.

import Comparison
import Foundation
import Testing

@testable import CommandLineInterface

@Suite struct `A scenario of a bug` {
  private let folder: TemporaryFolder

  private static let leak = """
    title    A permit is lost
    program  permit-leak
    teaches  A permit on its way has no owner.

    call     work takes 10ms returns "work"

    expect partial
      100ms  finished "permits 0"

    """

  init() throws {
    folder = try TemporaryFolder()
    try folder.file("leak.scenario", Self.leak)
    try folder.file(
      "mended.scenario",
      Self.leak.replacing("permit-leak", with: "permit-leak-fixed").replacing("permits 0", with: "permits 1"))
    try folder.file("slow.scenario", Self.leak.replacing("takes 10ms", with: "takes 11ms"))
  }

  private func braid(_ words: String) -> Ending {
    run(words.replacing("@", with: folder.path), commands: CommandTable.all)
  }

  @Test func `is shown and run as any other`() {
    #expect(braid("show @/leak.scenario").output.contains("work sent \"work\""))
    #expect(braid("show @/leak.scenario").code == .success)
    #expect(braid("run @/leak.scenario @/mended.scenario").code == .success)
  }

  @Test func `is explored with the outcomes that are right for the bug, and for the program without it`() {
    let leak = braid("explore @/leak.scenario -s async")
    #expect(leak.code == .expectationFailed)
    #expect(leak.output.contains("permits 0"))
    #expect(braid("explore @/mended.scenario -s async").code == .success)
  }

  @Test func `has no outcomes that are right in another setting than the bug's`() throws {
    let (own, other) = (
      try ExplorationTarget(folder.path + "/leak.scenario"), try ExplorationTarget(folder.path + "/slow.scenario")
    )
    #expect(own.oracles.count == other.oracles.count + 1)
  }

  @Test func `braid programs lists the calls, steps and settings of each program`() {
    let output = braid("programs").output
    #expect(output.contains(#/  calls +1, 2 and 3\n/#))
    #expect(output.contains(#/  steps +1, 2 and 3\n/#))
    #expect(output.contains(#/  recover +2\n/#))
    #expect(output.contains(#/  call +slow\n/#))
    #expect(output.contains(#/  calls +CODE and "CODE metadata": a code of 'codes'/#))
    #expect(output.contains("with frame 100ms"))
    #expect(!output.contains("permit-leak"))
  }

  @Test func `braid programs shows the programs that are named, bugs among them`() {
    let ending = braid("programs spinner permit-leak-fixed")
    #expect(ending.code == .success)
    #expect(ending.output.hasPrefix("spinner\n") && ending.output.contains("\n\npermit-leak-fixed\n"))
    #expect(ending.output.contains(#/  call +work\n/#))
    let wrong = braid("programs permit-leek")
    #expect(wrong.code == .notFound && wrong.errors.contains("did you mean 'permit-leak'?"))
  }

  @Test func `braid programs prints one document for a program`() throws {
    let text = braid("programs --json").output
    let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(document?["schema"] as? String == "braid.programs" && document?["version"] as? Int == 1)
    let programs = try #require(document?["programs"] as? [[String: Any]])
    let stages = try #require(programs.first { $0["name"] as? String == "three-stages" })
    #expect((stages["calls"] as? [String: Any])?["names"] as? [String] == ["1", "2", "3"])
    #expect(stages["steps"] as? [Int] == [1, 2, 3] && stages["session"] as? Bool == false)
    let spinner = try #require(programs.first { $0["name"] as? String == "spinner" })
    let setting = try #require((spinner["settings"] as? [[String: Any]])?.first)
    #expect(setting["default"] as? String == "100ms" && setting["kind"] as? String == "duration")
  }
}
