// A command that has tried nothing is no check that passed.

import Foundation
import Testing

@testable import CommandLineInterface

@Suite struct `A command that tries nothing` {
  @Test(arguments: [
    ("sweep cancel three-stages --window 900..901", 64, "the first of them is 'cancel 1 0ms'"),
    ("sweep fault three-stages --window 900..901", 64, "or leave the option out"),
    ("sweep fault cyclic-wait -s async", 1, "sweep a program that makes calls"),
    ("explore three-stages --times boundaries", 64, "leave '--times' out"),
    ("explore three-stages --times jitter--2ms", 64, "write ties, any, boundaries, or jitter and 1 to 1,000 ms"),
    ("explore bridge-race -s callback", 64, "has no version in style"),
    ("run --times 1 ties", 64, "write a whole number from 2"),
    ("fuzz --runs 0", 64, "write a whole number from 1"),
    ("bench nothing", 64, "is not a value of '<case>'"),
    ("quiz no-such-chapter", 66, "'braid completions --names chapters' lists the chapters"),
  ])
  func `ends with an error that says what to change`(words: String, code: Int, advice: String) async throws {
    let ending = try await ChildProcess.run(
      ChildProcess.braid, words.split(separator: " ").map(String.init))
    #expect(ending.code == Int32(code), "\(ending.output)")
    let told = (ending.errors + ending.output).replacing("\n", with: " ")
    #expect(told.contains(advice), "\(told)")
  }

  @Test(arguments: ["run", "list", "show -f html --all -o site"])
  func `so does one about an empty folder`(words: String) async throws {
    let folder = try TemporaryFolder()
    try folder.file("Scenarios/README.md", "nothing here\n")
    let ending = try await ChildProcess.run(
      ChildProcess.braid, words.split(separator: " ").map(String.init), in: folder.url)
    #expect(ending.code == 66)
    #expect(ending.errors.contains("the names of scenario files end in '.scenario'"))
  }

  @Test func `the JUnit document of such a sweep fails`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/result.xml"
    let ending = try await ChildProcess.braid(
      "sweep", "cancel", "three-stages", "-s", "async", "--window", "900..901", "--junit", path)
    #expect(ending.code == 64)
    #expect(try folder.text(of: "result.xml").contains("nothing was tried: none of 4 was selected"))
  }
}
