// `braid bench --compare`: which ratio fails, what is measured, and what is said about a file that is no stored run.

import Foundation
import Testing

@testable import Benchmarks
@testable import CommandLineInterface

@Suite struct `A comparison with a stored run` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func run(_ words: String...) -> (ending: Ending, text: String) {
    let captured = CapturedConsole()
    let code = CommandLineInterface.run(arguments: ["bench"] + words, console: captured.console)
    return (Ending(output: captured.output, errors: captured.errors, code: code), captured.output + captured.errors)
  }

  private func stored(_ text: String) throws -> String { try folder.file("stored.json", text).path }

  // MARK: - Thresholds

  /// A comparison of one entry whose times by the stored median are these.
  private func comparison(low: Double, median: Double, high: Double, threshold: Int) -> BenchComparison {
    let spread = Spread(low: low, median: median, high: high)
    var entry = BenchmarkReport.Entry(
      name: "post", variant: nil, size: 1, unit: "event", operations: 1, nanoseconds: spread, perSecond: 1, ratio: 1,
      bytesEach: nil, timesPlain: nil)
    entry.timesStored = spread
    let report = BenchmarkReport(
      build: "release", rounds: 1, interrupted: false,
      machine: .init(nanosecondsPerStep: spread, processorPercent: 100), results: [entry])
    return BenchComparison(report, with: "stored.json", threshold: threshold)
  }

  @Test(arguments: [
    (1.11, 1.2, 1.3, 10, true, "slower"), (1.1, 1.2, 1.3, 10, false, "perhaps slower"),
    (1.02, 1.05, 3, 10, false, ""), (1.04, 1.05, 1.06, 3, true, "slower"), (0.9, 1, 2, 10, false, ""),
    (0.5, 0.6, 0.7, 10, false, "faster"), (0.8, 0.85, 0.95, 10, false, ""), (2.1, 2.2, 2.3, 100, true, "slower"),
  ])
  func `fails where even the fastest round is beyond the threshold`(
    low: Double, median: Double, high: Double, threshold: Int, fails: Bool, word: String
  ) throws {
    let comparison = comparison(low: low, median: median, high: high, threshold: threshold)
    #expect(comparison.isSlower == fails)
    let row = try #require(comparison.text(Palette(hasColor: false)).split(separator: "\n").dropFirst().first)
    #expect(row.hasSuffix(word.isEmpty ? BenchTable.short(high) : "  \(word)"), "\(row)")
  }

  @Test func `prints the ratios and ends with 1 where a case has become slower`() throws {
    let path = try stored(StoredRunText.of([("post", nil, 7, 1e-6), ("parse", nil, 1, 1e9)]))
    let (ending, text) = run("--compare", path, "--rounds", "1")
    #expect(ending.code == .expectationFailed)
    let rows = text.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(rows.contains { $0.first == "post" && $0.dropFirst().first == "7" && $0.last == "slower" }, "\(text)")
    #expect(rows.contains { $0.first == "parse" && $0.last == "faster" }, "\(text)")
    #expect(text.contains("\n1 of 2 cases take more than 10 % longer than in "), "\(text)")
  }

  @Test func `ends with 0 where nothing has become slower, and measures only named cases of the file`() throws {
    let path = try stored(StoredRunText.of([("post", nil, 7, 1e9), ("parse", nil, 1, 1e-6)]))
    let (ending, text) = run("post", "--compare", path, "--rounds", "1", "--threshold", "50")
    #expect(ending.code == .success)
    #expect(!text.contains("parse"))
    #expect(text.contains("no case takes more than 50 % longer than in "), "\(text)")
  }

  @Test func `in JSON has the ratio beside each measurement, and the same exit code`() throws {
    let path = try stored(StoredRunText.of([("pipeline-callback", nil, 3, 1e-6)]))
    let (ending, text) = run("--compare", path, "--rounds", "1", "--json")
    #expect(ending.code == .expectationFailed)
    #expect(text.contains("\"timesStored\" : {"))
  }

  // MARK: - Files that cannot be compared with

  /// Texts, and what is said about each behind the path.
  private static let mistakes: [(text: String, message: String)] = [
    ("", ":1:1: error: the document ends where a value is needed"),
    ("{\n  \"schema\": \"braid.run\"\n}", ":2:13: error: the schema is not 'braid.bench'"),
    ("{\"schema\": 7}", ":1:12: error: a string is needed here"),
    ("[]", ":1:1: error: an object is needed here"),
    ("{\"schema\": \"braid.bench\"}", ":1:1: error: the key 'version' is missing in this object"),
    (
      "{\"schema\": \"braid.bench\",\n\"version\": 2}",
      ":2:12: error: the version is newer than 1, the newest that can be read"
    ),
    (StoredRunText.of([]), ":3:14: error: there is no measurement in this list"),
    (StoredRunText.of([("pots", nil, 1, 1)]), ":4:14: error: no case is called 'pots'"),
    (StoredRunText.of([("post", "async", 1, 1)]), ":4:14: error: no case is called 'post, async'"),
    (StoredRunText.of([("post", nil, 0, 1)]), ":4:30: error: a number above 0 is needed here"),
    (
      StoredRunText.of([("post", nil, 10_000_001, 1)]),
      ":4:30: error: the size is no whole number up to 10000000"
    ),
    (
      StoredRunText.of([("post", nil, 2, 1), ("post", nil, 2, 1)]), ":6:5: error: 'post, 2' is in the file twice"
    ),
    (StoredRunText.of([("post", nil, 2, -1)]), ":5:29: error: a number above 0 is needed here"),
    (
      StoredRunText.of([("post", nil, 2, 1)]).replacing("\"low\": 1.0", with: "\"low\": 3"),
      ":5:21: error: these are not in the order low, median, high"
    ),
    ("{\"a\": \"ü\", \"b\" 1}", ":1:16: error: a ':' is needed behind the key"),
    ("{\"a\": 1, \"a\": 1}", ":1:10: error: this key is in the object twice"),
    ("{\"a\": 1", ":1:8: error: a ',' or a '}' is needed here"),
    ("[1 2]", ":1:4: error: a ',' or a ']' is needed here"),
    ("{} x", ":1:4: error: there is text after the end of the document"),
    ("[\"a", ":1:4: error: the string has no end"),
    ("[\"\\q\"]", ":1:3: error: JSON has no such escape"),
    ("[1e]", ":1:2: error: this is no number"),
    ("[nul]", ":1:2: error: a value is needed here"),
    (String(repeating: "[", count: 100_000), ":1:33: error: the document is nested deeper than 32 levels"),
  ]

  @Test(arguments: mistakes)
  func `names the place of a mistake in the file and ends with 65`(text: String, message: String) throws {
    let path = try stored(text)
    let ending = run("--compare", path).ending
    #expect(ending.code == .malformedScenario)
    #expect(ending.errors.hasPrefix(path + message + "\n"), "\(ending.errors)")
    #expect(ending.output.isEmpty)
  }

  @Test func `reads escapes in strings`() throws {
    let text = StoredRunText.of([("post", nil, 2, 1)]).replacing("\"post\"", with: #""\u0070ost""#)
    #expect(try StoredRun(text: text).entries.map(\.benchmark.label) == ["post, 2"])
  }

  @Test func `refuses files that are missing, too large, of another build or without the named case`() throws {
    let missing = run("--compare", folder.path + "/none").ending
    #expect(missing.code == .notFound)
    #expect(missing.errors.contains("/none: error: there is no such file\n"))
    let large = run("--compare", try stored(String(repeating: " ", count: StoredRun.largestFile + 1))).ending
    #expect(large.code == .malformedScenario)
    #expect(large.errors.contains("the file is larger than 1048576 bytes\n"))
    let other = run("--compare", try stored(StoredRunText.of([("post", nil, 2, 1)], build: "other"))).ending
    #expect(other.code == .usage)
    #expect(other.errors.contains("is not of a \(BenchmarkReport.currentBuild) build, as this one is\n"))
    let unnamed = run("parse", "--compare", try stored(StoredRunText.of([("post", nil, 2, 1)]))).ending
    #expect(unnamed.code == .malformedScenario)
    #expect(unnamed.errors.contains("the file has no measurement of 'parse'\n"))
  }

  @Test func `can be made with what '--json' has printed`() throws {
    let path = try stored(run("post", "--n", "5", "--rounds", "1", "--json").ending.output)
    let (ending, text) = run("--compare", path, "--rounds", "1", "--threshold", "1000")
    #expect(ending.code == .success, "\(text)")
  }
}
