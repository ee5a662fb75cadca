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
    let causes = run.report.trace.causes
    // The events that each one posts, and those that none does, as lists in their order: a first one, and the next of each.
    var (children, roots) = (Chains(of: causes.count, among: causes.count), -1)
    for sequence in causes.indices.reversed() {
      if causes[sequence] >= 0 {
        children.prepend(sequence, to: causes[sequence])
      } else {
        children.next[sequence] = roots
        roots = sequence
      }
    }
    let order = run.report.trace.order
    var happenings = Chains(of: order.count + 1, among: run.events.count)
    for index in run.events.indices.reversed() where run.events[index].turn <= order.count {
      happenings.prepend(index, to: run.events[index].turn)
    }
    var turns = [Int](repeating: -1, count: causes.count)
    for (turn, sequence) in order.enumerated() { turns[sequence] = turn + 1 }

    var places = [Int](repeating: 0, count: run.events.count)
    var place = 0
    // For each event of the loop that has begun what it has still to do: the next event that it posts, and what happens next.
    var stack = [(post: roots, happening: happenings.first[0])]
    while let (post, happening) = stack.last {
      if happening >= 0, post < 0 || post >= run.events[happening].posts {
        places[happening] = place
        place += 1
        stack[stack.count - 1].happening = happenings.next[happening]
      } else if post >= 0 {
        stack[stack.count - 1].post = children.next[post]
        stack.append((children.first[post], turns[post] >= 0 ? happenings.first[turns[post]] : -1))
      } else {
        stack.removeLast()
      }
    }
    self.places = places
  }

  /// Lists of numbers, each number in one of them; -1 is the end of a list.
  private struct Chains {
    var first: [Int]
    var next: [Int]

    init(of lists: Int, among numbers: Int) {
      (first, next) = ([Int](repeating: -1, count: lists), [Int](repeating: -1, count: numbers))
    }

    mutating func prepend(_ number: Int, to list: Int) {
      next[number] = first[list]
      first[list] = number
    }
  }
}

/// The events that two runs share, and whether what is in another order there is so because of extra turns alone.
struct SharedOrder {
  /// For each shared event its index in each of the two runs, in the order of the first one.
  let pairs: [(own: Int, other: Int)]

  /// The events of some kinds that two runs share.
  init(_ own: TracedRun, _ other: TracedRun, where isMeant: (SemanticEvent) -> Bool) {
    // The first event of each number that is not yet in a pair, and behind each event the next one of its number.
    var first = [Int](repeating: -1, count: other.counts.bound)
    var next = [Int](repeating: -1, count: other.events.count)
    for (index, number) in other.numbers.enumerated().reversed() where isMeant(other.events[index]) {
      next[index] = first[number]
      first[number] = index
    }
    pairs = own.numbers.enumerated().compactMap { index, number in
      guard number < first.count, first[number] >= 0, isMeant(own.events[index]) else { return nil }
      let found = first[number]
      first[number] = next[found]
      return (index, found)
    }
  }

  /// Whether the shared events are in the same order in both runs.
  var isSame: Bool { zip(pairs, pairs.dropFirst()).allSatisfy { $0.other < $1.other } }

  /// The first shared event that is in another place in each run; nil if none is.
  var firstInversion: (own: Int, other: Int)? {
    let sorted = pairs.map(\.other).sorted()
    return zip(pairs, sorted).first { $0.other != $1 }?.0
  }

  /// Of how many events of one instant all pairs are compared.
  private static let mostCompared = 5_000

  /// Whether the code of both runs causes the events that changed places in the same order, so that only the numbers of
  /// turns differ. Where more than 5,000 events of one instant would have to be compared in pairs, the answer is no, since
  /// it is not known.
  ///
  /// - Complexity: O(n log n) where all is in the order of the code, and O(n²) in the events of one instant otherwise.
  func isExplainedByHops(_ own: TracedRun, _ other: TracedRun) -> Bool {
    let (mine, theirs) = (own.descentPlaces, other.descentPlaces)
    let places = pairs.map { (other: $0.other, mine: mine[$0.own], theirs: theirs[$0.other]) }
    var start = 0
    while start < pairs.count {
      let instant = own.events[pairs[start].own].instant
      let end = pairs[start...].firstIndex { own.events[$0.own].instant != instant } ?? pairs.count
      // Where both causes are in one order nothing is left to be looked at, and that is so nearly everywhere.
      let byCause = places[start..<end].sorted { $0.mine < $1.mine }
      let isOneOrder = zip(byCause, byCause.dropFirst()).allSatisfy { $0.mine < $1.mine && $0.theirs < $1.theirs }
      if !isOneOrder, end - start > Self.mostCompared { return false }
      for position in isOneOrder ? end..<end : start..<end {
        let first = places[position]
        for second in places[(position + 1)..<end] where second.other < first.other {
          if (first.mine < second.mine) != (first.theirs < second.theirs) { return false }
        }
      }
      start = end
    }
    return true
  }
}
