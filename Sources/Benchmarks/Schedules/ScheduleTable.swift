// The programs by which searches are compared, at sizes that take moments and at sizes that take minutes.

import Exploration

/// The table of `braid bench dpor`.
public enum ScheduleTable {
  /// Sizes that a test can afford.
  public static let small: [ScheduleProgram] =
    row("readers", [3, 6], { 1 << $0 }, SharedCells.readers)
    + row("last zero", [3, 5, 7], lastZero, SharedCells.lastZero)
    + row("indexer", [12, 13], indexer, SharedCells.indexer)
    + row("file system, atomic", [14, 16], fileSystem, SharedLocks.fileSystem)
    + row("file system, queued locks", [14, 15], fileSystem, SharedLocks.fileSystemWithLocks)
    + row("n writers", [4], factorial, SharedCells.writers)
    + row("lamport", [2], { _ in 26 }, SharedLocks.lamport)
    + row("philosophers", [3], philosophers, SharedLocks.philosophers)
    + row("bounded buffer", [2], { _ in nil }, SharedLocks.boundedBuffer)
    + row("sorting", [3], { _ in nil }, SharedLocks.sorting)
    + row("POPL'14 example", [4], { _ in 5 }, { _ in SharedCells.example() })
    + row("count and master", [4, 8], { 2 * $0 }, SharedCells.countAndMaster)
    + loads([2, 3]) + row("readers, group", [2], { 1 << $0 }, IndependentLoads.readersAsGroup)

  /// The sizes of the published tables.
  public static let large: [ScheduleProgram] =
    row("readers", [8, 13], { 1 << $0 }, SharedCells.readers)
    + row("last zero", [5, 10, 15], lastZero, SharedCells.lastZero)
    + row("indexer", [12, 15], indexer, SharedCells.indexer)
    + row("file system, atomic", [14, 16, 18, 20], fileSystem, SharedLocks.fileSystem)
    + row("file system, queued locks", [14, 16, 18], fileSystem, SharedLocks.fileSystemWithLocks)
    + row("n writers", [7], factorial, SharedCells.writers)
    + row("lamport", [2, 3], { $0 == 2 ? 26 : 2_558 }, SharedLocks.lamport)
    + row("philosophers", [3, 5], philosophers, SharedLocks.philosophers)
    + row("bounded buffer", [2, 3], { _ in nil }, SharedLocks.boundedBuffer)
    + row("sorting", [3, 4], { _ in nil }, SharedLocks.sorting)
    + row("POPL'14 example", [4], { _ in 5 }, { _ in SharedCells.example() })
    + row("count and master", [4, 8, 12], { 2 * $0 }, SharedCells.countAndMaster)
    + loads([2, 4, 8]) + row("readers, group", [2, 6], { 1 << $0 }, IndependentLoads.readersAsGroup)

  private static func row(
    _ name: String, _ sizes: [Int], _ optimum: (Int) -> Int?, _ subject: (Int) -> Subject
  ) -> [ScheduleProgram] {
    sizes.map { ScheduleProgram(name, $0, optimum: optimum($0), subject($0)) }
  }

  private static func loads(_ sizes: [Int]) -> [ScheduleProgram] {
    IndependentLoads.all.flatMap { form, subject in row("loads, \(form)", sizes, { _ in 1 }, subject) }
  }

  private static func lastZero(_ size: Int) -> Int { (size + 3) << (size - 2) }
  private static func indexer(_ size: Int) -> Int { size < 12 ? 1 : 1 << (3 * (size - 11)) }
  private static func fileSystem(_ size: Int) -> Int { size < 14 ? 1 : 1 << (size - 13) }
  private static func factorial(_ size: Int) -> Int { (1...size).reduce(1, *) }
  /// Of two meals, at each of which every fork goes to either neighbour first, but not all of them in a circle.
  private static func philosophers(_ size: Int) -> Int { ((1 << size) - 1) * ((1 << size) - 1) }

  /// A line of the table: the name, the size, the least number of runs, the runs and the redundant ones, and how many runs
  /// there are for each of the least number.
  ///
  /// - Parameters:
  ///   - programs: What to search, in order.
  ///   - limit: How many runs a search may take.
  ///   - show: Called with each line as soon as it is known; the first one is a heading.
  public static func write(_ programs: [ScheduleProgram], limit: Int = 500_000, _ show: (String) -> Void) {
    show(line(["program", "size", "optimum", "runs", "redundant", "ratio"]))
    for program in programs {
      let it = program.measured(limit: limit)
      show(
        line([
          program.name, "\(program.size)", program.optimum.map(String.init) ?? "\(it.classes)*",
          "\(it.runs)" + (it.isComplete ? "" : "+"), "\(it.redundant)", "\((it.ratio * 100).rounded() / 100)",
        ]))
    }
    show("* as many classes as the search itself has met; + the search was stopped after \(limit) runs")
  }

  private static func line(_ cells: [String]) -> String {
    zip(cells, [26, 5, 8, 8, 10, 8]).enumerated().map { column, cell in
      let blanks = String(repeating: " ", count: max(cell.1 - cell.0.count, 0))
      return column == 0 ? cell.0 + blanks : blanks + cell.0
    }.joined(separator: " ")
  }
}
