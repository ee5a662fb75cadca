// The runs that the reductions of one exploration's failures are made of: each is made once.

import EventLoops

/// What is known of a subject's runs under orderings, for all failures of one exploration together.
///
/// Most failures of an exploration have a common cause: the outcomes differ in the order of what has nothing to do with it.
/// What was found out for the first of them holds for the others.
final class ShrinkingRuns {
  /// A failure that was reduced.
  struct Reduced {
    let findings: [String]
    /// The orderings, with long codes, and with the codes of the token.
    let constraints: Set<OrderingConstraint>
    let shortened: [OrderingConstraint]
    let options: [Int]
  }

  private struct Schedule: Hashable {
    let constraints: [OrderingConstraint]
    let options: [Int]
  }

  let subject: Subject
  private let limits: VirtualEventLoop.Limits
  /// How many runs were made.
  private(set) var count = 0
  /// The failures that were reduced to orderings.
  var reduced: [Reduced] = []
  private var findings: [Schedule: [String]] = [:]

  init(of subject: Subject, _ limits: VirtualEventLoop.Limits) {
    (self.subject, self.limits) = (subject, limits)
  }

  /// The run under the plain schedule.
  private(set) lazy var plain = run(FIFOScheduler())

  /// Makes a run and records everything.
  func run(_ driver: any ScheduleDriver) -> SubjectRun {
    count += 1
    return subject.run(driver, limits, .everything)
  }

  /// What is found under some orderings, with options of other choices.
  func findings(under constraints: [OrderingConstraint], options: [Int]) -> [String] {
    if constraints.isEmpty, options.isEmpty { return plain.verdict.findings }
    let schedule = Schedule(constraints: constraints, options: options)
    if let known = findings[schedule] { return known }
    let found = run(ReplayToken.Schedule.constrained(constraints, options: options).driver).verdict.findings
    findings[schedule] = found
    return found
  }

  /// A failure that was reduced, with the same findings and by orderings that are all among some others.
  func reduced(_ findings: [String], by constraints: [OrderingConstraint], options: [Int]) -> Reduced? {
    if reduced.isEmpty { return nil }
    let all = Set(constraints)
    return reduced.first {
      $0.findings == findings && ($0.options.isEmpty || $0.options == options) && $0.constraints.isSubset(of: all)
    }
  }
}
