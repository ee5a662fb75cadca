// From a schedule that fails to the few orderings that make it fail.

import EventLoops

/// Delta debugging over the orderings in which a failing run differs from the plain one.
///
/// After Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input" (TSE 2002). The result is minimal
/// in that none of its orderings can be left out; there may be a smaller set of other ones.
struct Shrinking {
  /// The orderings that are left; nil if no set of orderings reproduces the failure.
  private(set) var constraints: [OrderingConstraint]?
  /// The picks of the choices that are not about events.
  private(set) var options: [Int] = []
  /// How many orderings there were at first.
  private(set) var candidates = 0
  /// How many runs it took, besides those that were made for other failures.
  private(set) var runs = 0
  private let known: ShrinkingRuns
  private let findings: [String]

  /// Shrinks a schedule to what its findings depend on.
  init(_ row: OutcomeSet.Row, of subject: Subject, limits: VirtualEventLoop.Limits) {
    self.init(row, by: ShrinkingRuns(of: subject, limits))
  }

  /// Shrinks one of several schedules of a subject.
  ///
  /// - Parameter isHurried: Whether to look only if the plain schedule fails as well.
  init(_ row: OutcomeSet.Row, by known: ShrinkingRuns, isHurried: Bool = false) {
    self.known = known
    findings = row.verdict.findings
    let before = known.count
    if reproduces([], options: []) {
      constraints = []
    } else if !isHurried {
      shrink(row)
    }
    runs = known.count - before
  }

  private mutating func shrink(_ row: OutcomeSet.Row) {
    let script = ReplayScheduler(row.picks)
    let failing = known.run(script)
    options = script.options
    guard let failing = failing.record, let plain = known.plain.record else { return }
    for all in [false, true] {
      let differing = Self.differences(between: failing, and: plain, all: all)
      if let same = known.reduced(findings, by: differing, options: options) {
        (candidates, constraints, options) = (differing.count, same.shortened, same.options)
        return
      }
      guard reproduces(differing, options: options) else { continue }
      candidates = differing.count
      let left = minimal(differing)
      let shortened = shortened(left, in: [failing, plain])
      if reproduces(shortened, options: []) { options = [] }
      constraints = shortened
      known.reduced.append(
        .init(findings: findings, constraints: Set(left), shortened: shortened, options: options))
      return
    }
    reversePlain(plain)
  }

  /// How many single orderings are tried.
  private static let reversalLimit = 256

  /// Looks for a single ordering that makes the plain schedule fail in the same way.
  ///
  /// The orderings of the failing run do not, where the names of its events mean others in the plain one: the segments of a
  /// task have numbers, and a task that found in the failing run what it had to wait for in the plain one has fewer.
  private mutating func reversePlain(_ plain: ScheduleRecord) {
    for constraint in Self.reversals(of: plain).prefix(Self.reversalLimit) where reproduces([constraint], options: []) {
      candidates = 1
      options = []
      constraints = shortened([constraint], in: [plain])
      return
    }
  }

  /// The pairs of events of one instant that a run has in the opposite order, those next to each other first.
  private static func reversals(of record: ScheduleRecord) -> [OrderingConstraint] {
    let codes = record.steps.map { EventCode($0.event, in: record, letters: EventCode.long) }
    var pairs: [(first: Int, second: Int)] = []
    for second in record.steps.indices {
      for first in 0..<second where record.steps[first].instant == record.steps[second].instant {
        if record.events[record.steps[second].event].poster != first { pairs.append((first, second)) }
      }
    }
    pairs.sort { ($0.second - $0.first, $0.first) < ($1.second - $1.first, $1.first) }
    return pairs.map { OrderingConstraint(first: codes[$0.second], second: codes[$0.first]) }
  }

  private func reproduces(_ constraints: [OrderingConstraint], options: [Int]) -> Bool {
    known.findings(under: constraints, options: options) == findings
  }

  /// The pairs of conflicting events that the failing run has in an order which the plain run has not.
  ///
  /// - Parameter all: Whether to look at all pairs, or only at those with no third event in between.
  private static func differences(
    between failing: ScheduleRecord, and plain: ScheduleRecord, all: Bool
  ) -> [OrderingConstraint] {
    var places: [UInt64: Int] = [:]
    for (place, step) in plain.steps.enumerated() { places[plain.events[step.event].name] = place }
    let order = HappensBefore(failing, count: failing.steps.count)
    var pairs = order.races.map { (failing.steps[$0.first].event, failing.steps[$0.second].event) }
    if all {
      for j in failing.steps.indices {
        for i in 0..<j where failing.steps[i].instant == failing.steps[j].instant {
          pairs.append((failing.steps[i].event, failing.steps[j].event))
        }
      }
    }
    pairs += failing.withdrawals.map { (failing.steps[$0.step].event, $0.event) }
    var seen: Set<OrderingConstraint> = []
    return pairs.compactMap { first, second in
      let (firstName, secondName) = (failing.events[first].name, failing.events[second].name)
      if let before = places[firstName], let after = places[secondName], before < after { return nil }
      let constraint = OrderingConstraint(
        first: EventCode(first, in: failing, letters: EventCode.long),
        second: EventCode(second, in: failing, letters: EventCode.long))
      return seen.insert(constraint).inserted ? constraint : nil
    }
  }

  /// Leaves out what can be left out, in ever smaller parts.
  private func minimal(_ constraints: [OrderingConstraint]) -> [OrderingConstraint] {
    var left = constraints
    var parts = 2
    while left.count >= 2 {
      let size = (left.count + parts - 1) / parts
      var isReduced = false
      for start in stride(from: 0, to: left.count, by: size) {
        let rest = Array(left[..<start] + left[min(start + size, left.count)...])
        if reproduces(rest, options: options) {
          left = rest
          parts = max(parts - 1, 2)
          isReduced = true
          break
        }
      }
      if isReduced { continue }
      if size == 1 { break }
      parts = min(parts * 2, left.count)
    }
    if left.count == 1, reproduces([], options: options) { return [] }
    return left
  }

  /// The orderings with short codes, unless other events have these codes too.
  private func shortened(
    _ constraints: [OrderingConstraint], in records: [ScheduleRecord]
  ) -> [OrderingConstraint] {
    let short = constraints.map { $0.shortened(to: EventCode.short) }
    let codes = Set(short.flatMap { [$0.first, $0.second] })
    let isAmbiguous = records.contains { record in
      let events = record.events.indices.filter { codes.contains(EventCode($0, in: record, letters: EventCode.short)) }
      return events.count > codes.count
    }
    return isAmbiguous || codes.count < Set(constraints.flatMap { [$0.first, $0.second] }).count ? constraints : short
  }
}
