// Programs whose outputs are objects: not Sendable, or of the main actor.

import Callbacks
import Comparison
import EventLoops
import Exploration
import OrdinaryPrograms
import Promises
import Testing

@Suite("Outputs that are objects") struct OutputTests {
  // region object-outputs
  /// A thumbnail is not `Sendable`.
  private static func thumbnail(_ name: String = "cat", width: Int) -> ComparedProgram {
    ComparedProgram("thumbnail")
      .callback { _, done in LegacyThumbnails(width: 3).make(name, completion: done) }
      .async { _ in try await Thumbnails(width: width).make(name) }
  }

  /// A gallery is a model of the main actor.
  private static func gallery(_ title: String) -> ComparedProgram {
    ComparedProgram("gallery")
      .callback { _, done in Task { @MainActor in Gallery().load("cats") { done(.success($0)) } } }
      .async { _ in await Gallery().load(title) }
  }

  /// Its cover is a thumbnail, which the gallery keeps.
  private static func cover(_ title: String) -> ComparedProgram {
    ComparedProgram("cover")
      .callback { _, done in Task { @MainActor in Gallery().load("cats") { done(.success($0.cover)) } } }
      .async { @MainActor _ in await Gallery().load(title).cover }
  }
  // endregion

  /// A thumbnail in two more versions.
  private static func thumbnailInAllStyles(width: Int) -> ComparedProgram {
    thumbnail(width: width)
      .future { context in
        let promise = Promise<LoopConfined<Thumbnail>>(on: context.loop, "thumbnail")
        LegacyThumbnails(width: 3).make("cat").whenReady { thumbnail in
          promise.succeed(LoopConfined(thumbnail, on: context.loop))
        }
        return promise.future
      }
      .async(variant: "changing it") { _ in
        let thumbnail = try await Thumbnails(width: width).make("cat")
        // Still the caller's alone.
        thumbnail.tags += ["pet"]
        thumbnail.tags.removeLast()
        return thumbnail
      }
  }

  private static let pictures = (
    same: #"Thumbnail(name: "cat", width: 3, tags: ["small"])"#,
    other: #"Thumbnail(name: "cat", width: 4, tags: ["small"])"#
  )

  @Test func `objects that are not Sendable are compared by their properties in each style`() {
    let same = Self.thumbnailInAllStyles(width: 3).compare()
    #expect(same.agrees, "\(same)")
    #expect(same.runs.map(\.outcomes) == Array(repeating: [.value(Self.pictures.same)], count: 4), "\(same.runs)")
    let other = Self.thumbnailInAllStyles(width: 4).compare()
    let sentence = "outcome — callback and future: finished \(Self.pictures.same) at 20ms; async: finished "
    #expect(other.unexplained.map(\.sentence) == [sentence + Self.pictures.other + " at 20ms"], "\(other)")
  }

  @Test func `errors that are objects are compared by their properties`() throws {
    let same = Self.thumbnail("", width: 3).compare()
    #expect(same.agrees, "\(same)")
    #expect(same.runs.map(\.outcomes) == Array(repeating: [.failed("UnnamedError(width: 3)")], count: 2))
    let other = try #require(Self.thumbnail("", width: 4).compare().unexplained.first).sentence
    #expect(other.contains("UnnamedError(width: 3)") && other.contains("UnnamedError(width: 4)"), "\(other)")
  }

  @Test(arguments: [gallery, cover]) func `outputs of the main actor are compared by their properties`(
    _ program: @Sendable (String) -> ComparedProgram
  ) {
    let same = program("cats").compare()
    #expect(same.agrees, "\(same)")
    #expect(same.runs.allSatisfy { "\($0)".contains(#"name: "cats", width: 1"#) }, "\(same.runs)")
    let other = program("dogs").compare()
    let sentence = other.unexplained.map(\.sentence).joined()
    #expect(sentence.contains(#"name: "cats""#) && sentence.contains(#"name: "dogs""#), "\(other)")
  }

  @Test(arguments: [
    (thumbnailInAllStyles(width: 3), thumbnailInAllStyles(width: 4)), (gallery("cats"), gallery("dogs")),
  ])
  func `the search in every order and the sweeps find what differs, and nothing else`(
    _ same: ComparedProgram, _ other: ComparedProgram
  ) throws {
    let check = RewriteCheck(of: same)
    #expect(check.isEquivalent, "\(check)")
    let texts = other.compare().runs.map { "\($0.outcomes[0] ?? .cancelled)" }
    let (first, last) = (try #require(texts.first), try #require(texts.last))
    #expect(first != last)
    let differences = RewriteCheck(of: other).differences
    for place in ["undisturbed", "cancelled before the start"] {
      #expect(
        differences.contains { $0.hasPrefix("\(place): outcome") && $0.contains(first) && $0.contains(last) },
        "\(differences)")
    }
    let differential = Differential(of: other)
    #expect(!differential.isEquivalent)
    #expect(
      "\(differential)".contains("callback can end with \(first), and async was never seen to"), "\(differential)")
    #expect(Differential(of: same).isEquivalent)
    #expect(CancellationSweep(of: same).findings.isEmpty)
  }

  @Test func `the sweep of faults finds that an object hides a failure`() {
    let program = ComparedProgram("hidden").async { context in
      let width = (try? await context.stub("width") { (_: String) in 3 }("cat")) ?? 3
      return Thumbnail("cat", width: width)
    }
    let sweep = DisturbanceSweep(.fault, of: program, program.versions[0])
    let findings = sweep.failures.flatMap { $0.exploration.failures.flatMap(\.verdict.findings) }
    #expect(findings.contains { $0.contains("the failure of width is lost") }, "\(findings)")
  }

  @Test func `a search finds each state that an object can end in`() {
    let program = ComparedProgram("two titles").async { _ in
      let gallery = await Gallery()
      async let first = gallery.load("cats")
      async let second = gallery.load("dogs")
      _ = await (first, second)
      return gallery
    }
    let exploration = ScheduleExploration(of: Subject(program, program.versions[0]), Effort(runs: 2_000))
    let titles = exploration.outcomes.outcomes.map { $0.contains(#"["cats", "dogs"]"#) }
    #expect(titles.sorted { $0 && !$1 } == [true, false], "\(exploration)")
  }
}
