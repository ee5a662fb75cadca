// What other modules call that are not instrumented: an actor, and functions that call or await what they are given.

/// An actor at which a task stops.
public actor Stop {
  private var tasks = 0

  /// Makes one.
  public init() {}

  /// Counts the task.
  public func count() { tasks += 1 }
}

/// A class that several tasks change.
public final class SeenCounter: @unchecked Sendable {
  /// The value, 1 at first.
  public var value = 1

  /// Makes one.
  public init() {}

  /// Adds to the value.
  public func add(_ number: Int) { value += number }
}

/// Calls a function.
public func calling(_ body: () -> Void) { body() }

/// Changes what is not shared, and does not suspend.
public func countingAlone() async {
  let counter = SeenCounter()
  counter.add(1)
}

/// Creates a task that awaits a function.
public func task(awaiting body: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
  Task {
    let counter = SeenCounter()
    counter.add(1)
    await body()
  }
}

/// Two tasks that change an object by functions of another module, in code of this one.
///
/// - Parameters:
///   - first: What the first task does, after some suspensions.
///   - second: What the second task does.
public func twoTasks(_ first: @escaping @Sendable () -> Void, _ second: @escaping @Sendable () -> Void) async {
  let tasks = [
    Task {
      for _ in 0..<2 { await Task.yield() }
      first()
    },
    Task { second() },
  ]
  for task in tasks { await task.value }
}
