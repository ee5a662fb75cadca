// Numbers for the events of some runs: comparing and counting numbers is faster than comparing and counting texts.

import EventLoops

/// Numbers for events, equal where the same happened at the same instant to the same pipeline, and numbers for lines.
struct EventNumbers {
  /// The lists that were numbered.
  private var lists: [[SemanticEvent]] = []
  /// Where the first event of each number is: its list, and its index there. Copies of the events would be as large as a run.
  private var places: [(list: Int, index: Int)] = []
  private var hashes: [Int] = []
  /// The numbers by their hashes, in open addressing; -1 where there is none.
  private var slots: [Int] = []
  /// The aspect that looks at the events of a number, besides their order.
  private var aspects: [Aspect] = []
  /// The lines of the events of a number, without and with the number of the pipeline.
  private var texts: [[StyleRun.Line?]] = [[], []]
  private var lineNumbers: [StyleRun.Line: Int] = [:]
  /// The lines by number.
  private(set) var lines: [StyleRun.Line] = []

  /// The numbers of some events, in their order.
  mutating func numbers(of events: [SemanticEvent]) -> [Int] {
    var numbers: [Int] = []
    numbers.reserveCapacity(events.count)
    let list = lists.count
    lists.append(events)
    if list == 0 { reserve(events.count) }
    // Runs do much the same in much the same order: the next event is often as far behind this one as this one is behind
    // the one before it, and needs no hash.
    var (last, stride) = (-1, 1)
    for index in events.indices {
      let expected = last + stride
      let isExpected = places.indices.contains(expected) && isFirst(expected, sameAs: index, in: events)
      let number = isExpected ? expected : number(of: index, in: events, list)
      (last, stride) = (number, number - last)
      numbers.append(number)
    }
    return numbers
  }

  /// Whether an event of a list is the same as the first one of a number.
  private func isFirst(_ number: Int, sameAs index: Int, in events: [SemanticEvent]) -> Bool {
    let place = places[number]
    return lists[place.list][place.index].isSame(as: events[index])
  }

  private mutating func number(of index: Int, in events: [SemanticEvent], _ list: Int) -> Int {
    if 2 * places.count >= slots.count { grow() }
    let hash = events[index].hashOfHappening
    var slot = hash & (slots.count - 1)
    while slots[slot] >= 0 {
      let number = slots[slot]
      if hashes[number] == hash, isFirst(number, sameAs: index, in: events) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = places.count
    places.append((list, index))
    hashes.append(hash)
    aspects.append(Aspect(of: events[index].kind))
    return places.count - 1
  }

  /// Takes memory for as many events as the first run has: the others do much the same.
  private mutating func reserve(_ count: Int) {
    places.reserveCapacity(count)
    hashes.reserveCapacity(count)
    aspects.reserveCapacity(count)
  }

  private mutating func grow() {
    slots = [Int](repeating: -1, count: max(64, 4 * slots.count))
    for (number, hash) in hashes.enumerated() {
      var slot = hash & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = number
    }
  }

  /// Those of some numbers whose events an aspect looks at.
  func those(of numbers: [Int], in aspect: Aspect) -> [Int] {
    numbers.filter { aspect.covers(aspects[$0]) }
  }

  /// The lines of events with some numbers, in a run of that number of pipelines.
  mutating func lines(of numbers: [Int], among pipelines: Int) -> [StyleRun.Line] {
    var lines: [StyleRun.Line] = []
    lines.reserveCapacity(numbers.count)
    for number in numbers { lines.append(line(of: number, among: pipelines)) }
    return lines
  }

  /// The line of the events of a number, in a run of that number of pipelines.
  mutating func line(of number: Int, among pipelines: Int) -> StyleRun.Line {
    let form = pipelines > 1 ? 1 : 0
    if texts[form].count <= number {
      texts[form] += repeatElement(nil, count: places.count - texts[form].count)
    }
    if let known = texts[form][number] { return known }
    let line = StyleRun.Line(of: lists[places[number].list][places[number].index], among: pipelines)
    texts[form][number] = line
    return line
  }

  /// The number of a line.
  mutating func number(of line: StyleRun.Line) -> Int {
    if let known = lineNumbers[line] { return known }
    lineNumbers[line] = lines.count
    lines.append(line)
    return lines.count - 1
  }
}

extension SemanticEvent {
  /// Whether the same happened in two events, to the same pipeline and at the same instant.
  func isSame(as other: SemanticEvent) -> Bool {
    instant == other.instant && pipeline == other.pipeline && kind == other.kind
  }

  /// A hash that is the same for events in which the same happened.
  fileprivate var hashOfHappening: Int {
    var hasher = Hasher()
    hasher.combine(instant)
    hasher.combine(pipeline)
    hasher.combine(kind)
    return hasher.finalize()
  }
}
