// Which actors the events of a capturing loop call, and which of them are occupied.

/// What a capturing loop keeps of the actors that its events call, by their addresses.
struct ActorCalls {
  /// The actor that the running event's task enters next.
  var entrance: UInt = 0
  /// The actor before which the next task waits that is enqueued at the gate.
  var nextEntrance: UInt = 0
  /// Whether the runtime is about to schedule the actor that the running event's task has just entered, and the job by
  /// which it does.
  var isEntering = false
  var process: UnownedJob?
  /// The actor that the running event's task has entered.
  var entered: UInt = 0
  /// The runtime's number of the task whose segment the running event is; 0 for an event of none, nil for a job that runs
  /// segments of tasks that are not known.
  var runningTask: UInt64? = 0
  /// Whether the next task that is enqueued at the gate enters the actor at once.
  var entersInPlace = false
  /// How many ready events enter an actor. Looked up, never iterated.
  private var waiting: [UInt: Int] = [:]

  mutating func add(_ actor: UInt) { waiting[actor, default: 0] += 1 }

  mutating func remove(_ actor: UInt) {
    let left = waiting[actor, default: 1] - 1
    waiting[actor] = left == 0 ? nil : left
  }

  /// Whether a task that calls the actor now has to wait.
  func isOccupied(_ actor: UInt) -> Bool { actor == entered || waiting[actor] != nil }
}
