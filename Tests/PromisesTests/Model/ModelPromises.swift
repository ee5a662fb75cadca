// The plainest promises that keep the rules: the time and the result of each future, worked out one after the other.

import EventLoops

/// A random program of futures, each made from earlier ones.
struct ModelPromises: CustomStringConvertible {
  /// What a future is made from. Numbers are those of earlier futures.
  enum Node {
    /// A promise that is kept after a number of milliseconds, or already; with a value, or an error.
    case promise(after: Int?, isKept: Bool)
    case map(Int)
    /// A map that throws.
    case fail(Int)
    case flatMap(Int, to: Int)
    case recover(Int)
    case all([Int])
    case race([Int])
  }

  /// When a future settles, in milliseconds, and how.
  struct Ending: Equatable, CustomStringConvertible {
    var time: Int
    /// The value, or the number of the future that made the error.
    var value: Int?
    var culprit: Int?

    var description: String { "\(time)ms " + (value.map { "value \($0)" } ?? "error of \(culprit ?? -1)") }
  }

  let nodes: [Node]

  init(seed: UInt64, count: Int) {
    var random = SeededGenerator(seed: seed)
    nodes = (0..<count).map { number in
      guard number > 2, random.next(below: 10) > 2 else {
        // No two promises are kept at one time, so that no race is a tie.
        let delay = random.next(below: 40) * count + number
        return .promise(after: random.next(below: 5) == 0 ? nil : delay, isKept: random.next(below: 4) > 0)
      }
      let (first, second) = (random.next(below: number), random.next(below: number))
      switch random.next(below: 8) {
      case 0, 1: return .map(first)
      case 2: return .fail(first)
      case 3, 4: return .flatMap(first, to: second)
      case 5: return .recover(first)
      case 6: return .all([first, second])
      default: return .race([first, second])
      }
    }
  }

  /// The value that a future makes from another.
  static func made(by number: Int, from value: Int) -> Int { (value &* 31 &+ number) % 1_000_003 }

  /// How each future ends; nil where two of the futures it waits for end at one time, and their order tells.
  var endings: [Ending?] {
    var endings: [Ending?] = []
    for (number, node) in nodes.enumerated() {
      endings.append(ending(of: node, number, after: endings))
    }
    return endings
  }

  private func ending(of node: Node, _ number: Int, after endings: [Ending?]) -> Ending? {
    switch node {
    case .promise(let delay, let isKept):
      return Ending(time: delay ?? 0, value: isKept ? number : nil, culprit: isKept ? nil : number)
    case .map(let first):
      guard var ending = endings[first] else { return nil }
      ending.value = ending.value.map { Self.made(by: number, from: $0) }
      return ending
    case .fail(let first):
      guard let ending = endings[first] else { return nil }
      return ending.value == nil ? ending : Ending(time: ending.time, culprit: number)
    case .flatMap(let first, let second):
      guard let ending = endings[first] else { return nil }
      guard ending.value != nil else { return ending }
      guard var next = endings[second] else { return nil }
      next.time = max(ending.time, next.time)
      return next
    case .recover(let first):
      guard let ending = endings[first] else { return nil }
      return ending.culprit.map { Ending(time: ending.time, value: Self.made(by: number, from: $0)) } ?? ending
    case .all(let numbers):
      let parts = numbers.compactMap { endings[$0] }
      guard parts.count == numbers.count else { return nil }
      let failed = parts.filter { $0.value == nil }.min { $0.time < $1.time }
      if let failed {
        let others = parts.filter { $0.value == nil && $0.time == failed.time }
        return others.allSatisfy { $0 == failed } ? failed : nil
      }
      let sum = parts.reduce(0) { $0 &+ ($1.value ?? 0) }
      return Ending(
        time: parts.map(\.time).max() ?? 0, value: Self.made(by: number, from: sum))
    case .race(let numbers):
      let parts = numbers.compactMap { endings[$0] }
      guard parts.count == numbers.count, let first = parts.min(by: { $0.time < $1.time }) else { return nil }
      return parts.allSatisfy { $0.time != first.time || $0 == first } ? first : nil
    }
  }

  var description: String {
    nodes.enumerated().map { "\($0): \($1)" }.joined(separator: "\n")
  }
}
