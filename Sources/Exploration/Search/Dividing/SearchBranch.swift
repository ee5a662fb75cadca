// A part of a search's tree, which another search can walk through at the same time.

import EventLoops

/// What is below one event at one point of a search, with all that the search there has to know.
struct SearchBranch: Sendable {
  /// The points down to the branch's own, and those below it that were passed before.
  let points: [DPORSearch.Point]
  let tried: TriedEvents
  let trees: WakeupTrees
  /// The point whose chosen event all runs of the branch begin with; -1 for the whole tree.
  let floor: Int
  let extent: DPORSearch.Extent
  let isExact: Bool
  /// What events touched, in a search that is exact and keeps no more of it.
  let table: FootprintTable?
  /// How many runs the search has made, and about how many each choice at its points takes.
  let ended: Int
  let sizes: [Int]
  /// Whether the branch is the one that the search itself would turn to now.
  let isNext: Bool

  /// How the search of a branch is going.
  enum Progress {
    /// There is more to come.
    case continues
    /// What is left of the branch was given back.
    case givenBack
    /// Nothing of the branch is left.
    case over
    /// The search of the branch needs what only the whole search knows.
    case failed
  }

  /// The results of some runs of a branch.
  struct Searched: Sendable {
    let log: RunLog
    /// What the runs asked of the API that runs of the branch before them had not.
    let conduct: ConductAside.Piece
    let progress: Progress
    let isCut: Bool
    let isFairOnly: Bool
    /// What was found for the points down to the branch's own.
    let offers: [Offer]
    /// Where the search of the branch is.
    let points: [DPORSearch.Point]
    let pointOfStep: [Int]
    /// What the steps of the last run touched, down to the last point.
    let touched: [Footprint]
    let tried: TriedEvents
    let trees: WakeupTrees
    /// What the events of its runs touched, in a search that is exact and does not know all that it will know of them.
    let table: FootprintTable?
    /// How many runs the search has made with those that were made before the branch.
    let ended: Int
    let sizes: [Int]
  }
}
