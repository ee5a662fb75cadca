// Numbers for the events of some runs: comparing and counting numbers is faster than comparing and counting texts.

import EventLoops

/// Numbers for events, equal where the same happened at the same instant to the same pipeline, and numbers for lines.
struct EventNumbers {
  /// The first event of each number.
  private var events: [SemanticEvent] = []
  private var hashes: [Int] = []
  /// The numbers by their hashes, in open addressing; -1 where there is none. A dictionary would keep a copy of each event.
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
    // Runs do much the same in much the same order: the next event is often as far behind this one as this one is behind
    // the one before it, and needs no hash.
    var (last, stride) = (-1, 1)
    for index in events.indices {
      let expected = last + stride
      let isExpected = self.events.indices.contains(expected) && self.events[expected].isSame(as: events[index])
      let number = isExpected ? expected : number(of: events[index])
      (last, stride) = (number, number - last)
      numbers.append(number)
    }
    return numbers
  }

  private mutating func number(of event: SemanticEvent) -> Int {
    if 2 * events.count >= slots.count { grow() }
    let hash = event.hashOfHappening
    var slot = hash & (slots.count - 1)
    while slots[slot] >= 0 {
      let number = slots[slot]
      if hashes[number] == hash, events[number].isSame(as: event) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = events.count
    events.append(event)
    hashes.append(hash)
    aspects.append(Aspect(of: event.kind))
    return events.count - 1
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
    while texts[form].count <= number { texts[form].append(nil) }
    if let known = texts[form][number] { return known }
    let line = StyleRun.Line(of: events[number], among: pipelines)
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
