// Damaged input for a few seconds: every reader of foreign input keeps its contract. `braid fuzz` runs for hours.

import Foundation
import Testing

@testable import Fuzzing

@Suite("Under damaged input")
struct FuzzingTests {
  private static let targets: [FuzzTarget] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Scenarios").path
    let files = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).sorted()
    return FuzzCatalog.targets(
      scenarios: files.compactMap { try? String(contentsOfFile: folder + "/" + $0, encoding: .utf8) })
  }()

  @Test(arguments: FuzzCatalog.names.filter { !["schedules", "ordinary", "dispatch"].contains($0) })
  func `a reader keeps its word`(name: String) throws {
    let target = try #require(Self.targets.first { $0.name == name })
    var fuzzer = Fuzzer(target, seed: 7)
    if let finding = try fuzzer.run(["lab", "run", "session", "trace"].contains(name) ? 300 : 1_500) {
      Issue.record("\(finding.message)\nin \(String(decoding: finding.input, as: UTF8.self).debugDescription)")
    }
    #expect(fuzzer.account.kinds > 2)
  }

  @Test func `the same seed tries the same inputs`() {
    func inputs(_ seed: UInt64) -> [[UInt8]] {
      var inputs: [[UInt8]] = []
      var fuzzer = Fuzzer(.token, seed: seed)
      _ = fuzzer.run(200) { inputs.append($0) }
      return inputs
    }
    let first = inputs(1)
    #expect(inputs(1) == first)
    #expect(inputs(2) != first)
  }

  /// A kind leaves numbers and quoted parts out; a sentence that a person reads has them.
  @Test(arguments: [
    ("schedules", "7", #"the search met the \d+ outcomes of \d+ lists? of choices in \d+ runs and \d+ class"#),
    ("scenario", "cal 1", "'cal' is not a statement"), ("query", "digit", #"\d+ characters"#),
    ("run", "title T\nprogram three-stages\n", "the styles agree"),
    ("http", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "^GET$"),
  ])
  func `a verdict on one input says what it is about`(name: String, input: String, sentence: String) throws {
    let target = try #require(Self.targets.first { $0.name == name })
    let text =
      switch target.verdict(on: Array(input.utf8)) {
      case .read(let kind, let saying): saying ?? kind
      case .refused(let reason), .broken(let reason): reason
      }
    #expect(try Regex(sentence).firstMatch(in: text) != nil, "\(text)")
  }

  @Test func `a reader that breaks its word is found out, with the input`() throws {
    let target = FuzzTarget("frail", "refuses nothing but a colon", seeds: ["abc"], pieces: [":"]) { input in
      input.contains(UInt8(ascii: ":")) ? .broken("a colon") : .read(as: "text")
    }
    var fuzzer = Fuzzer(target, seed: 1)
    let found = try fuzzer.run(1_000)
    let finding = try #require(found)
    #expect(finding.message == "a colon")
    #expect(target.verdict(on: finding.input) == .broken("a colon"))
  }
}
