// Which branches of a search are to be searched elsewhere, and in which order what they come to is taken in.

import EventLoops

/// Gives away branches of a search, and takes in what was found in them in the order in which the search itself would have
/// met it, so that the result is the same whatever is given away, when, and how far it comes.
///
/// A branch knows what was tried before it only as a guess: that the events before it at its point touch what they touched in
/// the runs that are known, and that no more is to follow its own event than is known. If that was wrong, what was found is
/// dropped when its turn comes, and searched again. What a branch finds for the points above it is added when its turn
/// comes. Simsa, Bryant, Gibson and Hickey divide the tree at the first points of a run ("Scalable Dynamic Partial Order
/// Reduction", RV 2012), and accept that two parts of the tree may run the same schedule. Here it is divided close to where
/// the search is, since a large search is ended by its budget long before it comes back to its first points.
struct DividedSearch {
  /// A branch that was given away.
  struct Share: Sendable {
    let number: Int
    let branch: SearchBranch
    let bell = BranchSearch.Bell()
  }

  /// What there is to be done.
  enum Step {
    /// The runs of a branch were taken in: they are the next ones of the search.
    case took(RunLog)
    /// What the search would turn to now is still being searched.
    case waits
    /// The search has to make this many runs by itself.
    case alone(runs: Int)
  }

  private let search: DPORSearch
  /// How many branches are to be left to give away beside the next one.
  private let wanted: Int
  /// How many branches are given away at most that are not taken in.
  private var mostShares: Int { 2 * wanted }
  /// How many runs a branch is to take at least, if there is a choice.
  private static let largeSize = 32
  /// Within how many runs the turn of a branch comes soon.
  private static let near = 1 << 10
  /// The shares of roots that are left to try, by the places of these.
  private var shares: [WakeupTrees.List: Share] = [:]
  /// The share of what the search would turn to now.
  private(set) var next: Share?
  /// Whether some of what was found in it was taken in already.
  private var isNextBegun = false
  /// What was found in shares and not yet taken in, by their numbers.
  private var found: [Int: [SearchBranch.Searched]] = [:]
  /// How many runs were dropped.
  private(set) var wasted = 0
  /// How many branches were given away.
  private(set) var given = 0

  init(_ search: DPORSearch, wanted: Int) {
    (self.search, self.wanted) = (search, wanted)
  }

  /// Gives a branch away that was not given away before: what the search would turn to now, or else what it will turn to soonest;
  /// nil if there is none.
  ///
  /// - Parameter limit: How many runs may still be counted. What the search seems to turn to only in the second half of them is not
  ///   given away, since it may well take longer.
  mutating func give(limit: Int) -> Share? {
    if search.isOver { return nil }
    let roots = search.rootsLeft
    guard let next else {
      let share = share(search.nextBranch(at: floorOfNext(roots)))
      (next, isNextBegun) = (share, false)
      return share
    }
    if shares.count >= mostShares { return nil }
    let sizes = search.expectedSizes
    // If the next branch can be divided further, that is better than what will be needed late.
    let canDivide = next.branch.floor < sizes.lastIndex { $0 >= Self.largeSize } ?? -1
    let end = min(limit / 2, canDivide ? Self.near : .max)
    var before = 0
    for place in (0..<max(next.branch.floor + 1, 0)).reversed() {
      before = max(before, sizes[place] - (search.ended - search.points[place].began))
      for root in roots[place] {
        if before >= end { return nil }
        before += sizes[place]
        if shares[root] != nil { continue }
        let share = share(search.branch(of: root, at: place))
        shares[root] = share
        return share
      }
    }
    return nil
  }

  /// The last point whose roots are given away by themselves: below it, all is one branch. It is the last one at which a choice
  /// takes many runs, or else one above which there is enough to give away.
  private func floorOfNext(_ roots: [[WakeupTrees.List]]) -> Int {
    let given = roots.lastIndex { $0.contains { shares[$0] != nil } } ?? -1
    let left = roots.map { $0.count { shares[$0] == nil } }
    let enough = min(wanted, (left.reduce(0, +) + 1) / 2)
    let large = search.expectedSizes.lastIndex { $0 >= Self.largeSize } ?? -1
    var floor = max(given, large)
    var count = left.prefix(floor + 1).reduce(0, +)
    while count < enough {
      floor += 1
      count += left[floor]
    }
    return floor
  }

  private mutating func share(_ branch: SearchBranch) -> Share {
    given += 1
    found[given] = []
    return Share(number: given, branch: branch)
  }

  /// Notes what was found in a branch, after what was noted of it before.
  mutating func note(_ searched: SearchBranch.Searched, of number: Int) { found[number]?.append(searched) }

  /// Takes in what was found in the branch that the search would turn to now, if it is known.
  ///
  /// - Parameter limit: How many runs may still be counted.
  mutating func advance(limit: Int) -> Step {
    guard let share = next, let searched = found[share.number]?.first else { return .waits }
    if !isNextBegun, !search.isUpToDate(share.branch) {
      forget(share)
      next = nil
      return .waits
    }
    let runs = searched.log.entries.count
    guard runs <= limit, search.takeIn(searched, of: share.branch) else {
      for share in shares.values { forget(share) }
      forget(share)
      (next, shares) = (nil, [:])
      return .alone(runs: max(min(runs, limit), 1))
    }
    isNextBegun = true
    found[share.number]?.removeFirst()
    if searched.progress != .continues {
      found[share.number] = nil
      next = nil
    }
    if searched.progress == .over, let root = search.points.last?.root {
      (next, isNextBegun) = (shares.removeValue(forKey: root), false)
    }
    searched.conduct.takeIn()
    return .took(searched.log)
  }

  /// Takes back a branch.
  private mutating func forget(_ share: Share) {
    share.bell.callOff()
    wasted += found.removeValue(forKey: share.number)?.map(\.log.entries.count).reduce(0, +) ?? 0
  }

  /// Asks for the rest of the branch that the search would turn to now, so that it can be divided.
  func askForRest() { next?.bell.ring() }
}
