// Tasks that read what they share with others just before they wait for a task.

/// A task reads a number and then waits for another task; a third one changes the number.
///
/// - Returns: What the first one has read.
public func readsBeforeWaiting() async -> Int {
  let counter = Unguarded(value: Counter())
  let awaited = Task {}
  let reader = Task {
    let seen = counter.value.value
    await awaited.value
    return seen
  }
  let writer = Task { counter.value.value = 1 }
  await writer.value
  return await reader.value
}

/// As many tasks that share nothing, of which the values are awaited one after another.
public func valuesInTurn(_ count: Int) async -> Int {
  let tasks = (0..<count).map { number in Task { number } }
  var sum = 0
  for task in tasks { sum += await task.value }
  return sum
}
