// Declares to a loop that reorders events which order futures and semaphores require, and which order is not observable.

extension LoopConfined {
  /// Adds an event that is a reaction of the future whose state this is: it runs after the reactions that the future has had
  /// before.
  @usableFromInline
  package final func postReaction(_ name: EventName, _ body: consuming @escaping @Sendable () -> Void) {
    if stateName == 0 {
      loop.post(name, consume body)
    } else {
      loop.postInOrder(name, reactionOf: stateName, consume body)
    }
  }
}

extension EventLoop {
  @inline(never)
  fileprivate func postInOrder(
    _ name: EventName, reactionOf state: UInt64, _ body: consuming @escaping @Sendable () -> Void
  ) {
    guard let loop = self as? VirtualEventLoop else { return post(name, body) }
    loop.postReaction(name, of: state, body)
  }

  /// The current step of the recorded run, which enables what it starts; -1 where no record is kept.
  ///
  /// - Parameter state: The name of the state that the step changes; 0 on a loop that runs events in order anyway.
  package func recordedStep(changing state: UInt64) -> Int {
    guard state != 0, let loop = self as? VirtualEventLoop, loop.isCurrent, let record = loop.record else { return -1 }
    return record.currentStep
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
