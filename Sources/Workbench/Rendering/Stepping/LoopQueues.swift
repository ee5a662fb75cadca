// The events that wait on a loop after one of its events, read from the trace.

import EventLoops

extension Trace {
  /// The turn in which an event was posted, counted from 1; 0 if it was posted from outside.
  func postingTurn(of event: TraceEvent) -> Int {
    guard let cause = event.cause, case .ran(let index) = events[cause].state else { return 0 }
    return index + 1
  }

  /// The turn in which an event ran or was cancelled, counted from 1, 0 for before the first; nil if it still waits.
  func endingTurn(of event: TraceEvent) -> Int? {
    switch event.state {
    case .ran(let index): index + 1
    case .cancelled: event.cancelledTurn.map { $0 + 1 }
    case .waiting: nil
    }
  }
}

/// The events that wait on a loop, turn by turn: what is ready, and the timers.
///
/// Going forward through all turns takes O(log n) for each event; going back begins again from the start.
struct LoopQueues {
  private let events: [TraceEvent]
  /// The events in the order in which they were posted and in which they ended, each with its turn.
  private let postings: [(turn: Int, event: Int)]
  private let endings: [(turn: Int, event: Int)]
  /// The turn in which each event ended, `Int.max` if it never did.
  private let endingTurns: [Int]
  /// The events by the instant at which they are due and then by sequence, and the place of each in that order.
  private let byDue: [Int]
  private let ranks: [Int]
  private var turn = -1
  private var now = Instant.zero
  private var (nextPosting, nextEnding) = (0, 0)
  private var readySet: NumberSet
  private var timerSet: NumberSet
  /// How many events were put into a queue or taken out of one so far.
  private(set) var moves = 0

  /// The queues of a run's loop, before its first turn.
  init(_ trace: Trace) {
    let events = trace.events
    self.events = events
    var ran = [Int](repeating: -1, count: events.count)
    for (index, event) in events.enumerated() {
      if case .ran(let turn) = event.state { ran[index] = turn + 1 }
    }
    let endingTurns = events.map { trace.endingTurn(of: $0) ?? .max }
    postings = events.indices.map { index in (events[index].cause.map { max(ran[$0], 0) } ?? 0, index) }.sorted {
      ($0.turn, $0.event) < ($1.turn, $1.event)
    }
    endings = endingTurns.indices.filter { endingTurns[$0] < .max }.map { (endingTurns[$0], $0) }.sorted {
      ($0.turn, $0.event) < ($1.turn, $1.event)
    }
    self.endingTurns = endingTurns
    byDue = events.indices.sorted { (events[$0].due, $0) < (events[$1].due, $1) }
    var ranks = [Int](repeating: 0, count: events.count)
    for (rank, event) in byDue.enumerated() { ranks[event] = rank }
    self.ranks = ranks
    (readySet, timerSet) = (NumberSet(below: events.count), NumberSet(below: events.count))
  }

  /// How many events are ready, and the first of them by sequence.
  func ready(_ most: Int) -> (count: Int, first: [TraceEvent]) {
    (readySet.count, readySet.first(most).map { events[$0] })
  }

  /// How many events are due later, and the earliest of them.
  func timers(_ most: Int) -> (count: Int, first: [TraceEvent]) {
    (timerSet.count, timerSet.first(most).map { events[byDue[$0]] })
  }

  /// Goes to what waits after a turn: events that are due by `now` are ready, the others are timers.
  mutating func move(toTurn turn: Int, now: Instant) {
    if turn < self.turn || now < self.now {
      (nextPosting, nextEnding) = (0, 0)
      (readySet, timerSet) = (NumberSet(below: events.count), NumberSet(below: events.count))
    }
    (self.turn, self.now) = (turn, now)
    while nextPosting < postings.count, postings[nextPosting].turn <= turn {
      let event = postings[nextPosting].event
      nextPosting += 1
      if endingTurns[event] > turn { insert(event) }
    }
    while nextEnding < endings.count, endings[nextEnding].turn <= turn {
      let event = endings[nextEnding].event
      nextEnding += 1
      if readySet.remove(event) || timerSet.remove(ranks[event]) { moves += 1 }
    }
    while let rank = timerSet.first(1).first, events[byDue[rank]].due <= now {
      _ = timerSet.remove(rank)
      insert(byDue[rank])
    }
  }

  private mutating func insert(_ event: Int) {
    moves += 1
    if events[event].due > now { timerSet.insert(ranks[event]) } else { readySet.insert(event) }
  }
}

/// A set of small numbers, which knows its smallest ones: a bit for each number, and one for each word of bits.
private struct NumberSet {
  private var words: [UInt64]
  private var summary: [UInt64]
  private(set) var count = 0

  init(below limit: Int) {
    words = [UInt64](repeating: 0, count: (limit + 63) / 64)
    summary = [UInt64](repeating: 0, count: (words.count + 63) / 64)
  }

  mutating func insert(_ number: Int) {
    let bit = UInt64(1) << UInt64(number % 64)
    if words[number / 64] & bit != 0 { return }
    words[number / 64] |= bit
    summary[number / 4_096] |= 1 << UInt64(number / 64 % 64)
    count += 1
  }

  /// Removes a number; returns whether it was there.
  mutating func remove(_ number: Int) -> Bool {
    let bit = UInt64(1) << UInt64(number % 64)
    if words[number / 64] & bit == 0 { return false }
    words[number / 64] &= ~bit
    if words[number / 64] == 0 { summary[number / 4_096] &= ~(1 << UInt64(number / 64 % 64)) }
    count -= 1
    return true
  }

  /// The smallest numbers, at most `count`.
  func first(_ most: Int) -> [Int] {
    var found: [Int] = []
    if count == 0 { return found }
    for (place, group) in summary.enumerated() where group != 0 {
      var group = group
      while group != 0 {
        let word = place * 64 + group.trailingZeroBitCount
        group &= group - 1
        var bits = words[word]
        while bits != 0 {
          if found.count == most { return found }
          found.append(word * 64 + bits.trailingZeroBitCount)
          bits &= bits - 1
        }
      }
    }
    return found
  }
}
