// Which events have to run in the order in which they were posted, whatever the policy.

/// The reactions of each future: they run in the order in which they were added, a law that no policy may break.
struct ReactionOrder {
  private struct Last {
    var sequence: Int
    /// How many reactions the future has had.
    var count = 0
  }

  // Looked up by the name of a state and never walked through.
  private var last: [UInt64: Last] = [:]
  /// For reactions that may not run yet, the one before.
  private var predecessors: [Int: Int] = [:]
  private var nextState: UInt64 = 0

  /// A name for state that is created now, on a loop that reorders events but is not driven.
  mutating func nameNewState() -> UInt64 {
    nextState += 1
    return nextState << 1 | 1
  }

  /// The number of the next reaction of a future among all of its reactions, from 0.
  func ordinal(of state: UInt64) -> Int { last[state].map { $0.count } ?? 0 }

  /// Adds a reaction; returns the sequence of the one before, if there was one.
  mutating func add(_ sequence: Int, of state: UInt64) -> Int? {
    let before = last[state]
    last[state] = Last(sequence: sequence, count: (before?.count ?? 0) + 1)
    if let before { predecessors[sequence] = before.sequence }
    return before?.sequence
  }

  /// The places in the queue of the events that may run; nil if all of them may.
  mutating func eligible(_ ready: borrowing ReadyQueue) -> [Int]? {
    if predecessors.isEmpty { return nil }
    var places: [Int] = []
    for place in 0..<ready.count {
      if let before = predecessors[ready.sequence(at: place)] {
        // The reaction before was posted before, so it has run unless it is ready.
        if (0..<ready.count).contains(where: { ready.sequence(at: $0) == before }) { continue }
        predecessors[ready.sequence(at: place)] = nil
      }
      places.append(place)
    }
    return places
  }
}

extension EventLoop {
  /// Adds an event that is a reaction of a future: it runs after the reactions that the future has had before.
  ///
  /// - Parameter state: The name of the future's state; 0 on a loop that runs events in order anyway.
  @inlinable
  @inline(__always)
  package func post(_ name: EventName, reactionOf state: UInt64, _ body: consuming @escaping @Sendable () -> Void) {
    if state == 0 { post(name, consume body) } else { postInOrder(name, reactionOf: state, consume body) }
  }

  @usableFromInline
  @inline(never)
  func postInOrder(_ name: EventName, reactionOf state: UInt64, _ body: consuming @escaping @Sendable () -> Void) {
    guard let loop = self as? VirtualEventLoop else { return post(name, body) }
    loop.postReaction(name, of: state, body)
  }

  /// Notes that the running event updates shared state in a way that commutes with all other updates of it.
  package func noteUpdate(of state: UInt64) {
    if state != 0 { (self as? VirtualEventLoop)?.recordUpdate(of: state) }
  }
}

extension VirtualEventLoop {
  fileprivate func postReaction(
    _ name: EventName, of state: UInt64, _ body: consuming @escaping @Sendable () -> Void
  ) {
    guard isCurrent else { return post(name, body) }
    let ordinal = reactions.ordinal(of: state)
    let sequence = issueSequence(.callback, { name.number }, due: clockReading) {
      $0.append(reaction: ordinal, of: state, due: clockReading)
    }
    ready.append(.callback(body), sequence: sequence)
    if let before = reactions.add(sequence, of: state) { record?.order(sequence, after: before) }
  }

  fileprivate func recordUpdate(of state: UInt64) {
    guard let record, isCurrent else { return }
    record.noteUpdate(of: state)
  }

  /// The step of the run that is going on, for what is to be enabled by it; -1 on a loop that keeps no record.
  package var currentStep: Int {
    guard let record, isCurrent else { return -1 }
    return record.currentStep
  }

  /// Adds an event that two steps enable, whichever of them comes last, under a name that does not depend on that.
  ///
  /// - Parameters:
  ///   - name: The name of the event in the record of a driven loop, a hash; 0 on any other loop.
  ///   - enablers: The steps, or -1.
  package func post(
    _ label: @autoclosure () -> String, at site: SourceSite, named name: UInt64, enabledBy enablers: (Int, Int),
    _ body: consuming @escaping @Sendable () -> Void
  ) {
    guard let record, name != 0, isCurrent else { return post(label(), at: site, body) }
    let sequence = issueSequence(.callback, { log.names.number(of: label(), at: site) }, due: clockReading) {
      $0.append(name, due: clockReading)
    }
    record.enable(sequence, by: enablers.0)
    record.enable(sequence, by: enablers.1)
    ready.append(.callback(body), sequence: sequence)
  }
}
