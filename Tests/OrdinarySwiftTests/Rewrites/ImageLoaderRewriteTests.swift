// An image loader with completion handlers and its rewrite, compared in every way.

import Callbacks
import Comparison
import EventLoops
import Exploration
import OrdinaryPrograms
import Testing

@Suite("The rewrite of an image loader", .enabled(if: Flaw.isSupported))
struct ImageLoaderRewriteTests {
  private static let names = ["cat", "cat"]

  /// The server: a picture takes 20 ms, and the first request finds the server busy.
  @Sendable private static func server(_ context: ProgramContext) -> Stub<String, Picture> {
    context.stub("picture", after: .milliseconds(20), failingWith: { _ in ServerError.missing }) { name, attempt in
      if attempt == 1 { throw ServerError.busy }
      return Picture(name: name, size: name.utf8.count)
    }
  }

  // region image-loader
  private static let gallery = ComparedProgram("gallery")
    .callback { context, done in
      LegacyImageLoader { server(context)($0, completion: $1).cancel }.loadAll(names, completion: done)
    }
    .async { context in try await ImageLoader { try await server(context)($0) }.loadAll(names) }

  @Test func `does what the original did`() {
    #expect(RewriteCheck(of: Self.gallery).isEquivalent)
  }
  // endregion

  @Test func `shares equal requests, tries again and delivers typed values`() {
    let runs = Self.gallery.compare().runs
    #expect(runs.count == 2)
    for run in runs {
      #expect(
        run.events.map(\.description) == [
          #"0ms picture sent "cat""#, "20ms picture failed busy", #"20ms picture sent "cat""#,
          #"40ms picture replied "Picture(name: \"cat\", size: 3)""#,
          #"40ms finished [Picture(name: "cat", size: 3), Picture(name: "cat", size: 3)]"#,
        ], "\(run)")
    }
  }
}
