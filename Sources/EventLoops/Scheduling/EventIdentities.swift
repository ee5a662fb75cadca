// Identities of events that survive edits of a program: by labels, and not by the number of a post.

/// The identities of the events of one record, on a loop that records everything.
///
/// The name of an event contains its index among the posts of its posting event. Its identity does not change when a
/// program posts further events: it consists of the posting event, of the kind and label, and of the index among that
/// event's posts of this kind and label. A segment of a task is identified by the task's first segment and an index.
struct EventIdentities {
  private(set) var identities: [UInt64] = []
  /// What the events of one descent have in common, which their number tells apart.
  private var descents: [UInt64] = []
  private var siblings: [UInt64: Int] = [:]
  /// The events that were the first segments of tasks.
  private var firstSegments: [Int: Int] = [:]

  /// Adds the identity of an event that was posted.
  ///
  /// - Parameters:
  ///   - kind: What put the event on the loop.
  ///   - label: What the event is called.
  ///   - poster: The event that posted it; nil for one that was posted before the run.
  mutating func add(_ kind: TraceEvent.Kind, _ label: String, postedBy poster: Int?) {
    var descent = StableHash()
    descent.add(poster.map { identities[$0] } ?? ScheduleRecord.root)
    descent.add(kind.name)
    descent.add(label)
    add(descent.value, number: siblings[descent.value, default: 0])
  }

  /// Adds the identity of a segment of a task.
  ///
  /// - Returns: Whether it is a later segment; the first one is identified as any other event.
  mutating func add(segment number: Int, of task: Int) -> Bool {
    guard let first = firstSegments[task] else {
      firstSegments[task] = identities.count
      return false
    }
    var descent = StableHash()
    descent.add(identities[first])
    descent.add("segment \(number)")
    add(descent.value, number: 0)
    // A number distinguishes it from the first one, but its identity depends on the first one alone.
    if siblings[descents[first]] != 1 { siblings[descent.value] = 2 }
    return true
  }

  private mutating func add(_ descent: UInt64, number: Int) {
    descents.append(descent)
    identities.append(ScheduleRecord.name(descent, number))
    siblings[descent, default: 0] += 1
  }

  /// Whether the label of an event distinguishes it from all others of the same poster.
  func isToldByLabel(_ event: Int) -> Bool { siblings[descents[event]] == 1 }
}

extension ScheduleRecord {
  /// Gives the event that was appended last its identity.
  func identify(_ kind: TraceEvent.Kind, _ label: String) {
    if lastTask >= 0, identities.add(segment: tasks[lastTask]?.segments ?? 0, of: lastTask) { return }
    let first = lastTask >= 0 ? tasks[lastTask]?.firstStep ?? -1 : -1
    let poster = first >= 0 ? first : events[events.count - 1].poster
    identities.add(kind, label, postedBy: poster < 0 ? nil : steps[poster].event)
  }

  /// The identity of an event, on a loop that records everything.
  package func identity(of event: Int) -> UInt64 {
    precondition(
      identities.identities.count == events.count, "events have identities only on a loop that records everything")
    return identities.identities[event]
  }

  /// Whether labels alone tell an event from all others, and its number is not needed: then the event that has its
  /// identity in a changed program is most likely the same one.
  package func isToldByLabels(_ event: Int) -> Bool {
    var event = event
    while identities.isToldByLabel(event) {
      let poster = events[event].poster
      if poster < 0 { return true }
      event = steps[poster].event
    }
    return false
  }
}
