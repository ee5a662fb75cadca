// The left edge of a lane in text: a bar for each call in flight, and the mark of the row on its own track.

import Comparison

extension TextTimeline {
  /// How many columns the tracks of a lane take.
  static func trackColumns(_ count: Int) -> Int { min(count, mostTracks) }

  /// The tracks of a lane beside a row, or below it.
  ///
  /// - Parameters:
  ///   - lane: The lane.
  ///   - index: The row.
  ///   - mark: The mark of what happens in the row.
  ///   - isLater: Whether the row itself is past, so that a call that it ends is no longer in flight.
  func tracks(ofLane lane: Int, at index: Int, mark: String? = nil, isLater: Bool = false) -> String {
    let shown = timeline.lanes[lane]
    let count = Self.trackColumns(shown.trackCount)
    guard shown.trackCount <= Self.mostTracks else { return counted(lane, index, mark, columns: count) }
    let flying = shown.bars(inFlightAt: index, isLater: isLater)
    var cells = (0..<count).map { track in flying.contains { $0.track == track } ? symbols.inFlight : " " }
    if let mark, let track = shown.tracks[index] { cells[min(track, count - 1)] = mark }
    return cells.joined()
  }

  /// More calls than can be drawn one by one: a bar and how many there are.
  private func counted(_ lane: Int, _ index: Int, _ mark: String?, columns: Int) -> String {
    let inFlight = timeline.rows[index].inFlight[lane]
    let bar = inFlight > 0 ? symbols.inFlight + (inFlight > 1 ? "\(inFlight)" : "") : ""
    return (mark ?? bar).padded(to: columns)
  }
}

extension Timeline.Lane {
  /// The calls in flight in a row (the ones that it ends among them) or, if `isLater`, after it.
  func bars(inFlightAt index: Int, isLater: Bool) -> [Timeline.Bar] {
    bars.filter { bar in
      guard bar.first < index || isLater && bar.first == index else { return false }
      guard let last = bar.last else { return true }
      return isLater ? last > index : last >= index
    }
  }
}
