// The pictures of growth: where points are, what is written, and that they are well-formed.

import Foundation
import Testing

@testable import Benchmarks

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct `A chart of growth` {
  private static let curve = GrowthCurve(
    "time", title: "Nanoseconds a pipeline", sizes: "pipelines in flight",
    lines: [
      .init("callback", [(1_000, 100), (10_000, 150), (100_000, 400)]), .init("async", [(1_000, 800), (10_000, 390)]),
      .init("none", []),
    ])

  @Test func `has the sizes at equal distances and the costs from zero`() {
    let text = GrowthChart(Self.curve).text
    // From 50 for 800 to 330 for 0, in steps of 200.
    #expect(text.contains("d=\"M70 295L330 277L590 190\"/>"), "\(text)")
    #expect(text.contains("d=\"M70 50L330 193\"/>"), "\(text)")
    for value in [0, 200, 400, 600, 800] { #expect(text.contains("\">\(value)</text>"), "\(value)") }
    for size in ["1,000", "10,000", "100,000"] { #expect(text.contains(">\(size)</text>"), "\(size)") }
    #expect(text.contains(">pipelines in flight</text>") && text.contains("<title>Nanoseconds a pipeline</title>"))
  }

  @Test func `has the names of lines that end at one height below each other`() {
    let text = GrowthChart(Self.curve).text
    #expect(text.contains("y=\"194\">callback</text>") && text.contains("y=\"212\">async</text>"), "\(text)")
    #expect(!text.contains(">none<"))
  }

  @Test(arguments: [0.02, 0.4, 1, 7, 4_999, 5_001, 123_456_789])
  func `has six horizontal lines at most, and the largest cost below the highest`(largest: Double) throws {
    let curve = GrowthCurve("c", title: "t", sizes: "s", lines: [.init("a", [(1_000, largest)])])
    let text = GrowthChart(curve).text
    #expect((2...6).contains(text.components(separatedBy: "class=\"rule\"").count - 1), "\(text)")
    let match = try #require(text.firstMatch(of: /cy="(\d+)"/))
    #expect(try (50...280).contains(#require(Int(match.1))), "\(text)")
  }

  @Test func `is well-formed, and the same each time`() {
    let text = GrowthChart(Self.curve).text
    #expect(XMLParser(data: Data(text.utf8)).parse())
    #expect(text == GrowthChart(Self.curve).text)
  }
}
