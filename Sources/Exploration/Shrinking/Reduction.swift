// A failure in a smaller setting: fewer faults, fewer pipelines, less that is special, shorter times.

package import Comparison
import EventLoops

/// A plan and a disturbance from which nothing can be left out, so that the failure still shows.
///
/// The reduction is greedy: it tries one simplification after another, in the order in which they help a reader most,
/// and keeps each under which the same orderings lead to the same failure. Two failures are the same if their findings
/// are, whatever pipelines and instants these name. As with Zeller's and Hildebrandt's delta debugging the result is
/// minimal in that no single simplification applies any more; there may be a smaller one.
package struct Reduction: Sendable {
  /// The name of the program.
  package let program: String
  /// The plan that is left.
  package let plan: Plan
  /// What is left of what was done to the program besides its plan; nil if the plan alone leads to the failure.
  package let disturbance: Disturbance?
  /// What was left out or lowered, in words, in the order in which it was done; empty if nothing could be.
  package let steps: [String]
  /// Whether the failure still needs the orderings; otherwise it shows under the plain schedule.
  package let needsOrderings: Bool
  /// Whether it ended because nothing more could be left out, and not because of the limit on runs.
  package let isMinimal: Bool
  /// How many runs it took.
  package let runs: Int

  /// How many runs a reduction may take.
  package static let runLimit = 400

  /// Reduces the setting of a failing schedule.
  init(
    _ origin: Subject.Origin, _ schedule: ReplayToken.Schedule, _ findings: [String],
    _ limits: VirtualEventLoop.Limits
  ) {
    var trials = Trials(schedule: schedule, signature: FailureSignature(findings), limits: limits)
    var current = origin
    var steps: [String] = []
    var isChanged = trials.show(origin)
    while isChanged {
      isChanged = false
      for simplification in Simplification.allCases {
        while let step = simplification.steps(from: current, trials.run).first(where: { trials.show($0.origin) }) {
          current = step.origin
          steps += [step.words].compactMap(\.self)
          isChanged = true
        }
      }
    }
    (plan, disturbance) = (current.plan, current.disturbance)
    self.steps = steps + [Simplification.shorterTimes(of: current, than: origin)].compactMap(\.self)
    program = origin.program.name
    needsOrderings = !schedule.constraints.isEmpty && !trials.showsPlainly(current)
    isMinimal = !trials.areUsedUp
    runs = trials.runs
  }
}

/// The runs of a reduction.
private struct Trials {
  private let schedule: ReplayToken.Schedule
  private let signature: FailureSignature
  private let limits: VirtualEventLoop.Limits
  /// The last run that showed the failure.
  private(set) var run: StyleRun?
  private(set) var runs = 0

  init(schedule: ReplayToken.Schedule, signature: FailureSignature, limits: VirtualEventLoop.Limits) {
    (self.schedule, self.signature, self.limits) = (schedule, signature, limits)
  }

  var areUsedUp: Bool { runs >= Reduction.runLimit }

  /// Whether the failure shows under the same orderings.
  mutating func show(_ origin: Subject.Origin) -> Bool {
    if areUsedUp { return false }
    runs += 1
    let trial = origin.subject(limits).run(schedule, limits)
    guard FailureSignature(trial.verdict.findings) == signature else { return false }
    run = trial.run
    return true
  }

  /// Whether the failure shows under the plain schedule.
  mutating func showsPlainly(_ origin: Subject.Origin) -> Bool {
    runs += 1
    let trial = origin.subject(limits).run(FIFOScheduler(), limits, .leftovers)
    return FailureSignature(trial.verdict.findings) == signature
  }
}
