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
        let rule = rules[index]?.map { "\($0.aspects.map(\.rawValue).formattedList): \($0.text)" }
        let numbers = Self.numbers(of: row, rule: rule?.joined(separator: "; "), timeline, index, &words, &sites)
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
    let at: Int64 = if case .at(let instant) = row.when { instant.nanoseconds } else { -1 }
    var numbers: [Int64] = [
      Int64(words.number(of: row.when.description)), at, Int64(row.pipeline ?? 0),
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
    var attempts: [Attempt: Int] = [:]
    // Call, pipeline, attempt, track, instants of the request and of the end (-1 if there is none), how long the answer
    // takes by the plan (-1 if it cannot be changed), and 1 if the answer ended it.
    json.member("bars", lane.bars) { json, bar in
      let key = Attempt(call: bar.call, pipeline: bar.pipeline)
      let attempt = attempts[key, default: 0] + 1
      attempts[key] = attempt
      let (start, end) = (instant(of: bar.first, timeline), bar.last.map { instant(of: $0, timeline) } ?? -1)
      let isAnswered = bar.last.map { Self.isAnswer(timeline.rows[$0].kind) } ?? false
      let takes = takes(bar, attempt, isAnswered && end >= 0 ? end - start : -1)
      json.list([
        Int64(words.number(of: bar.call)), Int64(bar.pipeline), Int64(attempt), Int64(bar.track), start, end, takes,
        isAnswered ? 1 : 0,
      ]) { $0.value($1) }
    }
  }

  private struct Attempt: Hashable {
    let call: String
    let pipeline: Int
  }

  private func instant(of row: Int, _ timeline: Timeline) -> Int64 {
    if case .at(let instant) = timeline.rows[row].when { instant.nanoseconds } else { -1 }
  }

  private static func isAnswer(_ kind: SemanticEvent.Kind?) -> Bool {
    switch kind {
    case .replied, .failed: true
    default: false
    }
  }

  /// How long the answer takes: what the plan says, or else what was seen.
  private func takes(_ bar: Timeline.Bar, _ attempt: Int, _ seen: Int64) -> Int64 {
    guard let plan else { return -1 }
    guard let behaviour = plan.behaviour(of: bar.call, by: bar.pipeline)?.onAttempt(attempt) else {
      return plan.latency.lowerBound == plan.latency.upperBound
        ? plan.latency.lowerBound.nanoseconds : seen
    }
    if behaviour.isSynchronous { return 0 }
    if case .never = behaviour.answer { return -1 }
    let latency = behaviour.latency
    return latency.lowerBound == latency.upperBound ? latency.lowerBound.nanoseconds : seen
  }
}

/// Sites by number, in the order in which they are first referenced.
private struct SiteList {
  private(set) var sites: [SourceSite] = []
  private var numbers: [SourceSite: Int] = [:]

  mutating func number(of site: SourceSite) -> Int {
    if let number = numbers[site] { return number }
    numbers[site] = sites.count
    sites.append(site)
    return sites.count - 1
  }
}

extension Duration {
  /// The whole nanoseconds.
  fileprivate var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
