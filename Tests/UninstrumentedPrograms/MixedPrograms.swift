// Programs that are not instrumented and call code that is: they add one to a counter and double it, in two tasks. The one that
// adds comes later, unless a search turns the order.

import InstrumentedPrograms

/// Runs two functions in tasks, the first one after some suspensions.
private func inTasks(
  _ first: @escaping @Sendable () async -> Void, _ second: @escaping @Sendable () async -> Void
) async {
  let tasks = [
    Task {
      for _ in 0..<2 { await Task.yield() }
      await first()
    },
    Task { await second() },
  ]
  for task in tasks { await task.value }
}

/// Runs two functions in tasks that begin in instrumented code.
private func inInstrumentedTasks(
  _ first: @escaping @Sendable () async -> Void, _ second: @escaping @Sendable () async -> Void
) async {
  for task in [task(awaiting: first), task(awaiting: second)] { await task.value }
}

/// Changes the counter in the segments in which the tasks come back from instrumented actors.
public func changesAfterActor() async -> Int {
  let (counter, stop, other) = (PlainCounter(), Stop(), Stop())
  await inInstrumentedTasks {
    for _ in 0..<3 { await stop.count() }
    counter.add()
  } _: {
    await other.count()
    counter.double()
  }
  return counter.value
}

/// Changes the counter between a wait for a task and the next one.
public func changesBetweenWaits() async -> Int {
  let counter = PlainCounter()
  let ended = (0..<3).map { _ in task(awaiting: countingAlone) }
  await inInstrumentedTasks {
    for task in ended { await task.value }
    counter.add()
    await ended[0].value
  } _: {
    await ended[0].value
    counter.double()
    await ended[0].value
  }
  return counter.value
}

/// Changes the counter in functions that instrumented code calls.
public func changesInCallbacks() async -> Int {
  let counter = PlainCounter()
  await inTasks {
    calling { counter.add() }
  } _: {
    calling { counter.double() }
  }
  return counter.value
}

/// Changes the counter in tasks that also run an instrumented function, and do not suspend afterwards.
public func changesBesideCalls() async -> Int {
  let counter = PlainCounter()
  await inTasks {
    counter.add()
    await countingAlone()
  } _: {
    counter.double()
    await countingAlone()
  }
  return counter.value
}

/// Changes the counter in functions that instrumented tasks await.
public func changesInAwaitedFunctions() async -> Int {
  let counter = PlainCounter()
  await inInstrumentedTasks {
    for _ in 0..<2 { await Task.yield() }
    counter.add()
  } _: {
    counter.double()
  }
  return counter.value
}

/// Changes the counter in tasks that instrumented code creates and runs.
public func changesInInstrumentedTasks() async -> Int {
  let counter = PlainCounter()
  await twoTasks({ counter.add() }, { counter.double() })
  return counter.value
}

/// Changes the counter in code of which nothing is instrumented.
public func changesAlone() async -> Int {
  let counter = PlainCounter()
  await inTasks {
    counter.add()
  } _: {
    counter.double()
  }
  return counter.value
}
