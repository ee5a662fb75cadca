// What a loop says about the waits for Dispatch that never end: which event waits for what, and what holds that.

extension CapturedDispatch {
  /// A line for each wait that has not ended, and for each queue whose work has not begun.
  var waits: [String] {
    abandonedWaits + parked.map { describe($0) } + stuckQueues
  }

  /// What an event waits for, and what keeps it waiting.
  func describe(_ event: ParkedEvent) -> String {
    switch event.wait {
    case .sync(let item): "'\(event.label)' waits in sync for \(item.queue.label), \(holder(of: item))"
    case .counter(let counter) where counter.isGroup:
      "'\(event.label)' waits for \(counter.label), which \(counter.holders.isEmpty ? "is not empty" : "\(list(counter.holders)) entered and did not leave")"
    case .counter(let counter):
      "'\(event.label)' waits for \(counter.label), which "
        + (counter.holders.isEmpty
          ? "nothing that is left signals"
          : "\(list(counter.holders)) took and did not signal")
    case .iterations: "'\(event.label)' waits for \(event.purpose)"
    case .condition: "'\(event.label)' waits for a condition, which nothing that is left signals"
    case .lock(let lock): "'\(event.label)' waits for a lock, \(holder(of: lock, for: event))"
    }
  }

  /// What keeps an item from beginning.
  private func holder(of item: QueueItem) -> String {
    if let queue = item.queue.chain.first(where: { $0.suspensions > 0 }) {
      return queue === item.queue ? "which is suspended" : "whose target \(queue.label) is suspended"
    }
    for queue in item.queue.chain {
      guard let running = queue.running.last, queue.isSerial || running.isBarrier || item.isBarrier else { continue }
      let name = queue === item.queue ? "which" : "whose target \(queue.label)"
      guard let holder = parked.last(where: { event in event.holding.contains { $0 === running } }) else {
        return "\(name) '\(running.label)' holds"
      }
      if case .sync(let other) = holder.wait, other === item { return "\(name) it holds itself" }
      return "\(name) '\(holder.label)' holds"
    }
    if let before = item.queue.waiting.first(where: { $0 !== item && $0.precedes(item) }) {
      return "on which '\(before.label)' has not begun"
    }
    return "which is free"
  }

  /// What keeps a lock: a thread that waits in an event, or one of an event that has ended.
  private func holder(of lock: HeldLock, for event: ParkedEvent) -> String {
    guard let holder = parked.first(where: { $0.thread?.number == lock.owner }) else {
      return "which an event took and did not give back"
    }
    return holder === event
      ? "which it took itself, or an earlier event took and did not give back" : "which '\(holder.label)' holds"
  }

  var stuckQueues: [String] {
    var lines: [String] = []
    for queue in knownQueues {
      let count = queue.waiting.count { item in item.block != nil }
      if count > 0, let first = queue.waiting.first(where: { $0.block != nil }), !first.canRun {
        lines.append("\(count == 1 ? "1 item waits" : "\(count) items wait") on \(queue.label), \(holder(of: first))")
      }
    }
    return lines
  }

  private func list(_ names: [String]) -> String {
    var seen: [String] = []
    for name in names where !seen.contains(name) { seen.append(name) }
    return seen.map { "'\($0)'" }.joined(separator: " and ")
  }
}
