// Myers' greedy search for the shortest list of edits between two lists of numbers.

/// The search behind `LineDiff`.
///
/// A path through the grid of both lists goes right (a line is removed), down (a line is added) or diagonally
/// (a line is kept). After d edits the paths end on the diagonals -d, -d + 2 … d; only the furthest on each
/// matters, so a round of d edits is an array of d + 1 positions.
enum EditScript {
  /// The fewest edits that make `old` into `new`, or `nil` if more than `edits` are needed.
  static func shortest(from old: [Int], to new: [Int], edits: Int) -> [LineDiff.Kind]? {
    var rounds: [[Int]] = []
    for distance in 0...max(0, min(edits, old.count + new.count)) {
      var reached: [Int] = []
      reached.reserveCapacity(distance + 1)
      for index in 0...distance {
        let diagonal = 2 * index - distance
        var x = rounds.last.map { goesDown(index, $0) ? $0[index] : $0[index - 1] + 1 } ?? 0
        while x < old.count, x - diagonal < new.count, old[x] == new[x - diagonal] { x += 1 }
        reached.append(x)
        if x >= old.count, x - diagonal >= new.count {
          return script(rounds, diagonalIndex: index, end: (old.count, new.count))
        }
      }
      rounds.append(reached)
    }
    return nil
  }

  /// Whether the furthest path to the `index`-th diagonal of the next round comes from the diagonal above.
  ///
  /// Of two that are as far it takes the one whose last step goes down, so removals come before additions.
  private static func goesDown(_ index: Int, _ previous: [Int]) -> Bool {
    index == 0 || (index < previous.count && previous[index - 1] < previous[index])
  }

  /// Walks back from the end through the rounds and tells the edits from the first to the last.
  private static func script(
    _ rounds: [[Int]], diagonalIndex: Int, end: (x: Int, y: Int)
  ) -> [LineDiff.Kind] {
    var reversed: [LineDiff.Kind] = []
    var (index, x, y) = (diagonalIndex, end.x, end.y)
    for previous in rounds.reversed() {
      let isDown = goesDown(index, previous)
      if !isDown { index -= 1 }
      let fromX = previous[index]
      let fromY = fromX - (2 * index - (previous.count - 1))
      let kept = min(x - fromX, y - fromY)
      reversed += Array(repeating: .kept, count: kept)
      reversed.append(isDown ? .added : .removed)
      (x, y) = (fromX, fromY)
    }
    reversed += Array(repeating: .kept, count: x)
    return reversed.reversed()
  }
}
