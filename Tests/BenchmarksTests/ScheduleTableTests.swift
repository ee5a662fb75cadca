// How many runs a search takes for the programs of the published tables, at small sizes.

import Testing

@testable import Benchmarks

struct ScheduleTableTests {
  @Test func `the searches through the published programs take these runs`() {
    var lines: [String] = []
    ScheduleTable.write(ScheduleTable.small, limit: 1_000) { lines.append($0) }
    #expect(lines.joined(separator: "\n") == Self.table)
  }

  @Test func `the search takes the least number of runs where every event touches the same wherever it runs`() {
    let exact = ["readers", "last zero", "indexer", "file system, atomic", "n writers", "lamport", "POPL'14 example"]
    for program in ScheduleTable.small where exact.contains(program.name) || program.name == "count and master" {
      let measurement = program.measured()
      #expect(measurement.runs == program.optimum && measurement.redundant == 0, "\(program.name) \(program.size)")
    }
  }

  private static let table = """
    program                     size  optimum     runs  redundant    ratio
    readers                        3        8        8          0      1.0
    readers                        6       64       64          0      1.0
    last zero                      3       12       12          0      1.0
    last zero                      5       64       64          0      1.0
    last zero                      7      320      320          0      1.0
    indexer                       12        8        8          0      1.0
    indexer                       13       64       64          0      1.0
    file system, atomic           14        2        2          0      1.0
    file system, atomic           16        8        8          0      1.0
    file system, queued locks     14        2        2          0      1.0
    file system, queued locks     15        4        4          0      1.0
    n writers                      4       24       24          0      1.0
    lamport                        2       26       26          0      1.0
    philosophers                   3       49       49          0      1.0
    bounded buffer                 2     112*      112          0      1.0
    sorting                        3       6*        6          3      1.5
    POPL'14 example                4        5        5          0      1.0
    count and master               4        8        8          0      1.0
    count and master               8       16       16          0      1.0
    loads, callback                2        1        1          0      1.0
    loads, callback                3        1        1          0      1.0
    loads, Future.all              2        1        1          0      1.0
    loads, Future.all              3        1        1          0      1.0
    loads, discarding group        2        1        1          0      1.0
    loads, discarding group        3        1        1          0      1.0
    loads, async let               2        1        1          0      1.0
    loads, async let               3        1        1          0      1.0
    loads, group, waitForAll       2        1        1          0      1.0
    loads, group, waitForAll       3        1        1          0      1.0
    loads, group, next             2        1        2          0      2.0
    loads, group, next             3        1        6          0      6.0
    loads, spawned                 2        1        1          0      1.0
    loads, spawned                 3        1        1          0      1.0
    readers, group                 2        4        4          1     1.25
    * as many classes as the search itself has met; + the search was stopped after 1000 runs
    """
}
