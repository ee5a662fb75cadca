// Runs side by side as JSON: lanes with bars, and rows with what happened in each lane.

import Comparison
import EventLoops
import Workbench

/// The picture of some runs. Texts are stored once, in `words`, and referenced by number; -1 means none.
struct LabPicture {
  private let picture: Picture
  /// The plan, which says how long a call takes; nil where the picture cannot be changed.
  private let plan: Plan?

  init(_ picture: Picture, plan: Plan?) {
    self.picture = picture
    self.plan = plan
  }

  func write(to json: inout JSONText) {
    let timeline = picture.timeline
    var (words, sites) = (WordList(), SiteList())
    let rules = Dictionary(grouping: timeline.rules, by: \.row)
    json.object { json in
      json.member("pipelines", timeline.pipelines)
      json.member("rows", timeline.rows.enumerated()) { json, entry in
        let (index, row) = entry
        let rule = rules[index]?.map(\.words).joined(separator: "; ")
        let numbers = Self.numbers(of: row, rule: rule, timeline, index, &words, &sites)
        json.list(numbers) { $0.value($1) }
      }
      json.member("lanes", timeline.lanes) { json, lane in
        json.object { write(lane, timeline, to: &$0, &words) }
      }
      json.member("notes", timeline.notes) { json, note in
        json.list([note.row, note.isAfter ? 1 : 0, words.number(of: note.text)]) { $0.value($1) }
      }
      if let point = timeline.point {
        json.member("point", [point.row, point.isAfter ? 1 : 0, words.number(of: point.text)]) { $0.value($1) }
      }
      json.member("sites", sites.sites) { json, site in
        json.list([words.number(of: site.fileID.description), Int(site.line)]) { $0.value($1) }
      }
      json.member("words", words.words)
    }
  }

  /// When in words, when in nanoseconds (-1 at the end), pipeline (0 for none), mark, 1 for a difference, rule; then for
  /// each lane its words, its track and its site (-1 if no line of the program did it).
  private static func numbers(
    of row: Timeline.Row, rule: String?, _ timeline: Timeline, _ index: Int, _ words: inout WordList,
    _ sites: inout SiteList
  ) -> [Int64] {
    var numbers: [Int64] = [
      Int64(words.number(of: row.when.description)), row.nanoseconds ?? -1, Int64(row.pipeline ?? 0),
      Int64(SVGMark(of: row.kind).number), row.isDifference ? 1 : 0, Int64(rule.map { words.number(of: $0) } ?? -1),
    ]
    for (number, lane) in timeline.lanes.enumerated() {
      numbers.append(Int64(row.texts[number].map { words.number(of: $0) } ?? -1))
      numbers.append(Int64(lane.tracks[index] ?? 0))
      numbers.append(Int64(row.events[number].flatMap { lane.run.events[$0].site }.map { sites.number(of: $0) } ?? -1))
    }
    return numbers
  }

  private func write(_ lane: Timeline.Lane, _ timeline: Timeline, to json: inout JSONText, _ words: inout WordList) {
    let run = lane.run
    json.member("label", lane.label)
    json.member("style", run.style.rawValue)
    json.member("tracks", lane.trackCount)
    json.member("end", run.report.instant.nanoseconds)
    json.member("loopEvents", run.report.eventCount)
    json.member("outcomes", run.outcomes.map { $0?.description ?? "" })
    let attempts = attempts(of: lane)
    let ends = ends(of: lane, attempts, timeline)
    // Call, pipeline, attempt, track, instants of the request and of the end (-1 if there is none), how long the answer
    // takes by the plan (-1 if it cannot be changed), and 1 if the answer ended it.
    json.member("bars", lane.bars.indices) { json, index in
      let (bar, attempt) = (lane.bars[index], attempts[index])
      let start = instant(of: bar.first, timeline)
      let (end, isAnswered) = (ends[index]?.at ?? -1, ends[index]?.isAnswer ?? false)
      let takes = planned(bar, attempt) ?? (plan != nil && isAnswered ? end - start : -1)
      json.list([
        Int64(words.number(of: bar.call)), Int64(bar.pipeline), Int64(attempt), Int64(bar.track), start, end, takes,
        isAnswered ? 1 : 0,
      ]) { $0.value($1) }
    }
  }

  /// For each bar of a lane, which request of its call it is in its pipeline, counted from 1.
  private func attempts(of lane: Timeline.Lane) -> [Int] {
    var attempts: [Attempt: Int] = [:]
    return lane.bars.map { bar in
      let key = Attempt(call: bar.call, pipeline: bar.pipeline)
      attempts[key, default: 0] += 1
      return attempts[key] ?? 1
    }
  }

  /// Where each bar of a lane ends, and whether an answer ended it.
  ///
  /// A timeline knows calls by name: of several in flight it takes the oldest one for the one that is answered. The plan
  /// says which one it was, so that a drag moves the answer that is under the pointer.
  private func ends(
    of lane: Timeline.Lane, _ attempts: [Int], _ timeline: Timeline
  ) -> [(at: Int64, isAnswer: Bool)?] {
    var ends = lane.bars.map { bar in
      bar.last.map { (at: instant(of: $0, timeline), isAnswer: Self.isAnswer(timeline.rows[$0].kind)) }
    }
    guard attempts.contains(where: { $0 > 1 }) else { return ends }
    let groups = Dictionary(grouping: lane.bars.indices) {
      Attempt(call: lane.bars[$0].call, pipeline: lane.bars[$0].pipeline)
    }
    for group in groups.values where group.count > 1 {
      for (place, index) in group.enumerated() {
        guard let planned = planned(lane.bars[index], attempts[index]), let end = ends[index], end.isAnswer else {
          continue
        }
        let due = instant(of: lane.bars[index].first, timeline) + planned
        let other = group[(place + 1)...].first { other in
          ends[other].map { $0.isAnswer && $0.at == due } == true && end.at != due
            && instant(of: lane.bars[other].first, timeline) <= end.at
        }
        if let other { ends.swapAt(index, other) }
      }
    }
    return ends
  }

  private struct Attempt: Hashable {
    let call: String
    let pipeline: Int
  }

  private func instant(of row: Int, _ timeline: Timeline) -> Int64 {
    timeline.rows[row].nanoseconds ?? -1
  }

  private static func isAnswer(_ kind: SemanticEvent.Kind?) -> Bool {
    switch kind {
    case .replied, .failed: true
    default: false
    }
  }

  /// How long the answer takes by the plan: -1 if it never comes, nil if the plan does not say.
  private func planned(_ bar: Timeline.Bar, _ attempt: Int) -> Int64? {
    guard let plan else { return nil }
    guard let behaviour = plan.behaviour(of: bar.call, by: bar.pipeline)?.onAttempt(attempt) else {
      return Self.fixed(plan.latency)
    }
    if behaviour.isSynchronous { return 0 }
    if case .never = behaviour.answer { return -1 }
    return Self.fixed(behaviour.latency)
  }

  /// The only time of a range; nil if it is left to chance.
  private static func fixed(_ latency: ClosedRange<Duration>) -> Int64? {
    latency.lowerBound == latency.upperBound ? latency.lowerBound.nanoseconds : nil
  }
}

extension Duration {
  /// The whole nanoseconds.
  fileprivate var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
