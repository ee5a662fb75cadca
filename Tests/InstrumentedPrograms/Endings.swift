// Programs in which it depends on the order of tasks which of them ends an object.

/// An object that says when it ends.
private final class Ending {
  let outcome: @Sendable (String) -> Void
  init(_ outcome: @escaping @Sendable (String) -> Void) { self.outcome = outcome }
  deinit { outcome("d") }
}

/// A log of what happened, in that order.
private final class Log {
  var text = ""
}

/// Two tasks that let one object go; the second one says something afterwards.
public func endOfSharedObject() async -> String {
  let log = Unguarded(value: Log())
  // Made in a function of its own, so that nothing here keeps the object.
  let tasks = releasers(log)
  for task in tasks { await task.value }
  return log.value.text
}

private final class Holder {
  var object: Ending?
  init(_ object: Ending) { self.object = object }
}

private func releasers(_ log: Unguarded<Log>) -> [Task<Void, Never>] {
  let object = Ending { log.value.text += $0 }
  let (one, other) = (Unguarded(value: Holder(object)), Unguarded(value: Holder(object)))
  return [
    Task { one.value.object = nil },
    Task {
      other.value.object = nil
      log.value.text += "2"
    },
  ]
}

/// A task that lets an object go, and one that looks by a weak reference whether it is there.
public func weakReference() async -> String {
  let log = Unguarded(value: Log())
  let tasks = observers(log)
  for task in tasks { await task.value }
  return log.value.text
}

private final class WeakHolder {
  weak var counter: Counter?
  init(_ counter: Counter) { self.counter = counter }
}

private final class StrongHolder {
  var counter: Counter?
  init(_ counter: Counter) { self.counter = counter }
}

private func observers(_ log: Unguarded<Log>) -> [Task<Void, Never>] {
  let counter = Counter()
  let (weak, strong) = (Unguarded(value: WeakHolder(counter)), Unguarded(value: StrongHolder(counter)))
  return [
    Task { strong.value.counter = nil },
    Task { log.value.text += weak.value.counter == nil ? "gone" : "there" },
  ]
}

/// An error that nothing else throws.
private struct RareError: Error {
  let text: String
}

/// A task that throws an error which the process has not met before, and one that says something meanwhile.
public func errorMetOnce() async -> String {
  let log = Unguarded(value: Log())
  let failing = Task { throw RareError(text: "e") }
  let other = Task { log.value.text += "2" }
  do { try await failing.value } catch { log.value.text += "\((error as? RareError)?.text ?? "")" }
  await other.value
  return log.value.text
}
