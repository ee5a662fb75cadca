// What is suggested for a name that is not there, by every command that takes one.

import Testing

@testable import CommandLineInterface

@Suite struct `A name that is not there` {
  private static let cases: [(String, String, String)] = [
    ("explore permit-leek", "bug, program or scenario 'permit-leek'", "did you mean 'permit-leak'?"),
    ("explore tyes", "bug, program or scenario 'tyes'", "did you mean 'ties'?"),
    ("sweep cancel three-stage", "bug, program or scenario 'three-stage'", "did you mean 'three-stages'?"),
    (
      "sweep fault called-twice-fixd", "bug, program or scenario 'called-twice-fixd'",
      "did you mean 'called-twice-fixed'?"
    ),
    (
      "explore xyzzy", "bug, program or scenario 'xyzzy'",
      "'braid list', 'braid programs' and 'braid bugs' show what there is"
    ),
    ("show tyes", "scenario 'tyes'", "did you mean 'ties'?"),
    ("step tyes", "scenario 'tyes'", "did you mean 'ties'?"),
    ("run xyzzy", "scenario 'xyzzy'", "'braid list' shows what there is"),
    ("run permit-leak", "scenario 'permit-leak'", "'permit-leak' is a bug; 'braid explore permit-leak' explores it"),
    (
      "show three-stages", "scenario 'three-stages'",
      "'three-stages' is a program; 'braid explore three-stages' explores it"
    ),
    (
      "list permit-leek", "scenario 'permit-leek'",
      "did you mean the bug 'permit-leak'? 'braid explore permit-leak' explores it"
    ),
    ("quiz tyes", "chapter and no scenario 'tyes'", "did you mean 'ties'?"),
    ("quiz cancelation", "chapter and no scenario 'cancelation'", "did you mean 'cancellation'?"),
    (
      "quiz permit-leak", "chapter and no scenario 'permit-leak'",
      "'permit-leak' is a bug; 'braid explore permit-leak' explores it"
    ),
  ]

  @Test(arguments: cases)
  func `is answered with the one that was probably meant`(words: String, subject: String, help: String) async throws {
    let folder = try TemporaryFolder()
    let ending = try await ChildProcess.run(
      ChildProcess.braid, words.split(separator: " ").map(String.init), in: folder.url)
    #expect(ending.errors == "error: there is no \(subject)\nhelp: \(help)\n")
    #expect(ending.code == 66)
  }
}
