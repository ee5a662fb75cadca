// What `braid spinner` shows: frames in place on a terminal, a line each elsewhere, and nothing that stays.

import Foundation
import Testing

@testable import CommandLineInterface

@Suite struct `The command spinner` {
  /// What was seen and waited for.
  private struct Show {
    var ending: Ending
    var pauses: [Duration]
  }

  /// Runs the command; the user interrupts it in the n-th pause, if one is named.
  private func play(
    _ words: [String] = [], isTerminal: Bool = false, columns: String = "80", interruptedIn last: Int? = nil
  ) -> Show {
    let captured = CapturedConsole(environment: ["COLUMNS": columns], isTerminal: isTerminal)
    var console = captured.console
    var pauses: [Duration] = []
    console.beginPlaying = {
      { duration in
        pauses.append(duration)
        return pauses.count != last
      }
    }
    let code = CommandLineInterface.run(arguments: ["spinner", "--no-color"] + words, console: console)
    return Show(ending: Ending(output: captured.output, errors: captured.errors, code: code), pauses: pauses)
  }

  /// What a terminal line looks like at the end, after carriage returns and overwriting.
  private func line(after output: String) -> String {
    var cells: [Character] = []
    var column = 0
    for character in output {
      if character == "\r" {
        column = 0
      } else {
        if column < cells.count { cells[column] = character } else { cells.append(character) }
        column += 1
      }
    }
    return String(cells)
  }

  // MARK: - Elsewhere than on a terminal

  @Test(arguments: ["callback", "future", "async"])
  func `prints a line a frame with its instant, and waits for nothing`(style: String) {
    let show = play(["--style", style, "--for", "350ms"])
    let expected = """
      0ms    | thinking!
      100ms  / thinking!
      200ms  - thinking!
      300ms  \\ thinking!
      350ms  erased
      Answer: 42

      """
    #expect(show.ending == Ending(output: expected, errors: "", code: .success))
    #expect(show.pauses.isEmpty)
  }

  @Test(arguments: ["callback", "future", "async"])
  func `turns for three seconds, which is thirty frames`(style: String) {
    let lines = play(["-s", style]).ending.output.split(separator: "\n")
    #expect(lines.count == 32)
    #expect(lines[29] == "2.9s   / thinking!")
    #expect(lines[30] == "3s     erased")
  }

  @Test func `says why there is no answer, and ends with 1`() {
    let ending = play(["--fail", "--for", "50ms"]).ending
    #expect(
      ending.output == """
        0ms   | thinking!
        50ms  erased
        No answer: the slow function failed: 503 "Service Unavailable"

        """)
    #expect(ending.code == .expectationFailed)
  }

  @Test func `keeps the pace that it is given`() {
    #expect(play(["--pace", "1x", "--for", "250ms"]).pauses == [0, 100, 100, 50].map { .milliseconds($0) })
    #expect(play(["--pace", "2x", "--for", "250ms"]).pauses == [0, 50, 50, 25].map { .milliseconds($0) })
    #expect(play(["--pace", "0.5x", "--for", "50ms"]).pauses == [0, 100].map { .milliseconds($0) })
  }

  // MARK: - On a terminal

  @Test func `draws in place at real time, and erases before the answer`() {
    let show = play(["--for", "250ms"], isTerminal: true)
    let blanks = String(repeating: " ", count: 11)
    let expected =
      "\r| thinking!\r/ thinking!\r- thinking!\r\(blanks)\rAnswer: 42\n\nnext: braid show thirty-frames\n"
    #expect(show.ending.output == expected)
    #expect(show.pauses == [0, 100, 100, 50].map { .milliseconds($0) })
  }

  @Test func `draws in place without waiting, on request`() {
    let show = play(["--pace", "0"], isTerminal: true)
    #expect(show.ending.output.contains("\r/ thinking!\r           \rAnswer: 42\n"))
    #expect(show.pauses.isEmpty)
  }

  @Test(arguments: 1...4)
  func `interrupted, leaves the line empty and ends with 130`(pause: Int) {
    let show = play(["--for", "250ms"], isTerminal: true, interruptedIn: pause)
    #expect(show.ending.code == .interrupted)
    #expect(!show.ending.output.contains("Answer"))
    // The terminal itself shows the key that was pressed, behind the last picture.
    let parts = show.ending.output.components(separatedBy: "\r")
    let seen = parts.dropLast(2).joined(separator: "\r") + "^C\r" + parts.suffix(2).joined(separator: "\r")
    #expect(line(after: pause == 1 ? show.ending.output : seen).allSatisfy { $0 == " " })
  }

  @Test func `as a process, is ended by an interruption with 130`() async throws {
    let process = Process()
    process.executableURL = try ChildProcess.braid
    process.arguments = ["spinner", "--pace", "1x", "--for", "1h"]
    let pipe = Pipe()
    process.standardOutput = pipe
    let ending = AsyncStream<Int32> { ended in
      process.terminationHandler = {
        ended.yield($0.terminationStatus)
        ended.finish()
      }
    }
    try process.run()
    // The first line is written when the command has begun to play, so that it is listening.
    #expect(pipe.fileHandleForReading.availableData == Data("0ms      | thinking!\n".utf8))
    process.interrupt()
    #expect(await ending.first { _ in true } == 130)
  }

  @Test func `shows a message verbatim, without terminal control characters`() {
    let show = play(["--message", "a\u{1B}[31m\nb", "--for", "1ms"], isTerminal: true)
    #expect(show.ending.output.hasPrefix("\r| a\\u{1B}[31m\\nb\r"))
  }

  @Test(arguments: ["a very long message that no line has room for", "얼마나 오래 생각하는지 아무도 모르는 긴 이야기"])
  func `cuts a message that the line has no room for`(message: String) throws {
    let show = play(["--message", message, "--for", "1ms"], isTerminal: true, columns: "20")
    let picture = try #require(show.ending.output.split(separator: "\r").first)
    #expect(picture.reduce(0) { $0 + ($1.isASCII ? 1 : 2) } <= 17)
    #expect(picture.hasPrefix("| "))
  }

  // MARK: - Mistakes

  @Test(
    arguments: [
      (["--for", "3"], "'--for': the unit is missing after '3'"),
      (["--for", "soon"], "'--for': 'soon' is not a duration"),
      (["--for", "2h"], "'--for': '2h' is longer than 3600s, the limit"),
      (["--pace", "fast"], "'fast' is not a value of '--pace'"),
      (["--pace", "-1x"], "'-1x' is not a value of '--pace'"),
      (["--pace", "nanx"], "'nanx' is not a value of '--pace'"),
      (["--pace", "1e3x"], "'1e3x' is not a value of '--pace'"),
      (["--style", "thread"], "a thread has no virtual time"),
    ])
  func `says what is wrong with a value`(words: [String], message: String) {
    let ending = play(words).ending
    #expect(ending.errors.hasPrefix("error: \(message)\n"), "\(ending.errors)")
    #expect(ending.output.isEmpty)
    #expect(ending.code == .usage)
  }
}
