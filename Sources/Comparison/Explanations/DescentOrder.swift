// The order in which the code of a run causes its events: the order without the extra turns.

import EventLoops

/// The place of each event of a run in the order of its code.
///
/// An event of the loop causes the events that it posts. That is a tree; a depth-first walk, which enters each posted
/// event at the point of the post, gives an order that does not depend on the number of turns between a reply and its
/// reaction. Two runs of the same code have the same order, though the events themselves may run in another one.
struct DescentOrder {
  /// The place of each semantic event, by its index.
  let places: [Int]

  init(of traced: TracedRun) {
    let run = traced.run
    let trace = run.report.trace
    var children = [[Int]](repeating: [], count: trace.events.count)
    var roots: [Int] = []
    for event in trace.events {
      if let cause = event.cause { children[cause].append(event.sequence) } else { roots.append(event.sequence) }
    }
    let byTurn = Dictionary(grouping: run.events.indices) { run.events[$0].turn }
    let order = trace.order
    var turns = [Int](repeating: 0, count: trace.events.count)
    for (turn, sequence) in order.enumerated() { turns[sequence] = turn + 1 }

    /// What an event of the loop does, in the order of its code.
    enum Step {
      case happens(Int)
      case begins(Int)
    }
    func steps(of posts: [Int], _ happenings: [Int]) -> [Step] {
      var steps: [Step] = []
      var rest = posts[...]
      for index in happenings {
        while let next = rest.first, next < run.events[index].posts { steps.append(.begins(rest.removeFirst())) }
        steps.append(.happens(index))
      }
      return steps + rest.map { .begins($0) }
    }
    var places = [Int](repeating: 0, count: run.events.count)
    var place = 0
    var stack = Array(steps(of: roots, byTurn[0] ?? []).reversed())
    while let step = stack.popLast() {
      switch step {
      case .happens(let index):
        places[index] = place
        place += 1
      case .begins(let sequence):
        let own = turns[sequence] > 0 ? byTurn[turns[sequence]] ?? [] : []
        stack += steps(of: children[sequence], own).reversed()
      }
    }
    self.places = places
  }
}

/// The events that two runs share, and whether what is in another order there is so because of extra turns alone.
struct SharedOrder {
  /// For each shared event its index in each of the two runs, in the order of the first one.
  let pairs: [(own: Int, other: Int)]

  /// The events of some kinds that two runs share.
  init(_ own: TracedRun, _ other: TracedRun, where isMeant: (SemanticEvent) -> Bool) {
    var indices: [Happening: [Int]] = [:]
    for index in other.events.indices.reversed() where isMeant(other.events[index]) {
      indices[other.happenings[index], default: []].append(index)
    }
    pairs = own.events.indices.filter { isMeant(own.events[$0]) }.compactMap { index in
      indices[own.happenings[index]]?.popLast().map { (index, $0) }
    }
  }

  /// Whether the shared events are in the same order in both runs.
  var isSame: Bool { zip(pairs, pairs.dropFirst()).allSatisfy { $0.other < $1.other } }

  /// The first shared event that is in another place in each run; nil if none is.
  var firstInversion: (own: Int, other: Int)? {
    let sorted = pairs.map(\.other).sorted()
    return zip(pairs, sorted).first { $0.other != $1 }?.0
  }

  /// How far apart events of one instant are looked at where there are very many of them.
  private static let reach = 2_000

  /// Whether the code of both runs causes the events that changed places in the same order, so that only the numbers of
  /// turns differ.
  ///
  /// - Complexity: O(n²) in the events of one instant, as long as there are not more than some thousands.
  func isExplainedByHops(_ own: TracedRun, _ other: TracedRun) -> Bool {
    let (mine, theirs) = (DescentOrder(of: own).places, DescentOrder(of: other).places)
    for (position, first) in pairs.enumerated() {
      for second in pairs[(position + 1)...].prefix(Self.reach) {
        if own.events[first.own].instant != own.events[second.own].instant { break }
        guard second.other < first.other else { continue }
        if (mine[first.own] < mine[second.own]) != (theirs[first.other] < theirs[second.other]) { return false }
      }
    }
    return true
  }
}
