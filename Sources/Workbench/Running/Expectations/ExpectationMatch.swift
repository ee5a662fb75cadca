// Whether a run did what is expected of it: the common lines and those of its style, in some interleaving.

import Comparison

/// The expected lines of one style, matched with what happened.
///
/// The lines that all styles share and the lines of one style are in blocks of their own. A run is as expected if its
/// lines can be divided between the two blocks: in the order of a block, or in any order if the block is unordered. Lines
/// that remain are allowed if one of the blocks is partial.
struct ExpectationMatch {
  let common: [ExpectedEvent]
  let specific: [ExpectedEvent]
  let found: [StyleRun.Line]
  var commonKind = ExpectationKind.exact
  var specificKind = ExpectationKind.exact

  /// Beyond this many pairs of common and specific lines, the match is decided by the merge alone.
  private static let exactLimit = 4_000_000

  /// Whether lines that no block has are allowed.
  var isPartial: Bool { commonKind == .partial || specificKind == .partial }

  /// Whether the run is as expected.
  ///
  /// - Complexity: O(n), and O(common · specific) where both blocks have an order and lines alike, or lines that no block
  ///   has are allowed; then times log n.
  var holds: Bool {
    let count = common.count + specific.count
    guard isPartial ? count <= found.count : count == found.count else { return false }
    guard commonKind == .unordered || specificKind == .unordered else {
      if specific.isEmpty { return isFound(common) }
      if common.count * specific.count > Self.exactLimit { return isFound(merged) }
      return isPartial ? isEmbedded : isInterleaved
    }
    let ordered = (commonKind == .unordered ? [] : common) + (specificKind == .unordered ? [] : specific)
    let unordered = (commonKind == .unordered ? common : []) + (specificKind == .unordered ? specific : [])
    // The remaining lines are the same for every choice among equal lines.
    return isFound(ordered, amongOthers: true) && Self.has(found, (ordered + unordered).map(\.event))
  }

  /// Whether the lines happened in their order; nothing else, unless others are allowed.
  private func isFound(_ lines: [ExpectedEvent], amongOthers: Bool? = nil) -> Bool {
    guard amongOthers ?? isPartial else { return lines.map(\.event) == found }
    var rest = lines[...]
    for line in found where line == rest.first?.event { rest.removeFirst() }
    return rest.isEmpty
  }

  /// Whether each line happened as often as it is expected.
  private static func has(_ found: [StyleRun.Line], _ expected: [StyleRun.Line]) -> Bool {
    var counts: [StyleRun.Line: Int] = [:]
    for line in found { counts[line, default: 0] += 1 }
    for line in expected { counts[line, default: 0] -= 1 }
    return counts.values.allSatisfy { $0 >= 0 }
  }

  /// Whether the run is some interleaving of the two blocks.
  private var isInterleaved: Bool { isPlainlyInterleaved ?? isInterleavedSomehow }

  /// Whether each found line is the next one of a single block, and so the run is an interleaving of them; nil where a line
  /// is the next one of both.
  ///
  /// Nearly all runs are decided here, in a seventh of the instructions.
  private var isPlainlyInterleaved: Bool? {
    var (commons, specifics) = (0, 0)
    for line in found {
      let isCommon = commons < common.count && common[commons].event == line
      let isSpecific = specifics < specific.count && specific[specifics].event == line
      if isCommon, isSpecific { return nil }
      guard isCommon || isSpecific else { return false }
      if isCommon { commons += 1 } else { specifics += 1 }
    }
    return true
  }

  private var isInterleavedSomehow: Bool {
    // Equal lines have equal numbers, which are compared faster than texts.
    var numbers: [StyleRun.Line: Int] = [:]
    func number(_ line: StyleRun.Line) -> Int {
      if let known = numbers[line] { return known }
      numbers[line] = numbers.count
      return numbers.count - 1
    }
    let found = found.map(number)
    let common = common.map { number($0.event) }
    let specific = specific.map { number($0.event) }
    // How many specific lines can be among the first found ones, ascending: one number while the blocks have no line alike.
    var taken = [0]
    for (place, line) in found.enumerated() {
      var next: [Int] = []
      for specifics in taken {
        let commons = place - specifics
        if commons < common.count, common[commons] == line, next.last != specifics { next.append(specifics) }
        if specifics < specific.count, specific[specifics] == line { next.append(specifics + 1) }
      }
      if next.isEmpty { return false }
      taken = next
    }
    return true
  }

  /// Whether some interleaving of the two blocks happened, with other lines between.
  private var isEmbedded: Bool {
    let places = Dictionary(grouping: found.indices) { found[$0] }
    func end(_ event: ExpectedEvent, from start: Int?) -> Int? {
      guard let start, let all = places[event.event] else { return nil }
      // The places are in order: the first one that is not before the start is found by halving.
      var (low, high) = (0, all.count)
      while low < high {
        let middle = (low + high) / 2
        if all[middle] < start { low = middle + 1 } else { high = middle }
      }
      return low < all.count ? all[low] + 1 : nil
    }
    // ends[j]: how many found lines it takes to have the first i common and j specific ones; nil if all are too few.
    var ends = [Int?](repeating: nil, count: specific.count + 1)
    ends[0] = 0
    for j in specific.indices { ends[j + 1] = end(specific[j], from: ends[j]) }
    for event in common {
      ends[0] = end(event, from: ends[0])
      for j in specific.indices {
        ends[j + 1] = [end(event, from: ends[j + 1]), end(specific[j], from: ends[j])].compactMap(\.self).min()
      }
    }
    return ends[specific.count] != nil
  }
}

extension ExpectationMatch {
  /// The match of a run's lines with the blocks of a scenario that are for its style, or for all.
  init(of style: Style, _ lines: [StyleRun.Line], with blocks: [ExpectationBlock]) {
    let common = blocks.filter(\.styles.isEmpty)
    let specific = blocks.filter { $0.styles.contains(style) }
    self.init(
      common: common.events, specific: specific.events, found: lines,
      commonKind: common.first?.kind ?? .exact, specificKind: specific.first?.kind ?? .exact)
  }
}

extension [ExpectationBlock] {
  /// The events of all blocks, which are those of one block nearly always.
  fileprivate var events: [ExpectedEvent] { count == 1 ? self[0].events : flatMap(\.events) }
}
