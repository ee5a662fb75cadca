// Which instants an answer may come at, besides the one that the plan names.

package import Comparison
import EventLoops

/// How far a search may depart from the latencies of a plan.
///
/// Each latency is a choice of the schedule, of which the plan's own comes first: the search tries all of them, so the
/// number of runs is multiplied by the number of latencies for each call.
public enum TimePolicy: Sendable, Hashable {
  /// Not at all: only events that are due at one instant change places.
  case ties
  /// Each answer comes earlier or later by up to this duration, in whole milliseconds.
  case jitter(Duration)
  /// Each answer may come before, with, or after every other answer and every timer.
  case anyResponse
  /// Each answer may come just before, with, or just after every timer that is set.
  case boundaries

  /// Reads what `description` writes, such as `jitter 2ms`, or the same with strokes for blanks.
  package init?(_ text: String) {
    let hasBlanks = text.contains(" ")
    let words = text.split(separator: hasBlanks ? " " : "-", omittingEmptySubsequences: hasBlanks).map(String.init)
    switch words.first {
    case "ties" where words.count == 1: self = .ties
    case "any" where words.count == 1: self = .anyResponse
    case "boundaries" where words.count == 1: self = .boundaries
    case "jitter" where words.count == 2:
      guard words[1].hasSuffix("ms"), let count = Int(words[1].dropLast(2)), 1...1_000 ~= count else { return nil }
      self = .jitter(.milliseconds(count))
    default: return nil
    }
  }

  /// What it lets happen to a program: nil if that is nothing.
  ///
  /// The same latencies are offered to all versions: those that follow from the plain run of any of them.
  package func disturbance(of program: ComparedProgram, under plan: Plan, styles: [Style] = Style.allCases)
    -> Disturbance?
  {
    if self == .ties { return nil }
    var durations: [String: [Duration]] = [:]
    for version in program.versions where styles.contains(version.style) {
      let timeline = PlainTimes(program, version, under: plan)
      for (call, sent) in timeline.sendings {
        let usual = (plan.calls[call]?.latency ?? plan.latency).lowerBound
        for duration in alternatives(to: usual, sent, timeline)
        where duration >= .zero && duration != usual && !durations[call, default: []].contains(duration) {
          durations[call, default: []].append(duration)
        }
      }
    }
    for call in durations.keys { durations[call]?.sort() }
    return durations.isEmpty ? nil : .times(self, durations)
  }

  private func alternatives(to usual: Duration, _ sent: Instant, _ timeline: PlainTimes) -> [Duration] {
    func around(_ instants: [Instant]) -> [Duration] {
      instants.filter { $0 > sent }.flatMap { instant in
        [-1, 0, 1].map { sent.duration(to: instant) + .milliseconds($0) }
      }
    }
    switch self {
    case .ties: return []
    case .jitter(let range):
      let count = Int(range / .milliseconds(1))
      return (-count...count).map { usual + .milliseconds($0) }
    case .anyResponse: return around(timeline.answers + timeline.deadlines)
    case .boundaries: return around(timeline.deadlines)
    }
  }
}

extension TimePolicy: CustomStringConvertible {
  /// The policy in a word or two.
  public var description: String {
    switch self {
    case .ties: "ties"
    case .jitter(let range): "jitter \(Int(range / .milliseconds(1)))ms"
    case .anyResponse: "any"
    case .boundaries: "boundaries"
    }
  }
}

/// When what happens in the plain run of a version.
struct PlainTimes {
  /// When each call was first sent, in that order.
  let sendings: [(call: String, at: Instant)]
  /// How often each call was sent.
  let counts: [String: Int]
  /// When answers of the API were due.
  let answers: [Instant]
  /// When other timers were due.
  let deadlines: [Instant]
  /// When events ran.
  let instants: [Instant]
  /// When calls were sent or answered.
  let waits: [Instant]

  init(
    _ program: ComparedProgram, _ version: ComparedProgram.Version, under plan: Plan,
    _ limits: VirtualEventLoop.Limits = Effort.quick.limits
  ) {
    let plain = Subject(program, version, under: plan).run(FIFOScheduler(), limits, .everything)
    var sendings: [(call: String, at: Instant)] = []
    var counts: [String: Int] = [:]
    var waits: [Instant] = []
    for event in plain.run?.events ?? [] {
      switch event.kind {
      case .sent(let call, _):
        counts[call, default: 0] += 1
        if counts[call] == 1 { sendings.append((call, event.instant)) }
        waits.append(event.instant)
      case .replied, .failed: waits.append(event.instant)
      default: break
      }
    }
    let timers = plain.report.trace.events.filter { $0.kind == .timer || $0.kind == .sleep }
    let isAnswer = timers.map { $0.label.hasPrefix("reply to ") }
    self.sendings = sendings
    self.counts = counts
    self.waits = waits
    answers = zip(timers, isAnswer).filter(\.1).map(\.0.due)
    deadlines = zip(timers, isAnswer).filter { !$0.1 }.map(\.0.due)
    var instants: [Instant] = []
    if let record = plain.record {
      for step in record.steps where instants.last != step.instant { instants.append(step.instant) }
    }
    self.instants = instants
  }
}
