// Shorter times for the setting of a failure: all together, so that their order stays, and then each by itself.

import Comparison
import EventLoops

extension Simplification {
  /// One of the times in a setting.
  private struct Time {
    let label: String
    let value: Duration
    let set: (inout Subject.Origin, Duration) -> Void
  }

  /// All times at once by their rank: the shortest is 1 ms, the next longer one 2 ms.
  static func ranked(_ origin: Subject.Origin) -> [Step] {
    let times = times(of: origin)
    let values = Set(times.map(\.value)).sorted()
    let ranks = Dictionary(
      uniqueKeysWithValues: values.enumerated().map { ($1, min($1, Duration.milliseconds($0 + 1))) })
    let lowered = times.filter { ranks[$0.value] != $0.value }
    guard lowered.count > 1 else { return [] }
    return [
      Step(origin, nil) { simpler in
        for time in lowered { time.set(&simpler, ranks[time.value] ?? time.value) }
      }
    ]
  }

  /// One time lowered to a round one.
  static func sooner(_ origin: Subject.Origin) -> [Step] {
    times(of: origin).flatMap { time in
      round.filter { $0 < time.value }.map { shorter in
        Step(origin, nil) { time.set(&$0, shorter) }
      }
    }
  }

  /// The times that are shorter in one setting than in another one, in words; nil if none is.
  static func shorterTimes(of simpler: Subject.Origin, than origin: Subject.Origin) -> String? {
    let before = times(of: origin)
    let shorter = times(of: simpler).filter { time in
      before.first { $0.label == time.label }.map { time.value < $0.value } ?? false
    }
    return shorter.isEmpty ? nil : "shorter times: " + shorter.map { "\($0.label) \($0.value.shortText)" }.formattedList
  }

  /// The times to try in place of a longer one. Zero is not among them: an answer that takes no time is another thing.
  private static let round = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000].map { Duration.milliseconds($0) }

  /// The times of a setting that are not zero.
  private static func times(of origin: Subject.Origin) -> [Time] {
    let plan = origin.plan
    var times = [
      Time(label: "latency", value: plan.latency.upperBound) { $0.plan.latency = $1...$1 }
    ]
    for name in plan.calls.keys.sorted() {
      times += Self.times(of: plan.calls[name], callLabel(name)) { $1(&$0.plan.calls[name]) }
    }
    for key in plan.pipelineCalls.keys.sorted() {
      let label = "\(callLabel(key.call)) of pipeline \(key.pipeline)"
      times += Self.times(of: plan.pipelineCalls[key], label) { $1(&$0.plan.pipelineCalls[key]) }
    }
    times.append(Time(label: "time limit", value: plan.timeout ?? .zero) { $0.plan.timeout = $1 })
    times.append(Time(label: "interval", value: plan.interval) { $0.plan.interval = $1 })
    for (pipeline, limit) in plan.timeouts.sorted(by: { $0.key < $1.key }) {
      times.append(Time(label: "time limit of pipeline \(pipeline)", value: limit) { $0.plan.timeouts[pipeline] = $1 })
    }
    for (pipeline, start) in plan.starts.sorted(by: { $0.key < $1.key }) {
      times.append(Time(label: "start of pipeline \(pipeline)", value: start) { $0.plan.starts[pipeline] = $1 })
    }
    for (index, cancellation) in plan.cancellations.enumerated() {
      guard case .at(let instant) = cancellation.moment else { continue }
      times.append(
        Time(label: "cancellation", value: Instant.zero.duration(to: instant)) {
          $0.plan.cancellations[index].moment = .at(.zero.advanced(by: $1))
        })
    }
    times += disturbanceTimes(of: origin.disturbance) { $0.disturbance = $1 }
    return times.filter { $0.value > .zero }
  }

  /// The latencies of a behaviour: that of the first attempt, and those of the later ones.
  private static func times(
    of behaviour: CallBehaviour?, _ label: String,
    _ change: @escaping (inout Subject.Origin, (inout CallBehaviour?) -> Void) -> Void
  ) -> [Time] {
    guard let behaviour else { return [] }
    let first = Time(label: label, value: behaviour.latency.upperBound) { origin, time in
      change(&origin) { $0?.latency = time...time }
    }
    return [first]
      + behaviour.later.enumerated().map { index, later in
        Time(label: "\(label), attempt \(index + 2),", value: later.latency.upperBound) { origin, time in
          change(&origin) { $0?.later[index].latency = time...time }
        }
      }
  }

  private static func disturbanceTimes(
    of disturbance: Disturbance?, _ set: @escaping (inout Subject.Origin, Disturbance) -> Void
  ) -> [Time] {
    switch disturbance {
    case .cancel(let pipeline, let instant):
      return [
        Time(label: "cancellation", value: Instant.zero.duration(to: instant)) {
          set(&$0, .cancel(pipeline: pipeline, at: .zero.advanced(by: $1)))
        }
      ]
    case .fault(let call, .takes(let duration), let number):
      return [
        Time(label: "\(callLabel(call)), disturbed,", value: duration) {
          set(&$0, .fault(call: call, .takes($1), only: number))
        }
      ]
    case .both(let first, let second):
      return disturbanceTimes(of: first) { set(&$0, .both($1, second)) }
        + disturbanceTimes(of: second) { set(&$0, .both(first, $1)) }
    case .fault, .times, nil: return []
    }
  }
}
