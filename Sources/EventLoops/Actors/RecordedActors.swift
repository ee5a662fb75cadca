// The actors of a recorded run: in which order tasks enter each of them.

/// The actors that a record knows, by their addresses.
struct RecordedActors {
  /// One actor.
  struct Actor {
    /// The name of the state of its queue.
    let queue: UInt64
    /// The name of the state that tells whether tasks are on the actor or wait for it.
    var occupation: UInt64 { ScheduleRecord.name(queue, 1) | 1 }
    /// The event that enters it last of all so far; -1 if there is none.
    var last = -1
  }

  // Looked up by address within one run and never walked through, so no order of theirs reaches a record.
  private var actors: [UInt: Actor] = [:]

  /// The name of the state of the queues of all actors that were not created in an event of the run.
  static let earlier: UInt64 = 0x6163_746F_7273_0001
  /// The name of the state of what segments of the main actor enqueue on the main actor.
  static let main: UInt64 = 0x6163_746F_7273_0003

  subscript(address: UInt) -> Actor {
    get { actors[address] ?? Actor(queue: Self.earlier) }
    set { actors[address] = newValue }
  }
}

extension ScheduleRecord {
  /// Notes that the running step creates an actor, at an address that another one may have had.
  func begin(actor address: UInt) {
    actors[address] = RecordedActors.Actor(queue: nameNewState())
  }

  /// Notes that the running step lets a task wait for its turn on an actor, in an event that it has posted.
  ///
  /// What tasks do on an actor has the order in which they were enqueued. So two enqueuings on one actor conflict, and the
  /// events in which the tasks enter it do not race.
  func enqueue(_ event: Int, on address: UInt) {
    events[event].entersActor = true
    note(actors[address].queue, .write)
    if actors[address].last >= 0 { order(event, after: actors[address].last) }
    actors[address].last = event
  }

  /// Notes that a task enters an actor in the running step, for which it has waited.
  func enter(actor address: UInt) {
    note(actors[address].occupation, .write)
  }

  /// Notes that it depends on whether an actor is free what an immediate task does in the running step.
  func readOccupation(ofActor address: UInt) {
    note(actors[address].occupation, .read)
  }

  /// Notes that an immediate task enters an actor in the running step: it is enqueued and runs in one.
  func enterInPlace(actor address: UInt) {
    note(actors[address].queue, .write)
  }
}
