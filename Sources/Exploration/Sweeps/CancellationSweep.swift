// Cancels a program before and after everything that happens in it, in every style.

public import Comparison
import EventLoops

/// The runs of a program that is cancelled at each of its moments in turn.
///
/// For each version, the program first runs undisturbed; it is then run again for every semantic event of that run,
/// once cancelled just before the event and once just after, and once cancelled before its first event at all. Every run
/// has to keep the rules of `Oracle` on delivery, on calls after the cancellation and on what is left over, and its
/// pipeline has to end cancelled, or as it does without the cancellation. A sweep of n events takes 2n + 2 runs a
/// version, and one more if there is a time limit.
///
/// The moments are those of one schedule, the plain one.
public struct CancellationSweep: Sendable {
  /// The runs, by version and then by moment.
  public let runs: [CancelledRun]
  /// The versions side by side without a cancellation.
  package let undisturbed: StyleComparison

  /// One run that was cancelled.
  public struct CancelledRun: Sendable {
    /// The cancelled run.
    public let run: StyleRun
    /// When it was cancelled.
    package let moment: Cancellation.Moment
    /// The moment in words: `before call 2 sent "user"`.
    public let position: String
    /// What did not hold.
    public let findings: [Finding]
    /// Whether it was cancelled where it catches an error.
    fileprivate let isAtCatching: Bool
    /// The run of the version without the cancellation and without a time limit.
    fileprivate let undisturbed: StyleRun
  }

  /// Sweeps one pipeline of a program.
  ///
  /// - Parameters:
  ///   - program: The program, in its versions.
  ///   - plan: What the world does to it besides; cancellations of its own are left out.
  ///   - pipeline: Which pipeline is cancelled.
  ///   - styles: The styles to sweep.
  public init(
    of program: ComparedProgram, under plan: Plan = Plan(), pipeline: Int = 1, styles: [Style] = Style.allCases
  ) {
    let program = program.afresh
    var undisturbed = plan
    undisturbed.cancellations = []
    var runs: [CancelledRun] = []
    var (references, courses): ([StyleRun], [StyleRun]) = ([], [])
    for version in program.versions where styles.contains(version.style) {
      let reference = program.run(version, under: undisturbed)
      let rules = Oracle.cancelling(
        pipeline, insteadOf: reference.outcomes[pipeline - 1],
        Self.tie(of: program, version, under: undisturbed, pipeline))
      let course = program.course(of: version, under: plan, asFarAs: reference)
      references.append(reference)
      courses.append(course)
      for (moment, position) in Self.moments(of: reference) {
        var disturbed = undisturbed
        disturbed.cancellations = [Cancellation(pipeline: pipeline, at: moment)]
        let run = program.run(version, under: disturbed)
        runs.append(
          CancelledRun(
            run: run, moment: moment, position: position,
            findings: Finding.all(in: run, under: disturbed, by: rules),
            isAtCatching: Self.isCatching(moment, in: reference), undisturbed: course))
      }
    }
    self.runs = runs
    self.undisturbed = StyleComparison(program: program.name, runs: references, undisturbed: courses)
  }

  /// What did not hold, in all the runs.
  public var findings: [Finding] { runs.flatMap(\.findings) }

  /// For each moment, the runs of the versions that have it, side by side.
  package var boundaries: [Boundary] {
    var boundaries: [Boundary] = []
    for run in runs {
      if let known = boundaries.firstIndex(where: { $0.position == run.position }) {
        boundaries[known].runs.append(run)
      } else {
        boundaries.append(Boundary(position: run.position, runs: [run]))
      }
    }
    return boundaries
  }

  /// The moments at which the versions differ under a cancellation and their traces show no mechanism for it. A correct
  /// rewrite has none.
  ///
  /// A moment that only some versions have is included if the versions differ without a cancellation and without a
  /// mechanism. Places where an error is caught are not compared, since each version names them in its own words.
  package var partings: [Boundary] {
    let count = undisturbed.runs.count
    let isSameUndisturbed = undisturbed.unexplained.isEmpty
    return boundaries.filter { boundary in
      boundary.runs.count == count
        ? !boundary.comparison.unexplained.isEmpty : !isSameUndisturbed && !boundary.runs[0].isAtCatching
    }
  }

  /// One moment, and what a cancellation came to there in each version.
  package struct Boundary: Sendable {
    /// The moment in words.
    package let position: String
    /// The runs that were cancelled at it.
    package fileprivate(set) var runs: [CancelledRun]
    /// The runs compared.
    package var comparison: StyleComparison {
      StyleComparison(program: position, runs: runs.map(\.run), undisturbed: runs.map(\.undisturbed))
    }
  }

  /// Where a time limit may meet an answer; nil without a time limit.
  private static func tie(
    of program: ComparedProgram, _ version: ComparedProgram.Version, under plan: Plan, _ pipeline: Int
  ) -> LimitTie? {
    guard let limit = plan.timeout(of: pipeline) else { return nil }
    var unlimited = plan
    (unlimited.timeout, unlimited.timeouts) = (nil, [:])
    // As far as the deadline: without its time limit a program may run forever.
    var limits = VirtualEventLoop.Limits()
    limits.instant = .zero.advanced(by: plan.start(of: pipeline) + limit)
    let answered = program.run(version, under: unlimited, limits: limits)
    return LimitTie(
      deadline: limits.instant,
      outcomes: [Outcome(Result<Void, any Error>.failure(TimeoutError(limit: limit))), answered.outcomes[pipeline - 1]])
  }

  private static func isCatching(_ moment: Cancellation.Moment, in reference: StyleRun) -> Bool {
    guard case .event(let index, _) = moment, case .caught = reference.events[index].kind else { return false }
    return true
  }

  /// The moments of a run: before its first event, and before and after each of its events.
  private static func moments(of reference: StyleRun) -> [(Cancellation.Moment, String)] {
    var seen: [String: Int] = [:]
    var moments: [(Cancellation.Moment, String)] = [(.beforeStart, "before the start")]
    for (index, event) in reference.events.enumerated() {
      let text = event.text(among: reference.pipelines)
      seen[text, default: 0] += 1
      // The same thing may happen twice; the second time is another moment.
      let name = seen[text] == 1 ? text : "\(text) (\(seen[text] ?? 0))"
      moments.append((.event(index, .before), "before \(name)"))
      moments.append((.event(index, .after), "after \(name)"))
    }
    return moments
  }
}
