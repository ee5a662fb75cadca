// What a version would have done at the instant of a disturbance, and whether that bears out what the other one did.

import EventLoops

/// The courses of two versions that are left alone, as far as one pipeline at one instant.
///
/// That one version had got further than the other when it was disturbed excuses only what the other would have done
/// next: both would have done the same as far as that instant, in the same order of their code.
final class ExpectedConduct {
  let pipeline: Int
  let instant: Instant
  private let own: TracedRun
  private let course: PartedRun.Course
  /// How often each thing happened to the pipeline at the instant in this run.
  private let counts: [Int: Int]

  /// The expectations of the other version, or nil if the two part before a disturbance or without one.
  init?(in parted: PartedRun, pipeline: Int, at instant: Instant) {
    guard let courses = parted.partedCourses, let course = parted.otherCourse else { return nil }
    (self.pipeline, self.instant, self.own, self.course) = (pipeline, instant, parted.own, course)
    counts = zip(parted.own.events, parted.own.numbers).reduce(into: [:]) { counts, happened in
      guard happened.0.pipeline == pipeline, happened.0.instant == instant else { return }
      counts[happened.1, default: 0] += 1
    }
    guard Self.agree(courses, pipeline, until: instant) else { return nil }
  }

  private static func agree(_ parted: PartedRun, _ pipeline: Int, until instant: Instant) -> Bool {
    let (own, other) = (parted.own, parted.other)
    func isMeant(_ event: SemanticEvent) -> Bool {
      event.pipeline == pipeline && event.instant <= instant && event.kind.caughtCancellation == nil
    }
    guard parted.isAccounted(where: isMeant), parted.turnedRound.isAccounted(where: isMeant) else { return false }
    let shared = SharedOrder(own, other, where: isMeant)
    return shared.isSame || shared.isExplainedByHops(own, other)
      || own.wasShuffled(by: instant) || other.wasShuffled(by: instant)
  }

  /// Whether the other version, left alone, would have done here what this run did, having done what led to it.
  func bearsOut(_ index: Int) -> Bool {
    let number = own.numbers[index]
    guard own.events[index].instant == instant, own.events[index].pipeline == pipeline,
      counts[number, default: 0] <= course.run.counts[number],
      let expected = course.run.numbers.firstIndex(of: number)
    else { return false }
    return hasDone(whatLedTo: expected)
  }

  /// Whether the other version would have sent a call here of which this run says that it was not sent: as often as
  /// this run has tried to.
  func bearsOut(sendingOf call: String) -> Bool {
    guard attempts(at: call) <= sendings(of: call) else { return false }
    let sending = course.run.events.firstIndex {
      $0.pipeline == pipeline && $0.instant == instant && $0.kind.sentCall == call
    }
    return sending.map { hasDone(whatLedTo: $0) } ?? false
  }

  /// How often the other version would have sent a call here.
  private func sendings(of call: String) -> Int {
    course.run.events.count { $0.pipeline == pipeline && $0.instant == instant && $0.kind.sentCall == call }
  }

  /// How many extra turns the other version takes to what this run did; nil if it would not have done it.
  func extraHops(to index: Int) -> Int? {
    guard let expected = course.run.first(own.numbers[index]) else { return nil }
    return course.run.hops(to: expected) - own.hops(to: own.events[index])
  }

  /// Whether this run has done at the instant all the work that led the other version to an event.
  private func hasDone(whatLedTo expected: Int) -> Bool {
    let run = course.run
    let ancestry = Set(run.descent(of: run.events[expected]).map(\.sequence))
    return run.events[..<expected].indices.allSatisfy { index in
      let event = run.events[index]
      guard event.pipeline == pipeline, event.instant == instant, event.kind.isWork,
        let sequence = run.loopEvent(of: event)?.sequence, ancestry.contains(sequence)
      else { return true }
      // What was asked for at once with it may have been refused.
      if let call = event.kind.sentCall, attempts(at: call) > 0 { return true }
      return counts[run.numbers[index]] != nil
    }
  }

  /// How often this run sends a call here, or says that it was not sent.
  private func attempts(at call: String) -> Int {
    own.events.count {
      $0.pipeline == pipeline && $0.instant == instant && ($0.kind.sentCall == call || $0.kind.refusedCall == call)
    }
  }
}

extension PartedRun {
  /// Whether each event of some that this run alone has is accounted for without a cancellation or a limit of the plan.
  fileprivate func isAccounted(where isMeant: (SemanticEvent) -> Bool) -> Bool {
    let meant = Set(extras.filter { isMeant(own.events[$0]) })
    return meant.isEmpty
      || meant.isSubset(of: Explanation.undisturbed.reduce(into: []) { $0.formUnion($1.accounts(self, [])) })
  }
}
