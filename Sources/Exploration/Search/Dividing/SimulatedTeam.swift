// What a search would take on many machines: its branches are searched here one by one, in the time of a simulation.

import EventLoops

/// One search that is divided among machines, of which each makes one run in a unit of time.
package struct SimulatedTeam {
  /// How many runs the search takes.
  package private(set) var runs = 0
  /// How many runs were made in addition, since a branch had begun from a wrong guess, or its turn did not come.
  package private(set) var repeated = 0
  /// How many branches were given away.
  package private(set) var branches = 0
  /// How long the search takes, in runs of one machine.
  package private(set) var time = 0
  /// The most and the fewest runs that a machine has made.
  package private(set) var (most, fewest) = (0, 0)

  /// A branch that is searched, and what it comes to at a time.
  private struct Work {
    let share: DividedSearch.Share
    let search: BranchSearch
    let searched: SearchBranch.Searched
    let end: Int

    init(_ share: DividedSearch.Share, _ search: BranchSearch, at time: Int) {
      (self.share, self.search) = (share, search)
      searched = search.next()
      end = time + searched.log.entries.count
    }
  }

  private let subject: Subject
  private var made: [Int]

  /// Simulates a search of a subject.
  ///
  /// - Parameters:
  ///   - subject: What is run.
  ///   - machines: How many machines there are.
  ///   - isExact: Whether to take it that an event touches the same wherever it runs, until a run shows otherwise.
  ///   - limit: How many runs the search may take.
  package init(_ subject: Subject, on machines: Int, exact isExact: Bool = true, limit: Int) {
    self.subject = subject
    made = [Int](repeating: 0, count: machines)
    let search = DPORSearch(.reduced(reversals: .max), exact: isExact, wholeRuns: 0)
    var divided = DividedSearch(search, wanted: 2 * machines)
    var working: [Int: Work] = [:]
    while !search.isOver, runs < limit {
      for machine in 0..<machines where working[machine] == nil {
        guard let share = divided.give(limit: limit - runs) else {
          divided.askForRest()
          break
        }
        let branch = BranchSearch(of: share.branch, subject, VirtualEventLoop.Limits(), until: share.bell.endsBranch)
        working[machine] = Work(share, branch, at: time)
      }
      time = working.values.map(\.end).min() ?? time
      for (machine, work) in working where work.end == time {
        divided.note(work.searched, of: work.share.number)
        made[machine] += work.searched.log.entries.count
        working[machine] = work.searched.progress == .continues ? Work(work.share, work.search, at: time) : nil
      }
      takeIn(&divided, search, limit)
    }
    repeated = made.reduce(0, +) - runs
    (most, fewest) = (made.max() ?? 0, made.min() ?? 0)
    branches = divided.given
  }

  private mutating func takeIn(_ divided: inout DividedSearch, _ search: DPORSearch, _ limit: Int) {
    while runs < limit, !search.isOver {
      let next = divided.next?.number
      switch divided.advance(limit: limit - runs) {
      case .took(let log): runs += log.entries.count
      case .alone(let count): for _ in 0..<count where !search.isOver { runAlone(search) }
      // What began from a wrong guess is dropped, and given away again.
      case .waits: if next == nil || divided.next != nil { return }
      }
    }
  }

  private mutating func runAlone(_ search: DPORSearch) {
    search.beginRun()
    let trial = subject.run(search, VirtualEventLoop.Limits(), .leftovers)
    if let record = trial.record { _ = search.endRun(record) }
    (runs, time, made[0]) = (runs + 1, time + 1, made[0] + 1)
  }
}
