// Instants that follow from the order of events: blocking work, and the choices of a schedule.

import EventLoops

extension Explanation {
  /// Both runs were blocked for as long, and the same happened at another instant because of it.
  static let blocksLater = Explanation(.blocksLater) { parted in
    let duration = parted.own.run.report.blocking.duration
    guard duration > .zero, parted.other.run.report.blocking.duration == duration else { return [] }
    let shifts = Set(Self.sums(of: parted.own.blocks)).union(Self.sums(of: parted.other.blocks))
    return parted.moved { index, counterpart in
      let (event, other) = (parted.own.events[index], parted.other.events[counterpart])
      let later = max(event.instant, other.instant)
      return shifts.contains(min(event.instant, other.instant).duration(to: later))
        && (parted.own.isDelayed(event) || parted.other.isDelayed(other))
    }
  }

  /// The sums of the durations of some of the blocks; of very many different ones, some sums are left out.
  private static func sums(of blocks: [Duration]) -> Set<Duration> {
    blocks.reduce(into: [.zero]) { sums, block in
      guard sums.count < 4_096 else { return }
      sums.formUnion(sums.map { $0 + block })
    }
  }

  /// A schedule preferred an event to an earlier one at the instant at which the runs first part, or before, and the
  /// same happened at another instant because of it.
  static let scheduleChose = Explanation(.scheduleChose) { parted in
    guard let parting = parted.firstParting,
      parted.own.wasShuffled(by: parting) || parted.other.wasShuffled(by: parting)
    else { return [] }
    return parted.moved { _, _ in true }
  }
}

extension TracedRun {
  /// Whether the schedule preferred an event to an earlier one at an instant.
  func wasShuffled(by instant: Instant) -> Bool {
    wasShuffled && shuffledInstants.contains(instant)
  }
}

extension PartedRun {
  /// The instant at which the runs first do something else, or in another order.
  var firstParting: Instant? {
    let pairs = zip(own.numbers, other.numbers).enumerated()
    if let (index, _) = pairs.first(where: { $0.element.0 != $0.element.1 }) {
      return min(own.events[index].instant, other.events[index].instant)
    }
    let longer = own.events.count > other.events.count ? own.events : other.events
    return longer.dropFirst(min(own.events.count, other.events.count)).first?.instant
  }

  /// The events of this run that the other one has at another instant, as often, and for which a test holds.
  func moved(_ isMeant: (_ own: Int, _ other: Int) -> Bool) -> Set<Int> {
    struct What: Hashable {
      let pipeline: Int
      let kind: SemanticEvent.Kind
    }
    func byKind(_ extras: [(index: Int, event: SemanticEvent)]) -> [What: [Int]] {
      extras.reduce(into: [:]) {
        $0[What(pipeline: $1.event.pipeline, kind: $1.event.kind), default: []].append($1.index)
      }
    }
    let others = byKind(otherEvents)
    return byKind(ownEvents).reduce(into: []) { moved, entry in
      guard let counterparts = others[entry.key], counterparts.count == entry.value.count else { return }
      if zip(entry.value, counterparts).allSatisfy(isMeant) { moved.formUnion(entry.value) }
    }
  }
}
