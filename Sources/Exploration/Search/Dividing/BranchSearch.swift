// The search of a branch, piece by piece.

import EventLoops
import Synchronization

/// Walks through a branch of another search, and hands over what it has found after every few runs.
final class BranchSearch {
  /// What the search that gave the branch away wants of the search of it.
  final class Bell: Sendable {
    private let isRung = Atomic(false)
    private let isCalledOff = Atomic(false)

    /// Asks for the rest of the branch, so that it can be divided.
    func ring() { isRung.store(true, ordering: .relaxed) }

    /// Says that nothing more of the branch is needed.
    func callOff() { isCalledOff.store(true, ordering: .relaxed) }

    /// Whether to give the rest of the branch back after a number of runs.
    func endsBranch(after runs: Int) -> Bool {
      isCalledOff.load(ordering: .relaxed) || runs >= fewestRuns && isRung.load(ordering: .relaxed)
    }
  }

  /// The most runs, events and offers after which what was found is handed over.
  static let (mostRuns, mostSteps, mostOffers) = (1 << 6, 1 << 14, 1 << 8)
  /// How many runs are made at least before the rest of the branch is given back because that was asked for.
  static let fewestRuns = 32
  /// The most pieces of a branch, so that little is kept of it, and of one whose turn has not come when its search began: by then
  /// there may be something that is needed sooner.
  static let (mostPieces, mostEarlyPieces) = (1 << 6, 1 << 3)

  private let subject: Subject
  private let limits: VirtualEventLoop.Limits
  private let search: DPORSearch
  private let endsBranch: (_ runs: Int) -> Bool
  private let mostRuns: Int
  private let mostPieces: Int
  private var runs = 0
  private var pieces = 0
  private let aside = ConductAside()

  /// A search that has run nothing.
  ///
  /// - Parameters:
  ///   - branch: The branch.
  ///   - subject: What is run.
  ///   - limits: What stops a program that runs away.
  ///   - mostRuns: The most runs after which what was found is handed over.
  ///   - endsBranch: Whether to give the rest of the branch back after a number of runs; asked after each run.
  init(
    of branch: SearchBranch, _ subject: Subject, _ limits: VirtualEventLoop.Limits,
    piecesOf mostRuns: Int = BranchSearch.mostRuns,
    until endsBranch: @escaping (_ runs: Int) -> Bool
  ) {
    (self.subject, self.limits, self.endsBranch, self.mostRuns) = (subject, limits, endsBranch, mostRuns)
    mostPieces = branch.isNext ? Self.mostPieces : Self.mostEarlyPieces
    search = DPORSearch(branch)
  }

  /// Makes the next runs.
  func next() -> SearchBranch.Searched {
    ConductAside.$current.withValue(aside) { nextRuns() }
  }

  private func nextRuns() -> SearchBranch.Searched {
    pieces += 1
    var log = RunLog()
    search.offers.removeOffers()
    while true {
      search.beginRun()
      let trial = subject.run(search, limits, .leftovers)
      guard let record = trial.record else { return search.searched(log, aside.takeOut(), .failed) }
      log.add(trial, record, ofClass: search.endRun(record))
      runs += 1
      if search.hasStartedOver || search.hasDiverged { return search.searched(log, aside.takeOut(), .failed) }
      if search.isOver { return search.searched(log, aside.takeOut(), .over) }
      if endsBranch(runs) { return search.searched(log, aside.takeOut(), .givenBack) }
      let isFull =
        log.entries.count >= mostRuns || log.steps >= Self.mostSteps
        || search.offers.offers.count >= Self.mostOffers
      if isFull { return search.searched(log, aside.takeOut(), pieces < mostPieces ? .continues : .givenBack) }
    }
  }
}
