// Which mechanism accounts for what, among the runs of a comparison.

import EventLoops

/// What accounts for the differences between the runs of a comparison, each of them seen beside each other one.
///
/// Each part is worked out when it is first asked for: most comparisons differ in the order alone, for which nothing but the
/// runs themselves is needed.
final class Accounting {
  private let compared: ComparedRuns
  private let courses: () -> [StyleRun]?
  private lazy var traced = zip(compared.runs, compared.events).map { TracedRun($0, $1) }
  /// The runs two by two.
  private lazy var pairs = makePairs()

  private struct Pair {
    let parted: PartedRun
    /// The mechanism behind each event that one of the two has alone; nil for what nothing accounts for.
    let own, other: [Int: Mechanism]
  }

  /// - Parameter courses: What each version does when it is left alone, in the order of the runs; empty if unknown, and nil
  ///   if nothing disturbs the runs.
  init(of compared: ComparedRuns, courses: @escaping () -> [StyleRun]?) {
    self.compared = compared
    self.courses = courses
  }

  private func makePairs() -> [Pair] {
    let found = courses()?.map { TracedRun($0, compared.numbers(of: $0)) } ?? traced
    let courses = found.count == traced.count ? found.map(PartedRun.Course.init) : []
    return traced.indices.flatMap { first in
      traced.indices[(first + 1)...].map { second in
        let parted = PartedRun(
          traced[first], beside: traced[second],
          courses: courses.isEmpty ? (nil, nil) : (courses[first], courses[second]))
        // Most explanations ask for the cancelled pipelines, which are found once for both directions.
        let differs = !parted.extras.isEmpty || !parted.otherExtras.isEmpty
        let cancelled = differs ? CancelledPipeline.all(in: parted) : []
        return Pair(
          parted: parted, own: Self.mechanisms(in: parted, cancelled),
          other: Self.mechanisms(in: parted.turnedRound, cancelled.map(\.turnedRound)))
      }
    }
  }

  private static func mechanisms(in parted: PartedRun, _ cancelled: [CancelledPipeline]) -> [Int: Mechanism] {
    guard !parted.extras.isEmpty else { return [:] }
    var known: [Int: Mechanism] = [:]
    // The first one that accounts for an event is its reason: where each has one, the others are not asked.
    for explanation in Explanation.all where known.count < parted.extras.count {
      for index in explanation.accounts(parted, cancelled) where known[index] == nil {
        known[index] = explanation.mechanism
      }
    }
    // A plan that cancels at something which only one run does cancels only that run.
    for index in parted.extras where parted.own.events[index].kind == .cancelRequested {
      known[index] = known[index - 1]
    }
    return known
  }

  /// The mechanisms behind a difference in one aspect, in the order in which they show; nil if something of it has none.
  func mechanisms(behind aspect: Aspect) -> [Mechanism]? {
    switch aspect {
    case .leftovers: mechanismsOfLeftovers
    case .order: mechanismsOfOrder
    default: mechanisms(behind: aspect.looks)
    }
  }

  private func mechanisms(behind isMeant: (SemanticEvent.Kind) -> Bool) -> [Mechanism]? {
    var found: [(instant: Instant, mechanism: Mechanism)] = []
    for (number, pair) in pairs.enumerated() {
      for (run, extras, known) in [
        (pair.parted.own, pair.parted.extras, pair.own), (pair.parted.other, pair.parted.otherExtras, pair.other),
      ] {
        for index in extras where isMeant(run.events[index].kind) {
          // Beside the first run everything has to be accounted for; what two others differ in follows from that.
          guard let mechanism = known[index] else {
            if number < traced.count - 1 { return nil }
            continue
          }
          found.append((run.events[index].instant, mechanism))
        }
      }
    }
    // Stable: among those of one instant, in the order of the runs and of their events.
    let ordered = found.enumerated().sorted { ($0.element.instant, $0.offset) < ($1.element.instant, $1.offset) }
    return ordered.map(\.element.mechanism).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// What is left over, and which contracts were broken: known only where the API itself broke one.
  private var mechanismsOfLeftovers: [Mechanism]? {
    let isKnown = pairs.allSatisfy { pair in
      let runs = [pair.parted.own, pair.parted.other]
      return runs.allSatisfy { traced in
        let violations: [Violation.Kind] = [.calledTwice, .fulfilledTwice, .resumedTwice]
        let report = traced.run.report
        return traced.indexOfSecondAnswer != nil && report.leftovers.isEmpty && report.escapes.isEmpty
          && report.violations.allSatisfy { violations.contains($0.kind) } && !report.violations.isEmpty
      }
    }
    return isKnown ? [.answeredTwice] : nil
  }

  /// An order has its reason beside that of the first run: all others follow.
  private var mechanismsOfOrder: [Mechanism]? {
    var found: [Mechanism] = []
    guard let own = traced.first else { return found }
    for other in traced.dropFirst() {
      let shared = SharedOrder(own, other) { Aspect.order.looks(at: $0.kind) }
      guard let inversion = shared.firstInversion else { continue }
      let instant = min(own.events[inversion.own].instant, other.events[inversion.other].instant)
      let mechanism: Mechanism
      if own.wasShuffled(by: instant) || other.wasShuffled(by: instant) {
        mechanism = .scheduleChose
      } else if shared.isExplainedByHops(own, other) {
        mechanism = .hops
      } else {
        return nil
      }
      if !found.contains(mechanism) { found.append(mechanism) }
    }
    return found
  }
}
