// The events of a run, decoded from its log on first use.

import Synchronization

/// A log, and the trace that is decoded from it once.
final class DecodedTrace: Sendable {
  private let log: TraceLog.Entries
  private let told = AtomicLazyReference<Contents>()
  private let toldDescent = AtomicLazyReference<Descent>()
  private let toldChoices = AtomicLazyReference<Choices>()

  init(_ log: TraceLog.Entries) {
    self.log = log
  }

  /// The events.
  ///
  /// - Complexity: O(n log n) in the number of events the first time.
  var contents: Contents { told.load() ?? told.storeIfNil(Contents(log)) }

  /// The order of the events and the causes of each, for readers that need no more: they take a fifth of the decoding.
  ///
  /// - Complexity: O(n) in the number of events the first time.
  var descent: Descent { toldDescent.load() ?? toldDescent.storeIfNil(Descent(log)) }

  /// The choices, for which few readers ask: a loop with the plain policy notes none, and counting them takes a third of the
  /// decoding.
  ///
  /// - Complexity: O(n log n) in the number of events the first time.
  var choices: [Choice] {
    let told =
      toldChoices.load() ?? toldChoices.storeIfNil(Choices(log.tellChoices(of: contents.events, log.turnInstants)))
    return told.choices
  }

  /// Whether an event was preferred to an earlier one.
  var hasShuffled: Bool { log.notes.decisions.contains { $0.choice.picked > 0 && $0.choice.kind == .next } }

  /// What a log tells.
  final class Contents: Sendable {
    let events: [TraceEvent]
    let chains: [Chain]

    init(_ log: TraceLog.Entries) {
      (events, chains) = log.decodeEvents(log.turnInstants)
    }
  }

  /// What ran, and what posted each event.
  final class Descent: Sendable {
    let order: [Int]
    let causes: [Int]

    init(_ log: TraceLog.Entries) {
      (order, causes) = (log.order, log.causes)
    }
  }

  private final class Choices: Sendable {
    let choices: [Choice]

    init(_ choices: [Choice]) {
      self.choices = choices
    }
  }

  /// A line of events each of which was the first to be posted by the one before it.
  struct Chain {
    /// The event from which the chain forked off, or nil if it was posted from outside the loop.
    let parent: Int?
    /// Which of its parent's posts it was, counted from 0.
    let ordinal: Int
  }
}

extension TraceLog.Entries {
  /// The events by sequence, and the chains in which they hang together.
  fileprivate func decodeEvents(_ instants: [Instant]) -> ([TraceEvent], [DecodedTrace.Chain]) {
    var turnOf = [Int?](repeating: nil, count: posts.count)
    for (turn, entry) in turns.enumerated() { turnOf[Int(entry.sequence)] = turn }
    var cancelledTurnOf = [Int?](repeating: nil, count: posts.count)
    for (sequence, turn) in notes.cancellations { cancelledTurnOf[sequence] = turn }

    var events: [TraceEvent] = []
    events.reserveCapacity(posts.count)
    var chains: [DecodedTrace.Chain] = []
    var marks = notes.clockMarks[...]
    var (poster, ordinal, rootCount) = (-1, 0, 0)
    var clock = Instant.zero
    for (sequence, post) in posts.enumerated() {
      while poster + 1 < turns.count, Int(turns[poster + 1].firstPost) <= sequence {
        poster += 1
        ordinal = 0
        clock = instants[poster]
      }
      if let mark = marks.first, mark.sequence == sequence {
        clock = mark.instant
        marks.removeFirst()
      }
      let cause = post.isRoot ? nil : Int(turns[poster].sequence)
      let (chain, position): (Int, Int)
      if let cause, ordinal == 0 {
        (chain, position) = (events[cause].chain, events[cause].position + 1)
      } else {
        chains.append(DecodedTrace.Chain(parent: cause, ordinal: cause == nil ? rootCount : ordinal))
        (chain, position) = (chains.count - 1, 0)
      }
      if cause == nil { rootCount += 1 } else { ordinal += 1 }

      let name = notes.names[post.name]
      let turn = turnOf[sequence]
      let cancelledTurn = cancelledTurnOf[sequence]
      events.append(
        TraceEvent(
          sequence: sequence, kind: post.kind, label: name.label, site: name.site, cause: cause, postedAt: clock,
          due: due(of: post), ranAt: turn.map { instants[$0] },
          state: turn.map { .ran($0) } ?? (cancelledTurn == nil ? .waiting : .cancelled), cancelledTurn: cancelledTurn,
          chain: chain, position: position))
    }
    return (events, chains)
  }

  /// The choices in the order in which they were made.
  ///
  /// A loop with the plain policy takes the first of the ready events without a note: how many were ready follows from
  /// when each became so and when it ran or was cancelled.
  fileprivate func tellChoices(of events: [TraceEvent], _ instants: [Instant]) -> [Choice] {
    guard notes.choosesFirst else { return notes.decisions.map(\.choice) }
    let ready = readyCounts(events, instants)
    var choices: [Choice] = []
    var others = notes.decisions[...]
    for turn in turns.indices {
      while let other = others.first, other.turns <= turn {
        choices.append(other.choice)
        others.removeFirst()
      }
      if ready[turn] > 1 { choices.append(Choice(kind: .next, options: ready[turn], picked: 0)) }
    }
    return choices + others.map(\.choice)
  }

  /// How many events were ready when each turn began, its own included.
  private func readyCounts(_ events: [TraceEvent], _ instants: [Instant]) -> [Int] {
    var changes = [Int](repeating: 0, count: turns.count + 1)
    for event in events {
      let first = firstTurn(after: event, instants)
      let end = if case .ran(let turn) = event.state { turn } else { event.cancelledTurn ?? turns.count - 1 }
      guard first <= end else { continue }
      changes[first] += 1
      changes[end + 1] -= 1
    }
    var count = 0
    return changes.dropLast().map { change in
      count += change
      return count
    }
  }

  /// The first turn that began when an event had been posted and was due.
  private func firstTurn(after event: TraceEvent, _ instants: [Instant]) -> Int {
    var (low, high) = (0, turns.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(turns[middle].firstPost) > event.sequence, instants[middle] >= event.due {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }
}
