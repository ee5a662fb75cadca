// Diagrams that swift-async-algorithms publishes for its sequences, for sequences of ordinary Swift that behave like them.

import OrdinaryPrograms
import ScheduleTesting
import Testing

@Suite("Diagrams of sequences") struct SequenceDiagramTests {
  // region merged
  @Test func `two sequences are merged`() async {
    await expectDiagram {
      "a-c-e-g-|"
      "-b-d-f-h"
      merged($0.inputs[0], $0.inputs[1])
      "abcdefgh|"
    }
  }
  // endregion

  @Test func `three sequences are merged`() async {
    await expectDiagram {
      "a---e---|"
      "-b-d-f-h|"
      "--c---g-|"
      merged($0.inputs[0], $0.inputs[1], $0.inputs[2])
      "abcdefgh|"
    }
  }

  // region any-order
  @Test(.everySchedule) func `what comes in one second is merged in any order`() async {
    await expectDiagram {
      "a-|"
      "b-|"
      merged($0.inputs[0], $0.inputs[1])
      "{ab}-|"
    }
  }
  // endregion

  @Test func `a diagram with one order of them fails in another one`() async throws {
    let failure = await #expect(throws: ScheduleFailure.self) {
      try await explore {
        let difference = try await differenceFromDiagram {
          "a-|"
          "b-|"
          merged($0.inputs[0], $0.inputs[1])
          "[ab]-|"
        }
        if let difference { throw difference }
      }
    }
    let text = failure.map { "\($0)" } ?? ""
    #expect(text.contains("expected 'a' and got 'b' in column 0"), "\(text)")
    #expect(text.contains("the smallest failing schedule is the plain order with one change"), "\(text)")
  }

  @Test(arguments: [
    ("abcd----e---f-g----|", "------d----e-----g-|"),
    ("abcd----e---f-g-|", "------d----e----[g|]"),
    ("a|", "-[a|]"),
    ("a^", "-^"),
    ("----|", "----|"),
  ])
  func `a debounced sequence has what nothing follows`(input: String, output: String) async {
    await expectDiagram {
      input
      debounced($0.inputs[0], for: .seconds(3))
      output
    }
  }

  @Test(arguments: [
    ("abcdefghijk|", 0, true, "abcdefghijk|"),
    ("abcdefghijk|", 0, false, "abcdefghijk|"),
    ("abcdefghijk|", 1, true, "abcdefghijk|"),
    ("abcdefghijk|", 1, false, "abcdefghijk|"),
    ("abcdefghijk|", 2, true, "a-c-e-g-i-k|"),
    ("abcdefghijk|", 2, false, "a-b-d-f-h-j|"),
    ("abcdefghijk|", 3, true, "a--d--g--j--[k|]"),
    ("abcdefghijk|", 3, false, "a--b--e--h--[k|]"),
    ("abcdef^hijk|", 2, true, "a-c-e-^"),
    ("abcdef^hijk|", 2, false, "a-b-d-^"),
    ("-a-b-c-d-e-f-g-h-i-j-k-|", 1, true, "-a-b-c-d-e-f-g-h-i-j-k-|"),
    ("-a-b-c-d-e-f-g-h-i-j-k-|", 2, true, "-a-b-c-d-e-f-g-h-i-j-k-|"),
    ("--a--b--c--d--e--f--g|", 2, true, "--a--b--c--d--e--f--g|"),
    ("-a-b-c-d-e-f-g-h-i-j-k-|", 3, true, "-a---c---e---g---i---k-|"),
    ("abcdefghijkl|", 3, false, "a--b--e--h--[k|]"),
    ("abcdefghijkl|", 3, true, "a--d--g--j--[l|]"),
  ])
  func `a throttled sequence has one element in an interval`(
    input: String, seconds: Int, latest: Bool, output: String
  ) async {
    await expectDiagram {
      input
      Throttled($0.inputs[0], for: .seconds(seconds), latest: latest)
      output
    }
  }

  @Test(arguments: [(1, "xxxxxxx[;|]"), (2, "-x-x-x-[;|]"), (3, "--x--x-[;|]")])
  func `a timer has an element in each interval`(seconds: Int, output: String) async {
    await expectDiagram { _ in
      Ticks(every: .seconds(seconds)).map { _ in "x" }
      output
    }
  }

  @Test func `a timer whose consumer is late catches up`() async {
    await expectDiagram { _ in
      Ticks(every: .seconds(2)).map { _ in
        try? await Task.sleep(for: .seconds(3))
        return "x"
      }
      "----x--x-[;x|]"
    }
  }

  @Test(arguments: [
    ("ABCDE|", 1, "ABCDE|"),
    ("ABC    DEF    |", 3, "--'ABC'--'DEF'|"),
    ("A--B-C    --DE-F    |", 3, "-----'ABC'-----'DEF'|"),
    ("11111|", 3, "--'111'--['11'|]"),
    ("AB^", 3, "--^"),
  ])
  func `chunks have a number of elements`(input: String, count: Int, output: String) async {
    await expectDiagram {
      input
      Chunks($0.inputs[0], ofCount: count).map { $0.joined() }
      output
    }
  }

  @Test(arguments: [
    ("ABC    def    GH   ij   Kl|", "---'ABC'--'def'-'GH'-'ij'K[l|]"),
    ("A----|", "-----[A|]"),
    ("ABCDE|", "-----['ABCDE'|]"),
    ("AB^", "--^"),
  ])
  func `chunks have neighbours that belong together`(input: String, output: String) async {
    let isOneChunk = output.contains("ABCDE")
    await expectDiagram {
      input
      Chunks($0.inputs[0]) { isOneChunk || ($0 == $0.uppercased()) == ($1 == $1.uppercased()) }.map { $0.joined() }
      output
    }
  }

  @Test(arguments: [
    ("A'Aa''ab'    b'BB''bb'    'cc''CC'      |", "--   -   'AAa' -  -   'bBb'   -   ['cC'|]"),
    ("A----|", "-----[A|]"),
    ("Aa^", "--^"),
  ])
  func `chunks have elements with the same first letter`(input: String, output: String) async {
    await expectDiagram {
      input
      Chunks($0.inputs[0]) { $0.prefix(1).lowercased() == $1.prefix(1).lowercased() }
        .map { $0.map { String($0.prefix(1)) }.joined() }
      output
    }
  }
}
