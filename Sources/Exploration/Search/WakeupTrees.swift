// What is left to try at the points of a schedule: trees of events.

import EventLoops

/// The wakeup trees of a search, in one list of nodes.
///
/// A point of the current schedule owns a list of nodes: the events to try there, in that order. Below each node are the
/// continuations of the runs that start with its event. No run has started like a branch, from its root to its leaf,
/// provided that its events touch what they touched in the run that added it.
///
/// In a search that is not exact only the roots say what is covered. The nodes below them are only an order of
/// attempts.
struct WakeupTrees: Sendable {
  /// A list of nodes, by the first of them.
  typealias List = Int32

  struct Node: Sendable {
    let name: UInt64
    let footprint: Footprint
    /// The choices of other kinds that the event above made in the run that added the branch.
    let choices: UInt64
    /// How many races the runs reverse that begin with the branch.
    let reversals: Int
    var below = WakeupTrees.empty
    var next = WakeupTrees.empty

    /// Whether another node is the same, whatever is below it and beside it.
    func isLike(_ other: Node) -> Bool {
      name == other.name && choices == other.choices && reversals == other.reversals
        && footprint.isSame(as: other.footprint)
    }
  }

  static let empty: List = -1
  private var nodes: [Node] = []
  private var unused = Self.empty

  /// How many roots a list has.
  func roots(of list: List) -> Int {
    var (count, node) = (0, list)
    while node != Self.empty { (count, node) = (count + 1, nodes[Int(node)].next) }
    return count
  }

  /// Takes the first root from a list.
  mutating func popRoot(of list: inout List) -> (place: List, node: Node)? {
    guard list != Self.empty else { return nil }
    let root = nodes[Int(list)]
    let place = list
    release(list)
    list = root.next
    return (place, root)
  }

  /// Takes the roots from a list that were added after the same choices, and forgets those that do not fit.
  mutating func takeRoots(of list: inout List, after choices: UInt64, where fits: (UInt64) -> Bool) -> List {
    var (taken, kept) = (Self.empty, Self.empty)
    var (lastTaken, lastKept) = (Self.empty, Self.empty)
    while list != Self.empty {
      let node = list
      list = nodes[Int(node)].next
      nodes[Int(node)].next = Self.empty
      if nodes[Int(node)].choices != choices {
        append(node, to: &kept, after: &lastKept)
      } else if fits(nodes[Int(node)].name) {
        append(node, to: &taken, after: &lastTaken)
      } else {
        var below = nodes[Int(node)].below
        forget(&below)
        release(node)
      }
    }
    list = kept
    return taken
  }

  /// Forgets a list and all that is below it.
  mutating func forget(_ list: inout List) {
    while list != Self.empty {
      let node = list
      list = nodes[Int(node)].next
      var below = nodes[Int(node)].below
      forget(&below)
      release(node)
    }
  }
}

extension WakeupTrees {
  /// Where a sequence of steps leaves the branches of a tree.
  struct Fork {
    fileprivate let parent: List
    fileprivate let rest: [Int]
    fileprivate let choices: UInt64
  }

  /// Where the runs that start with the sequence of a run leave the branches of a list; nil if a branch covers them.
  ///
  /// - Complexity: O(nodes beside the branch · steps) conflict tests.
  func fork(of run: some EventSequence, from list: List) -> Fork? {
    var (rest, parent, choices) = (run.sequence, Self.empty, UInt64?.none)
    while true {
      var node = parent == Self.empty ? list : nodes[Int(parent)].below
      var isLeaf = parent != Self.empty
      var place: EventPlace?
      while node != Self.empty {
        // In its place: a copy of a node counts the references of its footprint.
        if choices == nil || nodes[Int(node)].choices == choices {
          isLeaf = false
          place = run.place(
            of: nodes[Int(node)].name, touching: nodes[Int(node)].footprint, hasRun: false, in: rest)
          if place != nil { break }
        }
        node = nodes[Int(node)].next
      }
      if isLeaf { return nil }
      guard let place else { return Fork(parent: parent, rest: rest, choices: choices ?? 0) }
      if !run.isExact { return nil }
      (parent, choices) = (node, 0)
      if case .at(let index) = place { choices = run.choices(of: rest.remove(at: index)) }
      if rest.isEmpty { return nil }
    }
  }

  /// How many races the runs reverse up to a fork, which continue with more than one event from there.
  func reversals(before fork: Fork, from root: Int) -> Int {
    fork.parent == Self.empty ? root : nodes[Int(fork.parent)].reversals
  }

  /// Adds what follows a fork as a new branch.
  mutating func grow(_ fork: Fork, of run: some EventSequence, to list: inout List, reversals: Int) {
    var (parent, choices) = (fork.parent, fork.choices)
    for item in fork.rest {
      let node = make(
        Node(name: run.name(of: item), footprint: run.footprint(of: item), choices: choices, reversals: reversals))
      if parent == Self.empty {
        link(node, to: &list)
      } else {
        var below = nodes[Int(parent)].below
        link(node, to: &below)
        nodes[Int(parent)].below = below
      }
      (parent, choices) = (node, run.choices(of: item))
    }
  }
}

extension WakeupTrees {
  /// The places of the roots of a list, in order.
  func places(of list: List) -> [List] {
    var (places, node): ([List], List) = ([], list)
    while node != Self.empty {
      places.append(node)
      node = nodes[Int(node)].next
    }
    return places
  }

  /// Whether a list has the same below its roots as a list of another search's trees.
  func isSame(_ list: List, as otherList: List, of other: WakeupTrees) -> Bool {
    let (places, others) = (places(of: list), other.places(of: otherList))
    return places.count == others.count
      && zip(places, others).allSatisfy { place, otherPlace in
        let (node, otherNode) = (nodes[Int(place)], other.nodes[Int(otherPlace)])
        return node.isLike(otherNode) && isSame(node.below, as: otherNode.below, of: other)
      }
  }

  /// Adds the list of another search's trees, with all that is below it.
  mutating func adopt(_ list: List, of other: WakeupTrees) -> List {
    var (copy, last) = (Self.empty, Self.empty)
    for place in other.places(of: list) {
      var node = other.nodes[Int(place)]
      node.below = adopt(node.below, of: other)
      node.next = Self.empty
      append(make(node), to: &copy, after: &last)
    }
    return copy
  }
}

extension WakeupTrees {
  private mutating func make(_ node: Node) -> List {
    if unused == Self.empty {
      nodes.append(node)
      return List(nodes.count - 1)
    }
    let place = unused
    unused = nodes[Int(place)].next
    nodes[Int(place)] = node
    return place
  }

  private mutating func release(_ node: List) {
    nodes[Int(node)] = Node(name: 0, footprint: Footprint(), choices: 0, reversals: 0, next: unused)
    unused = node
  }

  private mutating func link(_ node: List, to list: inout List) {
    var last = list
    while last != Self.empty, nodes[Int(last)].next != Self.empty { last = nodes[Int(last)].next }
    append(node, to: &list, after: &last)
  }

  private mutating func append(_ node: List, to list: inout List, after last: inout List) {
    if last == Self.empty { list = node } else { nodes[Int(last)].next = node }
    last = node
  }
}
