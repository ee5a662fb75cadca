// `braid flags`: what it tells, what it comes to, and what it refuses.

import Comparison
import EventLoops
import Testing

@testable import CommandLineInterface

@Suite struct `The flags command` {
  private func flags(_ words: String, isTerminal: Bool = false, environment: [String: String] = [:]) -> Ending {
    let captured = CapturedConsole(environment: environment, isTerminal: isTerminal)
    let arguments = ["flags"] + words.split(separator: " ").map { String($0) }
    let code = CommandLineInterface.run(arguments: arguments, console: captured.console)
    return Ending(output: captured.output, errors: captured.errors, code: code)
  }

  @Test func `downloads twenty flags, five at a time, by default`() {
    let expected = """
      server local: a reply takes 25ms
      searching for 20 flags: from BD to VN
      5 requests at once, in async style
      --------------------
      20 flags downloaded
      elapsed: 100ms of virtual time

      """
    #expect(flags("") == Ending(output: expected, errors: "", code: .success))
  }

  @Test func `reports each flag on request, with the reason of an error`() {
    let expected = """
      server error: one request in four fails, and two take 500ms
      searching for 3 flags: BR, US, XX
      3 requests at once, in callback style
      *** Error for US: 503 "Service Unavailable"
      XX not found
      BR OK
      --------------------
      1 flag downloaded
      1 not found
      1 error
      elapsed: 500ms of virtual time

      """
    let ending = flags("br us xx -v --server error -s callback --seed 32")
    #expect(ending == Ending(output: expected, errors: "", code: .expectationFailed))
  }

  /// The figures that the original's scripts are known to come to, as far as they are not measured.
  @Test(
    arguments: [
      ("b --server delay --mode sequential", "17 flags downloaded\n9 not found\nelapsed: 13s"),
      ("a b c --server delay -m 30", "43 flags downloaded\n35 not found\nelapsed: 1.5s"),
      ("--all", "194 flags downloaded\nelapsed: 975ms"),
      ("--every -m 1000", "194 flags downloaded\n482 not found\nelapsed: 25ms"),
      ("-l 3", "3 flags downloaded\nelapsed: 25ms"),
      ("br BR Br", "1 flag downloaded\nelapsed: 25ms"),
    ], Style.allCases)
  func `comes to the same in every style`(example: (words: String, counts: String), style: Style) {
    let ending = flags("\(example.words) --style \(style)")
    #expect(ending.output.hasSuffix("--------------------\n\(example.counts) of virtual time\n"))
    #expect(ending.code == .success)
  }

  @Test(arguments: [0, 1, 2, 3] as [UInt64])
  func `a failing server fails about one request in four, by the seed and the same in every style`(seed: UInt64) throws
  {
    let endings = Style.allCases.map { flags("--every -m 200 --server error --seed \(seed) -s \($0)") }
    let tallies = endings.map { $0.output.split(separator: "\n").dropFirst(3) }
    #expect(Set(tallies).count == 1)
    #expect(endings.allSatisfy { $0.code == .expectationFailed })
    let line = try #require(tallies[0].first { $0.hasSuffix(" errors") })
    let errors = try #require(line.split(separator: " ").first.flatMap { Int($0) })
    #expect((140...200).contains(errors))
    #expect(flags("--every --server error --seed \(seed)").output.contains("\(errors) errors"))
  }

  @Test func `the result of a flag does not depend on the other flags that are requested`() {
    let all = Set(flags("--all --server error -v -m 1000").output.split(separator: "\n"))
    for code in ["AD", "BR", "CN", "ZW"] {
      let line = flags("\(code) --server error -v").output.split(separator: "\n")[3]
      #expect(all.contains(line))
    }
  }

  @Test func `draws a bar over itself, on a terminal only and not beside the lines of each flag`() {
    let drawn = flags("-l 3 --ascii", isTerminal: true).output
    #expect(
      drawn.contains("\r##########.................... 1 of 3, 25ms\r####################.......... 2 of 3, 25ms\r"))
    #expect(drawn.contains("\r############################## 3 of 3, 25ms\n--------------------\n"))
    #expect(flags("-l 1", isTerminal: true).output.contains("\r" + String(repeating: "█", count: 30) + " 1 of 1"))
    #expect(flags("-l 3 -v", isTerminal: true).output.contains("\r") == false)
    #expect(flags("-l 3").output.contains("\r") == false)
    #expect(flags("-l 1", isTerminal: true, environment: ["COLUMNS": "40"]).output.contains("\r██████████ 1 of 1"))
  }

  @Test(
    arguments: [
      ("brazil", "error: 'brazil' is not a country code"),
      ("b1", "error: 'b1' is not a country code"),
      ("É", "error: 'É' is not a country code"),
      ("-a -e", "error: '--all' and '--every' exclude each other"),
      ("br --every", "error: codes beside '--every'"),
      ("--mode sequential -m 4", "error: '--mode sequential' contradicts '--max-req 4'"),
      ("-m 0", "error: '0' is not a value of '-m'"),
      ("-m 1001", "error: '1001' is not a value of '-m'"),
      ("-l 0", "error: '0' is not a value of '-l'"),
      ("--server remote", "error: 'remote' is not a value of '--server'"),
      ("--seed -1", "error: '-1' is not a value of '--seed'"),
      ("--style thread", "error: 'thread' is not a value of '--style'"),
    ])
  func `refuses what it cannot do, and says what it can`(words: String, message: String) {
    let ending = flags(words)
    #expect(ending.code == .usage)
    #expect(ending.output.isEmpty)
    #expect(ending.errors.hasPrefix(message + "\n"))
    #expect(ending.errors.contains("help: "))
    #expect(ending.errors.hasSuffix("see 'braid flags --help'\n"))
  }
}
