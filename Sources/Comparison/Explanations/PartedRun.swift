// One of two runs that differ, seen beside the other: what it has and the other lacks, and what would have been.

import EventLoops

/// A run beside another one from which it differs. An object: see `CancelledPipeline`.
final class PartedRun {
  /// The run, and the other one.
  let own, other: TracedRun
  /// The indices of the events that each has and its counterpart lacks, or has less often.
  let extras, otherExtras: [Int]
  /// The same events, with their indices.
  let ownEvents, otherEvents: [(index: Int, event: SemanticEvent)]
  /// What each version does when it is left alone: without the plan's cancellations and time limit. Nil if that was not
  /// tried.
  let ownCourse, otherCourse: Course?

  /// The same runs seen from the other one.
  private(set) lazy var turnedRound = PartedRun(turning: self)
  /// The courses of both versions, the own one beside the other; nil if they were not tried, or the runs have the same
  /// events.
  private(set) lazy var partedCourses = partCourses()

  private let courseExtras: (own: [Int], other: [Int])?

  /// The course of a version without disturbance.
  struct Course {
    let run: TracedRun

    /// Whether it has an event with a number.
    func has(_ number: Int) -> Bool { run.counts[number] > 0 }
  }

  /// Two runs seen from the first one.
  init(_ own: TracedRun, beside other: TracedRun, courses: (own: Course?, other: Course?)) {
    (self.own, self.other) = (own, other)
    extras = Self.extras(of: own, beside: other)
    otherExtras = Self.extras(of: other, beside: own)
    ownEvents = extras.map { ($0, own.events[$0]) }
    otherEvents = otherExtras.map { ($0, other.events[$0]) }
    (ownCourse, otherCourse) = (courses.own, courses.other)
    if let own = courses.own?.run, let other = courses.other?.run, !(extras.isEmpty && otherExtras.isEmpty) {
      courseExtras = (Self.extras(of: own, beside: other), Self.extras(of: other, beside: own))
    } else {
      courseExtras = nil
    }
  }

  private func partCourses() -> PartedRun? {
    guard let ownCourse, let otherCourse, let courseExtras else { return nil }
    return PartedRun(ownCourse.run, beside: otherCourse.run, extras: courseExtras)
  }

  private init(_ own: TracedRun, beside other: TracedRun, extras: (own: [Int], other: [Int])) {
    (self.own, self.other, ownCourse, otherCourse, courseExtras) = (own, other, nil, nil, nil)
    (self.extras, otherExtras) = extras
    ownEvents = extras.own.map { ($0, own.events[$0]) }
    otherEvents = extras.other.map { ($0, other.events[$0]) }
  }

  private init(turning it: PartedRun) {
    (own, other) = (it.other, it.own)
    (extras, otherExtras) = (it.otherExtras, it.extras)
    (ownEvents, otherEvents) = (it.otherEvents, it.ownEvents)
    (ownCourse, otherCourse) = (it.otherCourse, it.ownCourse)
    courseExtras = it.courseExtras.map { ($0.other, $0.own) }
  }

  private static func extras(of run: TracedRun, beside other: TracedRun) -> [Int] {
    var left = other.counts
    return run.numbers.indices.filter { !left.take(run.numbers[$0]) }
  }
}

extension SemanticEvent.Kind {
  /// Whether it is work of the program or of the API for it, and not the end of the pipeline or its cancellation.
  var isWork: Bool {
    switch self {
    case .sent, .replied, .failed, .step, .stepThrew, .recovered, .note: true
    case .caught, .cancelRequested, .callCancelled, .callRefused, .finished, .finishedAgain: false
    }
  }

  /// The call that was answered, if one was.
  var answeredCall: String? {
    switch self {
    case .replied(let call, _), .failed(let call, _): call
    default: nil
    }
  }

  /// The call that was sent, if one was.
  var sentCall: String? { if case .sent(let call, _) = self { call } else { nil } }
  /// The call that was cancelled, if one was.
  var cancelledCall: String? { if case .callCancelled(let call) = self { call } else { nil } }
  /// The call that was not sent, if one was not.
  var refusedCall: String? { if case .callRefused(let call) = self { call } else { nil } }
  /// The first outcome, if the event delivers one.
  var outcome: Outcome? { if case .finished(let outcome) = self { outcome } else { nil } }
  /// Whether an error was caught that is a cancellation; nil if nothing was caught.
  var caughtCancellation: Bool? { if case .caught(_, let isCancellation) = self { isCancellation } else { nil } }
}
