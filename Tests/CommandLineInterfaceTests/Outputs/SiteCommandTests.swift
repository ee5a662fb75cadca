// `braid site`: which folders it takes, what it writes, and how it ends.

import Foundation
import Testing

@testable import CommandLineInterface

@Suite("The command that writes the site", .timeLimit(.minutes(10)))
struct SiteCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.file("notes/README.md", "# Guide\n\n## Chapters\n\n- [One](one.md)\n")
    try folder.file("notes/one.md", "# One\n\nText.\n")
    try folder.file("notes/ko/README.md", "# 안내서\n")
    try folder.file("Scenarios/a.scenario", ScenarioText.success)
  }

  private func run(_ script: String) async throws -> ProcessEnding { try await Shell.run(script, in: folder) }

  @Test func `a site is written into a new folder, and again into the same one`() async throws {
    let ending = try await run(
      "$braid site -o out/site && cp -r out/site before && $braid site -o out/site && diff -r before out/site")
    #expect(ending.code == 0, "\(ending.errors)")
    let line = "10 pages with 0 players: out/site/index.html\n"
    #expect(ending.output == line + line)
    let list = try folder.text(of: "out/site/braid-site.txt").split(separator: "\n").map(String.init)
    #expect(list == list.sorted() && list.contains("scenarios/runs/a.js"))
    #expect(list.contains("ko/index.html") && list.contains("ko/scenarios/runs/a.js"))
  }

  @Test func `a folder with other files is refused, and they stay`() async throws {
    try folder.file("mine/index.html", "mine")
    let refused = try await run("$braid site -o mine")
    #expect(refused.code == ExitCode.cannotWrite.rawValue)
    #expect(
      refused.errors == """
        error: the folder 'mine' has files of its own
        help: name a new folder, an empty one, or one that 'braid site' has written

        """)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/mine") == ["index.html"])
    let file = try await run("$braid site -o notes/one.md")
    #expect(file.code == ExitCode.cannotWrite.rawValue && file.errors.contains("'notes/one.md' is not a folder"))
  }

  @Test func `a file of another origin with the name of a page is refused, and nothing is removed`() async throws {
    _ = try await run("$braid site -o out")
    try folder.file("out/two.html", "mine")
    try folder.file("notes/two.md", "# Two\n")
    let refused = try await run("$braid site -o out")
    #expect(refused.code == ExitCode.cannotWrite.rawValue)
    #expect(refused.errors.contains("error: 'out/two.html' is not a file of the site"))
    #expect(try folder.text(of: "out/two.html") == "mine")
    let left = try await run(
      "rm notes/two.md notes/one.md; echo '# Guide' > notes/README.md; $braid site -o out; ls out/one.html")
    #expect(left.output.contains("1 file of an earlier site can be removed: one.html\nout/one.html"))
    #expect(left.code == 0)
  }

  @Test func `a folder that cannot be written and a full disk are named`() async throws {
    let ending = try await run("$braid site -o /dev/null/site")
    #expect(ending.code == ExitCode.cannotWrite.rawValue && ending.errors.contains("'/dev/null/site' cannot be made"))
  }

  @Test func `the command line is checked before anything is written`() async throws {
    for (options, message) in [
      ("", "a folder is missing"), ("-o -", "cannot write to the standard output"),
      ("-o out --lab javascript:alert", "is not the address of a lab"),
      ("-o out --lab 'http://a b'", "is not the address of a lab"), ("-o out --lang de", "de"),
    ] {
      let ending = try await run("$braid site \(options); code=$?; test -e out && echo written; exit $code")
      #expect(ending.code == ExitCode.usage.rawValue && ending.errors.contains(message), "\(options): \(ending.errors)")
      #expect(ending.output == "", "\(options)")
    }
  }

  @Test func `elsewhere than in a checkout it says where to run it, and a mistake has its place`() async throws {
    let elsewhere = try await run("mkdir empty && cd empty && $braid site -o site")
    #expect(elsewhere.code == ExitCode.notFound.rawValue)
    #expect(
      elsewhere.errors == """
        error: there is no guide here: 'notes/README.md' is missing
        help: run it in the folder of the package, a checkout that holds README.md, notes and Scenarios

        """)
    try folder.file("notes/one.md", "# One\n\n[lost](lost.md)\n")
    let lost = try await run("$braid site -o out; code=$?; test -e out && echo written; exit $code")
    #expect(lost.code == ExitCode.malformedScenario.rawValue && lost.output == "")
    #expect(lost.errors.hasPrefix("notes/one.md: error: the link 'lost.md' leads nowhere\n"))
  }

  @Test func `another lab and one language are taken`() async throws {
    let ending = try await run("$braid site -o out --lab https://lab.example/x --lang en; ls out")
    #expect(ending.code == 0 && !ending.output.contains("ko"))
    #expect(try folder.text(of: "out/scenarios/a.html").contains("href=\"https://lab.example/x/#t=title"))
  }
}
