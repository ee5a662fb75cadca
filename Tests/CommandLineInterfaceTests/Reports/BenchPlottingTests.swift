// `braid bench --plot`: the files that it writes, and what it does not go with.

import Foundation
import Testing

@testable import CommandLineInterface

@Suite struct `The pictures of growth` {
  @Test func `are written into a folder, which is made`() async throws {
    let folder = try TemporaryFolder()
    let ending = try await ChildProcess.braid(
      "bench", "--plot", "a/b", "--n", "1000", "--rounds", "1", in: URL(fileURLWithPath: folder.path))
    #expect(ending.code == 0, "\(ending)")
    let names = ["pipelines-time", "pipelines-memory", "searches-time", "searches-memory"]
    #expect(ending.output == names.map { "a/b/\($0).svg\n" }.joined())
    for name in names {
      let text = try String(contentsOfFile: "\(folder.path)/a/b/\(name).svg", encoding: .utf8)
      #expect(text.hasPrefix("<svg ") && text.hasSuffix("</svg>\n"), "\(name)")
    }
    let times = try String(contentsOfFile: "\(folder.path)/a/b/pipelines-time.svg", encoding: .utf8)
    for style in ["callback", "future", "async"] { #expect(times.contains(">\(style)</text>")) }
    #expect(times.contains(">1,000</text>"))
  }

  @Test(arguments: ["post --plot x", "--plot x --json", "--plot x --compare y", "--plot -", "dpor --plot x"])
  func `go with no other measurement`(words: String) {
    #expect(run("bench " + words, commands: CommandTable.all).code == .usage)
  }
}
