// Chains of events that sort neighbouring cells: what an event touches depends on what it reads.

import EventLoops

/// Cells whose neighbours are compared, and exchanged if they are in the wrong order.
struct NeighbourSort {
  private let cells: [LoopConfined<Int>]

  /// Starts a chain of events for each two neighbours.
  ///
  /// - Parameters:
  ///   - chains: How many chains; there is one cell more.
  ///   - length: How many events each chain has.
  ///   - loop: The loop.
  init(_ chains: Int, of length: Int, on loop: VirtualEventLoop) {
    let cells = (0...chains).map { LoopConfined(chains + 1 - $0, on: loop) }
    @Sendable func sort(_ index: Int, _ left: Int) {
      if left == 0 { return }
      loop.post {
        let (one, other) = (cells[index].value, cells[index + 1].value)
        if one > other { (cells[index].value, cells[index + 1].value) = (other, one) }
        sort(index, left - 1)
      }
    }
    for index in 0..<chains { sort(index, length) }
    self.cells = cells
  }

  /// What the cells contain.
  var text: String { cells.map { "\($0.value)" }.joined(separator: " ") }
}
