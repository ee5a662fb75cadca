// The benchmarks: each runs, and its document has a fixed form. Their speed is not tested.

import Foundation
import Testing

@testable import Benchmarks
@testable import Workbench

@Suite("The benchmarks")
struct BenchmarkTests {
  private static let small = BenchmarkCatalog.benchmarks(size: 3)

  /// Measures on a thread of its own: a benchmark may wait for a task, which needs the threads that run the tests.
  private func measured(_ benchmarks: [Benchmark], rounds: Int) async -> BenchmarkReport {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(returning: BenchmarkRunner.run(benchmarks, rounds: rounds))
      }
    }
  }

  @Test(arguments: small.map(\.label))
  func `runs at a tiny size`(label: String) async throws {
    let benchmark = try #require(Self.small.first { $0.label == label })
    let report = await measured([benchmark], rounds: 2)
    let entry = try #require(report.results.first)
    #expect(entry.operations >= 1)
    #expect(entry.size == 3)
    #expect(entry.nanoseconds.low <= entry.nanoseconds.median && entry.nanoseconds.median <= entry.nanoseconds.high)
    #expect(entry.ratio > 0)
  }

  @Test func `have the names that were once given`() {
    let names = [
      "hold-1k", "hold-1m", "post", "ring-async", "pipeline-callback", "pipeline-future", "pipeline-async",
      "pipeline-varied-callback", "pipeline-varied-future", "pipeline-varied-async",
      "recording-callback", "recording-future", "recording-async", "thread-1k", "scenario", "parse", "trace-jsonl",
      "explore-12", "explore-50",
    ]
    #expect(BenchmarkCatalog.names == names)
  }

  @Test func `are measured with one, a thousand and a million pipelines in flight`() {
    for style in ["callback", "future", "async"] {
      let sizes = BenchmarkCatalog.benchmarks(named: ["pipeline-\(style)"]).map(\.size)
      #expect(sizes == [1, 1_000, 1_000_000])
      #expect(BenchmarkCatalog.benchmarks(named: ["pipeline-varied-\(style)"]).map(\.size) == [1_000, 1_000_000])
    }
  }

  @Test func `report the cost of a record as a ratio`() async throws {
    let names = ["recording-callback", "recording-future", "recording-async"]
    let report = await measured(BenchmarkCatalog.benchmarks(named: names, size: 3), rounds: 2)
    #expect(report.results.map(\.name) == names)
    for entry in report.results { #expect(try #require(entry.timesPlain).low > 0) }
    #expect(try report.text().contains("\"timesPlain\" : {"))
  }

  @Test func `are reported in a document with these keys`() async throws {
    let text = try await measured(BenchmarkCatalog.benchmarks(named: ["ring-async"], size: 2), rounds: 3).text()
    let document = try JSONDecoder().decode(Keys.self, from: Data(text.utf8))
    #expect(document.names == ["build", "interrupted", "machine", "results", "rounds", "schema", "version"])
    #expect(document["machine"]?.names == ["nanosecondsPerStep", "processorPercent"])
    let keys = ["name", "nanoseconds", "operations", "perSecond", "ratio", "size", "unit", "variant"]
    #expect(document["results"]?.elements.map(\.names) == [keys.filter { $0 != "variant" }, keys])
    #expect(document["results"]?.elements.first?["nanoseconds"]?.names == ["high", "low", "median"])
    #expect(text.contains("\"schema\" : \"braid.bench\"") && text.contains("\"version\" : 1"))
  }

  /// The keys of a JSON document, and of what is in it.
  private indirect enum Keys: Decodable {
    case object([String: Keys])
    case array([Keys])
    case value

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let object = try? container.decode([String: Keys].self) {
        self = .object(object)
      } else if let array = try? container.decode([Keys].self) {
        self = .array(array)
      } else {
        self = .value
      }
    }

    subscript(name: String) -> Keys? {
      if case .object(let object) = self { object[name] } else { nil }
    }

    var names: [String] {
      if case .object(let object) = self { object.keys.sorted() } else { [] }
    }

    var elements: [Keys] {
      if case .array(let array) = self { array } else { [] }
    }
  }

  @Test(arguments: [([3], 3), ([5, 1, 3], 3), ([4, 1, 3, 2], 2.5)] as [([Double], Double)])
  func `the middle of some measurements is their median`(values: [Double], median: Double) {
    #expect(Spread(of: values).median == median)
  }

  @Test func `the scenario that is measured does what it expects`() throws {
    let scenario = try Scenario(ScenarioSource(text: ScenarioBenchmarks.text, path: "benchmark.scenario"))
    for mismatch in ScenarioRunner.run(scenario).mismatches { Issue.record("\(mismatch)") }
  }
}
