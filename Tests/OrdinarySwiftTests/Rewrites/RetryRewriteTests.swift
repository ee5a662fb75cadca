// A retry helper with completion handlers and its rewrite, compared in every way.

import Callbacks
import Comparison
import EventLoops
import Exploration
import Foundation
import OrdinaryPrograms
import Testing

@Suite("The rewrite of a retry helper", .enabled(if: Flaw.isSupported))
struct RetryRewriteTests {
  // region retry-fake
  /// An upload that takes 20 ms and succeeds the third time.
  @Sendable private static func server(_ context: ProgramContext) -> Stub<String, Int> {
    context.stub("upload", after: .milliseconds(20), failingWith: { _ in ServerError.missing }) { _, attempt in
      if attempt < 3 { throw ServerError.busy }
      return attempt
    }
  }
  // endregion

  // region retry
  private static let upload = ComparedProgram("upload")
    .callback { context, done in
      legacyRetry(
        times: 3, pause: .milliseconds(50), after: { context.after($0, $1).cancel },
        { server(context)("report", completion: $0).cancel }, completion: done)
    }
    .async { context in try await retry(times: 3, pause: .milliseconds(50)) { try await server(context)("report") } }

  @Test func `does what the original did`() {
    #expect(RewriteCheck(of: Self.upload).isEquivalent)
  }
  // endregion

  @Test func `does not lose the failures that it tries again after`() {
    for version in Self.upload.versions {
      let sweep = DisturbanceSweep(.fault, of: Self.upload, version)
      let findings = sweep.failures.flatMap { $0.exploration.failures.flatMap(\.verdict.findings) }
      #expect(sweep.trials.count > 10)
      #expect(!findings.contains { $0.contains("is lost") }, "\(version): \(findings)")
    }
  }

  /// Beyond the functions and the fake: the lines from the program's name to the end of the test.
  @Test(arguments: [("RetryRewriteTests", "retry"), ("ImageLoaderRewriteTests", "image-loader")])
  func `takes few lines beside the two functions and the fake`(_ file: String, _ region: String) throws {
    let path = #filePath.replacing("RetryRewriteTests.swift", with: file + ".swift")
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    let first = try #require(lines.firstIndex { $0.hasSuffix("// region \(region)") })
    let count = lines[(first + 1)...].prefix { !$0.hasSuffix("// endregion") }.count { !$0.isEmpty }
    #expect(count > 5 && count <= 10, "\(region): \(count) lines")
  }
}
