// `--jobs`: several threads search, and print what one would.

import Testing

@testable import CommandLineInterface

struct JobsCommandTests {
  private func braid(_ words: String) -> Ending { run(words, commands: CommandTable.all) }

  @Test(arguments: ["permit-leak --exhaustive", "stale-overwrite --exhaustive --json", "assumed-order -s async"])
  func `an exploration prints the same with several threads`(_ words: String) {
    let one = braid("explore \(words) --jobs 1")
    for several in [braid("explore \(words) --jobs 3"), braid("explore \(words)")] {
      #expect(several.code == one.code)
      #expect(several.output == one.output)
    }
  }

  @Test(arguments: ["0", "257", "many"])
  func `a number of threads that cannot be is refused`(_ jobs: String) {
    let ending = braid("explore ties --jobs \(jobs)")
    #expect(ending.code == .usage)
    #expect(ending.errors.contains("--jobs"), "\(ending.errors)")
  }
}
