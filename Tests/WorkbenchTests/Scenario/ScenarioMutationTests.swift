// Scenario files with slips of the pen: whatever they say, reading them ends in a scenario or an error with a place.

import EventLoops
import Testing

@testable import Workbench

/// A small generator of pseudo-random numbers: SplitMix64.
private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

struct `A mutated scenario` {
  private static let originals = [
    """
    title T # 1
    program three-stages
    request "user \\u{1F600}"
    call 1 takes 10ms..40ms fails 503 "No" twice
    call "2" at once returns "안녕"
    cancel 3 on reply 2
    repeat 3 every 1.5s

    expect
      0ms   call 1 sent "a  b" # c
      end   leftover
    expect callback async
    """,
    """
    \u{FEFF}title e\u{301}\r\nprogram recovery\r\nteaches Blanks.\r\nguide a/b.md\r\nstep 2 throws "no"
    recover 2 with "guest"\r\nstart never\r\ncancel at 35ms\r\ntimeout 0.1us\r\nlatency 1ns\r\nseed 42\r
    expect future\r\n\t2min\tx\r\n
    """,
    """
    title Kinds
    program permit-leak
    call work takes 10ms fails 503 "Busy" then takes 5ms returns "a" then never answers
    call work of pipeline 2 at once returns "of" twice
    repeat 2
    start 2 at 50ms
    timeout 2 1s
    cancel racing at 10ms
    note at 10ms "the permit is on its way"

    expect partial
      0ms   call 1 sent "a  b" # c
    expect unordered callback async
      end   leftover
    expect future partial
    """,
  ]

  /// What a slip of the pen puts in: all that means something to the format, and all that might be taken for it.
  private static let pieces: [String] = [
    " ", "\t", "\n", "\r\n", "\r", "\"", "\\", "#", "..", ".", "0", "9", "99999999999999999999", "-", "\u{0}", "\u{7F}",
    "\u{A0}", "\u{301}", "\u{2028}", "\u{FEFF}", "\u{202E}", "👨‍👩‍👧", "µ", "ms", "h", "end", "expect", "\nexpect ",
    "\ncall 1 ", "\n  ", "\\u{", "}", "twice", "every", "then ", " of pipeline ", "partial ", "unordered ", "racing ",
    "\nnote at 1ms ",
  ]

  private func mutant(_ scalars: [Unicode.Scalar], by random: inout SplitMix64) -> String {
    var scalars = scalars
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let start = Int.random(in: 0...scalars.count, using: &random)
      let end = min(scalars.count, start + Int.random(in: 0...6, using: &random))
      let piece: [Unicode.Scalar] =
        switch Int.random(in: 0..<4, using: &random) {
        case 0: []
        case 1: Array(scalars[start..<end]) + Array(scalars[start..<end])
        default: Array(Self.pieces.randomElement(using: &random).map(\.unicodeScalars) ?? "".unicodeScalars)
        }
      scalars.replaceSubrange(start..<end, with: piece)
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  @Test(arguments: originals.indices)
  func `is read, or refused with a place within the file`(original: Int) throws {
    var random = SplitMix64(state: UInt64(original))
    let scalars = Array(Self.originals[original].unicodeScalars)
    #expect(error(for: Self.originals[original]) == nil)
    var (read, refused) = (0, 0)
    for _ in 0..<2_000 {
      let text = mutant(scalars, by: &random)
      guard let error = error(for: text) else {
        try checkRecording(of: Scenario(ScenarioSource(text: text, path: "f")))
        read += 1
        continue
      }
      refused += 1
      check(error, of: text)
    }
    // A mutation that never got past the first line, or never did any harm, would show nothing.
    #expect(read > 40 && refused > 1_000, "\(read) read, \(refused) refused")
  }

  /// Checks that every mistake has a place in the text and a message that a terminal can show.
  private func check(_ error: ScenarioError, of text: String) {
    let hasMark = text.unicodeScalars.first == "\u{FEFF}"
    let lines = TextLines.of(String(text.unicodeScalars.dropFirst(hasMark ? 1 : 0)))
    let isPlaced = error.diagnostics.allSatisfy { diagnostic in
      guard let line = diagnostic.line, lines.indices.contains(line - 1) else { return false }
      return (1...lines[line - 1].count + 1).contains(diagnostic.column)
    }
    let message = error.description
    let isShown = !message.unicodeScalars.contains { $0 == "\u{7F}" || $0 == "\u{202E}" || $0 == "\r" }
    guard isPlaced, isShown, (1...20).contains(error.diagnostics.count) else {
      Issue.record("\(message)\nin \(text.debugDescription)")
      return
    }
  }

  /// Checks that recording what a scenario expects gives the same expectations.
  private func checkRecording(of scenario: Scenario) throws {
    let blocks = scenario.expectations.map {
      ExpectationWriter.Block(styles: $0.styles, kind: $0.kind, lines: $0.events.map(\.event))
    }
    let recorded = try scenario.text(replacingExpectationsWith: blocks)
    let again = try Scenario(ScenarioSource(text: recorded, path: "f"))
    #expect(again.expectations.map(\.styles) == blocks.map(\.styles))
    #expect(again.expectations.map(\.kind) == blocks.map(\.kind))
    #expect(again.notes == scenario.notes)
    #expect(again.expectations.map { $0.events.map(\.event) } == blocks.map(\.lines))
    #expect(again.plan == scenario.plan)
  }
}
