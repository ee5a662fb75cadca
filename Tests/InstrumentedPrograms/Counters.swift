// Programs that read and write instance variables, captured variables and globals in several tasks.

/// A class with one stored property.
final class Counter {
  var value = 0
}

/// Something that several tasks share without a lock: what they do to it depends on their order.
struct Unguarded<Value>: @unchecked Sendable {
  let value: Value
}

/// Two tasks that each write to the same object.
public func writesOfOneObject(_ outcome: @escaping @Sendable (String) -> Void) {
  let counter = Unguarded(value: Counter())
  Task { counter.value.value += 1 }
  Task {
    counter.value.value *= 2
    await Task.yield()
    outcome("\(counter.value.value)")
  }
}

private final class Holder<Value> {
  var value: Value
  init(_ value: Value) { self.value = value }
  func set(_ new: Value) { value = new }
}

/// Two tasks that each set a property whose type is not known to the code that sets it.
public func writesOfGenericProperty(_ outcome: @escaping @Sendable (String) -> Void) async {
  let holder = Unguarded(value: Holder(0))
  let first = Task { holder.value.set(1) }
  let second = Task { holder.value.set(2) }
  await first.value
  await second.value
  outcome("\(holder.value.value)")
}

/// A task that returns a text that another one replaces.
public func readOfText(_ outcome: @escaping @Sendable (String) -> Void) async {
  let holder = Unguarded(value: Holder("before"))
  let writer = Task { holder.value.value = "after" }
  let reader = Task { holder.value.value }
  await writer.value
  outcome(await reader.value)
}

/// Not made for one type: the value is copied by functions of its type, which the compiler does not instrument.
@inline(never) @_semantics("optimize.sil.specialize.generic.never")
private func set<Value>(_ holder: Holder<Value>, to value: Value) { holder.value = value }

@inline(never) @_semantics("optimize.sil.specialize.generic.never")
private func value<Value>(of holder: Holder<Value>) -> Value { holder.value }

/// A task that sets a property and one that reads it, in functions that do not know its type.
public func accessesOfUnknownType(_ outcome: @escaping @Sendable (String) -> Void) async {
  let holder = Unguarded(value: Holder("before"))
  let writer = Task { set(holder.value, to: "after") }
  let reader = Task { value(of: holder.value) }
  await writer.value
  outcome(await reader.value)
}

/// Tasks that each write to an object of their own.
public func writesOfOwnObjects(_ count: Int) {
  for _ in 0..<count {
    let counter = Unguarded(value: Counter())
    Task { counter.value.value += 1 }
  }
}

/// A class with two stored properties.
private final class Pair {
  var first: [Int] = []
  var second = 0
}

/// Two tasks that each write to a property of their own of one object.
public func writesOfTwoProperties() {
  let pair = Unguarded(value: Pair())
  Task { pair.value.first.append(1) }
  Task { pair.value.second += 1 }
}

/// Two tasks that write a variable that both have captured.
public func writesOfCapturedVariable(_ outcome: @escaping @Sendable (String) -> Void) async {
  nonisolated(unsafe) var number = 1
  let first = Task { number += 1 }
  let second = Task { number *= 3 }
  await first.value
  await second.value
  outcome("\(number)")
}

nonisolated(unsafe) private var global = 0

/// Two tasks that write a global variable.
public func writesOfGlobal(_ outcome: @escaping @Sendable (String) -> Void) async {
  global = 1
  let first = Task { global += 1 }
  let second = Task { global *= 3 }
  await first.value
  await second.value
  outcome("\(global)")
}

/// Tasks that each make objects, use them and let them go, so that they get the same memory in turn.
public func memoryInTurn(_ count: Int) {
  for _ in 0..<count {
    Task {
      for _ in 0..<3 {
        let counter = Counter()
        counter.value += 1
        await Task.yield()
        counter.value += 1
      }
    }
  }
}
