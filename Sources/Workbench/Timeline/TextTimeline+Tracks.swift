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
    var cells = bars[lane].map { bars in
      Self.isInFlight(bars, at: index, isLater: isLater) ? symbols.inFlight : " "
    }
    if let mark, let track = shown.tracks[index] { cells[min(track, count - 1)] = mark }
    return cells.joined()
  }

  /// More calls than can be drawn one by one: a bar and how many there are.
  private func counted(_ lane: Int, _ index: Int, _ mark: String?, columns: Int) -> String {
    let inFlight = timeline.rows[index].inFlight[lane]
    let bar = inFlight > 0 ? symbols.inFlight + (inFlight > 1 ? "\(inFlight)" : "") : ""
    return (mark ?? bar).padded(to: columns)
  }

  /// Whether one of the bars of a track is in flight in a row (one that the row ends too) or, if `isLater`, after it.
  private static func isInFlight(_ bars: [Timeline.Bar], at index: Int, isLater: Bool) -> Bool {
    // Bars of one track follow each other, so that only the last one to begin by then can be in flight.
    var (low, high) = (0, bars.count)
    while low < high {
      let middle = (low + high) / 2
      if bars[middle].first < index || isLater && bars[middle].first == index {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low > 0 else { return false }
    guard let last = bars[low - 1].last else { return true }
    return isLater ? last > index : last >= index
  }

  /// For each lane and each of its tracks, the bars in the order of time; none for lanes whose calls are counted.
  static func barsByTrack(of timeline: Timeline) -> [[[Timeline.Bar]]] {
    timeline.lanes.map { lane in
      guard lane.trackCount <= mostTracks else { return [] }
      var tracks = [[Timeline.Bar]](repeating: [], count: lane.trackCount)
      for bar in lane.bars { tracks[bar.track].append(bar) }
      return tracks
    }
  }
}
