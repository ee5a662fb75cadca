// How a search turns from one schedule to the next.

import EventLoops

extension DPORSearch {
  /// Goes back to the last point at which something is left to try, and tries it.
  func turn() -> Bool {
    while points.count > floor + 1, var point = points.popLast() {
      let step = pointOfStep.last == points.count ? pointOfStep.count - 1 : nil
      if step != nil { pointOfStep.removeLast() }
      noteSize(of: point, at: points.count)
      if turn(&point, step) {
        point.began = ended
        points.append(point)
        sameSteps = pointOfStep.count
        if !point.isChoiceOfEvent { leaveStepOfChoice() }
        return true
      }
      tried.forget(done: point.done, asleep: point.asleep)
    }
    return false
  }

  /// Notes how many runs have made the choice of a point that was made there last.
  private func noteSize(of point: Point, at place: Int) {
    while sizes.count <= place { sizes.append(0) }
    sizes[place] = max(ended - point.began, sizes[place] / 2)
  }

  /// About how many runs each choice at each point takes.
  var expectedSizes: [Int] {
    var progress = 0.0
    var expected = points.indices.map { sizes.indices.contains($0) ? sizes[$0] : 0 }
    // How much of the tree below a point has been walked through, by the branches known so far.
    for place in points.indices.reversed() {
      let made = ended - points[place].began
      if expected[place] == 0, made > 0 { expected[place] = Int(min(Double(made) / max(progress, 1e-9), 1e15)) }
      expected[place] = max(expected[place], made)
      progress = (Double(done(at: place)) + progress) / Double(options(at: place))
    }
    return expected
  }

  /// How many choices were tried at a point before the present one, and how many there are, as far as is known.
  private func done(at place: Int) -> Int {
    points[place].isChoiceOfEvent ? points[place].done.count : points[place].picked
  }

  private func options(at place: Int) -> Int {
    let point = points[place]
    if !point.isChoiceOfEvent { return point.options }
    return extent == .everyOrder ? point.ready.count : point.done.count + 1 + trees.roots(of: point.rest)
  }

  /// A choice of another kind is made in the middle of a step, and changes the rest of the step.
  private func leaveStepOfChoice() {
    guard let point = pointOfStep.last else { return }
    sameSteps = pointOfStep.count - 1
    points[point].otherwise.formUnion(touched(sameSteps))
  }

  /// What a step of the last run touched.
  func touched(_ step: Int) -> Footprint {
    if let lastRecord { return lastRecord.footprint(of: step) }
    return touchedElsewhere.indices.contains(step) ? touchedElsewhere[step] : Footprint()
  }

  /// Turns to what is left to try at a point, the step of which was this one; false if nothing is.
  private func turn(_ point: inout Point, _ step: Int?) -> Bool {
    guard point.isChoiceOfEvent else {
      point.picked += 1
      return point.picked < point.options
    }
    trees.forget(&point.below)
    let before = point.chosen
    if extent == .everyOrder {
      guard let place = point.ready.firstIndex(of: before), place + 1 < point.ready.count else { return false }
      point.chosen = point.ready[place + 1]
    } else if !advance(&point) {
      return false
    }
    finish(before, touching: step.map(touched), at: &point)
    return true
  }

  /// Adds an event to those that were tried at a point, with what it touched, if it is known.
  func finish(_ name: UInt64, touching footprint: Footprint?, at point: inout Point) {
    if let footprint { point.otherwise.formUnion(footprint) }
    tried.finish(name, point.otherwise, in: &point.done)
    point.otherwise = Footprint()
  }

  /// How much of the tree has been walked through, by the branches known so far: from 0 to 1.
  var progress: Double {
    var (share, progress) = (1.0, 0.0)
    for place in points.indices {
      share /= Double(options(at: place))
      progress += share * Double(done(at: place))
    }
    return isOver ? 1 : progress
  }
}
