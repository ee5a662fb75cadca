// Differences are found by numbers of events; here they are found once more by the texts of lines, one aspect after another.

import EventLoops
import Testing

@testable import Comparison

@Suite("Differences")
struct DifferenceTests {
  /// Kinds among which some differ and have one text.
  private static let kinds: [SemanticEvent.Kind] = [
    .step(1), .note("step 1"), .note("step 2"), .step(2), .note("a"), .note("e\u{301}"), .note("\u{E9}"),
    .sent(call: "1", request: "x"), .note(#"call 1 sent "x""#), .sent(call: "call 1", request: "x"),
    .replied(call: "1", reply: "x"), .failed(call: "1", error: "b failed c"),
    .failed(call: "call 1 failed b", error: "c"),
    .recovered(call: "1", value: "x"), .stepThrew(1, error: "x"), .note("step 1 threw x"),
    .caught(place: "here", isCancellation: true), .caught(place: "cancellation here", isCancellation: false),
    .cancelRequested, .callCancelled(call: "1"), .callRefused(call: "1"),
    .finished(.value("again cancelled")), .finishedAgain(.cancelled), .finished(.cancelled),
    .finished(.value("cancelled")),
    .finished(.failed("x")), .finished(.value("failed x")),
  ]

  /// Runs of two or three versions that do much the same: some events of one are left out, added or moved in another one.
  private static func runs(_ random: inout SeededGenerator) -> [StyleRun] {
    let pool = kinds.filter { _ in random.next(below: 3) > 0 }
    func event(_ random: inout SeededGenerator) -> SemanticEvent {
      SemanticEvent(
        instant: Instant(nanoseconds: Int64(random.next(below: 2))), pipeline: 1 + random.next(below: 2),
        kind: pool.isEmpty ? .step(1) : pool[random.next(below: pool.count)], turn: 0, site: nil, posts: 0)
    }
    let first = (0..<random.next(below: 12)).map { _ in event(&random) }
    return (0..<2 + random.next(below: 2)).map { version in
      var events = first
      for _ in 0..<random.next(below: 3) {
        switch random.next(below: 3) {
        case 0 where !events.isEmpty: events.remove(at: random.next(below: events.count))
        case 1 where !events.isEmpty: events.swapAt(random.next(below: events.count), events.count - 1)
        default: events.insert(event(&random), at: random.next(below: events.count + 1))
        }
      }
      // A run of one pipeline does not number its lines, and then no line is that of another run.
      let pipelines = version == 2 && random.next(below: 8) == 0 ? 1 : 2
      if pipelines == 1 { events = events.map(\.inFirstPipeline) }
      return StyleRun(
        style: version == 0 ? .callback : .async, variant: version == 0 ? nil : "\(version)", pipelines: pipelines,
        events: events, report: VirtualEventLoop().run(), waitCycle: [], reached: [], evidence: RunEvidence())
    }
  }

  @Test(arguments: 0..<40)
  func `numbers of events tell the differences that the texts of lines tell`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<50 {
      let runs = Self.runs(&random)
      let found = StyleComparison(program: "program", runs: runs).differences
      let expected = Aspect.allCases.compactMap { TextDifference(in: $0, among: runs) }
      #expect(found.map(TextDifference.init) == expected, "\(runs)")
    }
  }

  @Test func `each request for the lines of a run gives the same lines`() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<200 {
      let runs = Self.runs(&random)
      let compared = ComparedRuns(runs)
      _ = StyleComparison(program: "program", compared) { [] }
      #expect(runs.indices.map { compared.lines(of: $0) } == runs.map(\.lines))
    }
  }
}

extension SemanticEvent {
  fileprivate var inFirstPipeline: SemanticEvent {
    SemanticEvent(instant: instant, pipeline: 1, kind: kind, turn: 0, site: nil, posts: 0)
  }
}

/// A difference in one aspect, found by the texts of lines.
private struct TextDifference: Equatable {
  let aspect: Aspect
  let groups: [Difference.Group]

  init(_ difference: Difference) {
    (aspect, groups) = (difference.aspect, difference.groups)
  }

  init?(in aspect: Aspect, among runs: [StyleRun]) {
    func isSame(_ left: [StyleRun.Line], _ right: [StyleRun.Line]) -> Bool {
      aspect == .order ? left == right : Self.counts(left) == Self.counts(right)
    }
    guard aspect != .leftovers else { return nil }
    var classes: [(lines: [StyleRun.Line], versions: [String])] = []
    for run in runs {
      let lines = run.events.filter { aspect.looks(at: $0.kind) }.map(run.line)
      if let known = classes.firstIndex(where: { isSame($0.lines, lines) }) {
        classes[known].versions.append(run.label)
      } else {
        classes.append((lines, [run.label]))
      }
    }
    guard classes.count > 1 else { return nil }
    if aspect == .order, !classes.allSatisfy({ Self.counts($0.lines) == Self.counts(classes[0].lines) }) {
      if Accounting(of: ComparedRuns(runs), courses: { [] }).mechanisms(behind: .order) != nil { return nil }
      let all = classes.map(\.lines)
      classes = classes.map { lines, versions in
        var seen: [StyleRun.Line] = []
        let shared = lines.filter { line in
          seen.append(line)
          return all.allSatisfy { list in list.count { $0 == line } >= seen.count { $0 == line } }
        }
        return (shared, versions)
      }
    }
    let all = classes.map(\.lines)
    self.aspect = aspect
    groups = classes.map { lines, versions in
      let first = lines.indices.first { index in
        aspect == .order
          ? all.contains { !$0.indices.contains(index) || $0[index] != lines[index] }
          : all.contains { list in
            list.count { $0 == lines[index] } < lines[...index].count { $0 == lines[index] }
          }
      }
      // The two versions of one style are together under its name.
      let isWhole = runs.allSatisfy { $0.style != .async || versions.contains($0.label) }
      let names = versions.reduce(into: [String]()) { names, label in
        let name = isWhole && label != "callback" ? "async" : label
        if !names.contains(name) { names.append(name) }
      }
      return Difference.Group(versions: names, line: first.map { lines[$0] })
    }
  }

  private static func counts(_ lines: [StyleRun.Line]) -> [StyleRun.Line: Int] {
    lines.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}
