// What a search takes on many machines, by simulation.

import Exploration
import Workbench

/// The table of `braid bench jobs`.
package enum DivisionTable {
  /// Writes a line for each number of machines: how many times as fast the search is, what the machines make of it, and how many
  /// branches there are.
  ///
  /// - Parameters:
  ///   - machines: The numbers of machines.
  ///   - size: How many cells the program sorts; one thread fewer swaps neighbours.
  ///   - limit: How many runs the search may take.
  ///   - show: Called with each line as soon as it is known; the first one is a heading.
  package static func write(
    _ machines: [Int] = [1, 2, 4, 10, 30, 100, 1_000], size: Int = 5, limit: Int = 20_000, show: (String) -> Void
  ) {
    show("machines     runs  repeated  branches     time  times as fast  most by one  fewest by one")
    for count in machines {
      let team = SimulatedTeam(SharedLocks.sorting(size), on: count, limit: limit)
      let speed = (Double(team.runs) / Double(max(team.time, 1)) * 10).rounded() / 10
      let cells = [count, team.runs, team.repeated, team.branches, team.time].map(String.init)
      let line = cells + ["\(speed)", "\(team.most)", "\(team.fewest)"]
      show(zip(line, [8, 9, 10, 10, 9, 15, 13, 15]).map { $0.leftPadded(to: $1) }.joined())
    }
  }
}
