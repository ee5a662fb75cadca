// The calls in flight as bars on tracks: each pipeline keeps a track of its own as long as it is at work.

import Comparison
import EventLoops

extension Timeline.Lane {
  /// Finds the lane's bars, the tracks of its marks, and for each row the number of calls in flight after it.
  mutating func drawBars(through rows: inout [Timeline.Row], lane: Int) {
    var tracks = Tracks()
    /// By pipeline and call, the bars that have not ended, oldest first.
    var open: [Flight: [Int]] = [:]
    var inFlight = 0
    for index in rows.indices {
      var mark: Int?
      if rows[index].events[lane] != nil, let kind = rows[index].kind, let pipeline = rows[index].pipeline {
        let flight = Flight(pipeline: pipeline, call: kind.call ?? "")
        switch kind {
        case .sent(let call, _):
          let track = tracks.take(for: pipeline)
          open[flight, default: []].append(bars.count)
          bars.append(Timeline.Bar(call: call, pipeline: pipeline, track: track, first: index, last: nil))
          inFlight += 1
          mark = track
        case .replied, .failed, .callCancelled:
          if var waiting = open[flight], !waiting.isEmpty {
            let bar = waiting.removeFirst()
            open[flight] = waiting
            bars[bar].last = index
            inFlight -= 1
            mark = bars[bar].track
            tracks.leave(bars[bar].track)
          }
        case .finished: mark = tracks.release(pipeline)
        default: break
        }
        mark = mark ?? tracks.home(of: pipeline)
      } else if rows[index].texts[lane] != nil {
        mark = 0
      }
      self.tracks.append(mark)
      rows[index].inFlight.append(inFlight)
    }
    trackCount = max(1, tracks.count)
  }

  private struct Flight: Hashable {
    let pipeline: Int
    let call: String
  }

  /// Which pipeline owns which track, and on which tracks a call is in flight.
  private struct Tracks {
    private var owners: [Int?] = []
    private var isBusy: [Bool] = []

    var count: Int { owners.count }

    /// The track of a pipeline that has no call to show: its first one, or a free one.
    mutating func home(of pipeline: Int) -> Int {
      owners.firstIndex(of: pipeline) ?? add(pipeline)
    }

    /// A track for a call: one that the pipeline owns and does not use, or a free one.
    mutating func take(for pipeline: Int) -> Int {
      let track = owners.indices.first { owners[$0] == pipeline && !isBusy[$0] } ?? add(pipeline)
      isBusy[track] = true
      return track
    }

    mutating func leave(_ track: Int) { isBusy[track] = false }

    /// Gives the tracks of a pipeline back on which no call is in flight; returns the first one it had.
    mutating func release(_ pipeline: Int) -> Int {
      let first = home(of: pipeline)
      for track in owners.indices where owners[track] == pipeline && !isBusy[track] { owners[track] = nil }
      return first
    }

    private mutating func add(_ pipeline: Int) -> Int {
      if let free = owners.indices.first(where: { owners[$0] == nil && !isBusy[$0] }) {
        owners[free] = pipeline
        return free
      }
      owners.append(pipeline)
      isBusy.append(false)
      return owners.count - 1
    }
  }
}
