// How a search gives branches away, and takes in what was found in them.

import EventLoops

extension DPORSearch {
  /// What is left to try, apart from what is below the chosen event of the last point: the places of the roots at each point.
  var rootsLeft: [[WakeupTrees.List]] { points.map { trees.places(of: $0.rest) } }

  /// The branch below the chosen event of a point, with all points below it as they are: the search would turn to it now.
  func nextBranch(at floor: Int) -> SearchBranch { branch(points, tried, trees, floor, isNext: true) }

  /// The branch of a root that is left to try at a point, as the search will find it if the events before it touch what they
  /// touched in the runs that are known.
  func branch(of root: WakeupTrees.List, at floor: Int) -> SearchBranch {
    let copy = DPORSearch(nextBranch(at: -1))
    copy.forgetPoints(below: floor)
    let step = pointOfStep.firstIndex(of: floor)
    let point = points[floor]
    copy.finish(point.chosen, touching: step.map(touched) ?? point.expected, at: &copy.points[floor])
    while copy.advance(&copy.points[floor]), copy.points[floor].root != root {
      let point = copy.points[floor]
      copy.finish(point.chosen, touching: point.expected, at: &copy.points[floor])
    }
    return branch(copy.points, copy.tried, copy.trees, floor, isNext: false)
  }

  private func branch(
    _ points: [Point], _ tried: TriedEvents, _ trees: WakeupTrees, _ floor: Int, isNext: Bool
  ) -> SearchBranch {
    SearchBranch(
      points: points, tried: tried, trees: trees, floor: floor, extent: extent, isExact: isExact,
      table: isExact && footprints.isFull ? footprints : nil, ended: ended, sizes: sizes, isNext: isNext)
  }

  /// The results of the last runs of the branch that this search was made for.
  func searched(
    _ log: RunLog, _ conduct: ConductAside.Piece, _ progress: SearchBranch.Progress
  ) -> SearchBranch.Searched {
    defer { if !footprints.isFull { footprints = FootprintTable() } }
    return SearchBranch.Searched(
      log: log, conduct: conduct, progress: progress, isCut: isCut, isFairOnly: isFairOnly, offers: offers.offers,
      points: points, pointOfStep: pointOfStep, touched: progress == .failed ? [] : pointOfStep.indices.map(touched),
      tried: tried, trees: trees, table: isExact && !footprints.isFull ? footprints : nil, ended: ended, sizes: sizes)
  }

  /// Whether a branch is still what the search would turn to now, in what it began with.
  func isUpToDate(_ branch: SearchBranch) -> Bool {
    if branch.isExact != isExact || branch.tried.hasActors != tried.hasActors { return false }
    if branch.isNext { return true }
    // What was tried before the branch was a guess, and what was met since then may have grown what is to follow its event.
    return tried.isSame(points[branch.floor].done, as: branch.points[branch.floor].done, of: branch.tried)
      && trees.isSame(points[branch.floor].below, as: branch.points[branch.floor].below, of: branch.trees)
  }

  /// Takes in what was found in the branch that the search would turn to now, and turns to what is next.
  ///
  /// - Returns: Whether it could; if not, the search is as before, and has to make these runs itself.
  func takeIn(_ found: SearchBranch.Searched, of branch: SearchBranch) -> Bool {
    if found.progress == .failed { return false }
    if let table = found.table, !footprints.takeIn(table) { return false }
    for offer in found.offers { takeIn(offer) }
    forgetPoints(below: branch.floor)
    if branch.floor >= 0 {
      // Choices of other kinds that are made in the branch's own step lie below its point, and leave this there.
      points[branch.floor].otherwise = found.points[branch.floor].otherwise
      points[branch.floor].below = trees.adopt(found.points[branch.floor].below, of: found.trees)
    }
    if found.progress != .over {
      for var point in found.points[(branch.floor + 1)...] {
        point.rest = trees.adopt(point.rest, of: found.trees)
        point.below = trees.adopt(point.below, of: found.trees)
        point.began += ended + found.log.entries.count - found.ended
        points.append(point)
      }
    }
    let hasActors = found.tried.hasActors
    if found.progress != .over { tried = found.tried }
    tried.hasActors = hasActors
    (pointOfStep, touchedElsewhere, lastRecord) = (found.pointOfStep, found.touched, nil)
    isCut = isCut || found.isCut
    isFairOnly = isFairOnly || found.isFairOnly
    sizes = found.sizes
    ended += found.log.entries.count
    if found.progress == .over { isOver = !turn() }
    // The last run that this search has looked at is another one.
    sameSteps = 0
    return true
  }

  private func forgetPoints(below floor: Int) {
    while points.count > floor + 1, var point = points.popLast() {
      trees.forget(&point.rest)
      trees.forget(&point.below)
      tried.forget(done: point.done, asleep: point.asleep)
    }
    if floor >= 0 { trees.forget(&points[floor].below) }
  }

  private func takeIn(_ offer: Offer) {
    guard case .reduced(let bound) = extent, let fork = trees.fork(of: offer, from: points[offer.place].rest) else {
      return
    }
    add(offer, at: fork, of: offer.place, bound, isElsewhere: false)
  }
}
