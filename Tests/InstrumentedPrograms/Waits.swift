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

/// A task reads a number and then waits for the task that changes it.
///
/// - Returns: What the task has read.
public func readsBeforeWaitingForTheWriter() async -> Int {
  let counter = Unguarded(value: Counter())
  let writer = Task { counter.value.value = 1 }
  let reader = Task {
    let seen = counter.value.value
    await writer.value
    return seen
  }
  return await reader.value
}

/// A task reads a number before it waits for the tasks of a group, one of which changes it.
///
/// - Returns: What the task has read.
public func readsBeforeWaitingForAGroup() async -> Int {
  let counter = Unguarded(value: Counter())
  return await withTaskGroup(of: Void.self) { group in
    group.addTask { counter.value.value = 1 }
    await Task.yield()
    let seen = counter.value.value
    await group.waitForAll()
    return seen
  }
}

/// As many tasks that share nothing, of which the values are awaited one after another.
public func valuesInTurn(_ count: Int) async -> Int {
  let tasks = (0..<count).map { number in Task { number } }
  var sum = 0
  for task in tasks { sum += await task.value }
  return sum
}
