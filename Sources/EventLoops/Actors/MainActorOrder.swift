// Which segments of the main actor run in the order in which they were enqueued.

/// What is certain of the order of the main actor's segments.
///
/// The executor of the main actor is the main queue of Dispatch: first in, first out, whatever the priorities are. So segments run
/// in the order of their enqueuings. That order is certain where one event enqueues two, or the main actor's own segments do: each
/// of them does one thing after another. Two other events may be on two threads, each of them anywhere between two enqueuings of
/// the other one, so that the order of what they enqueue is open.
struct MainActorOrder {
  /// What the running event has enqueued last, and which event that is.
  private var ofEvent = (turn: -1, last: -1)
  /// What the main actor's own segments have enqueued last.
  private var ofMain = -1

  /// Adds a segment, and returns those that come before it, from here.
  ///
  /// - Parameters:
  ///   - sequence: The segment.
  ///   - turn: The number of the running event.
  ///   - isOnMain: Whether that is a segment of the main actor.
  mutating func add(_ sequence: Int, in turn: Int, onMain isOnMain: Bool) -> [Int] {
    var before = ofEvent.turn == turn ? [ofEvent.last] : []
    if isOnMain, ofMain >= 0, !before.contains(ofMain) { before.append(ofMain) }
    ofEvent = (turn, sequence)
    if isOnMain { ofMain = sequence }
    return before
  }

  /// Notes that other events have run in the middle of the running one, under whose number it continues.
  mutating func interrupt() { ofEvent = (-1, -1) }
}

extension VirtualEventLoop {
  /// Keeps what is certain of the order of a segment of the main actor that the running event has posted.
  func keepOrderOnMain(_ sequence: Int) {
    let before = mainOrder.add(sequence, in: ranCount, onMain: runsMain)
    if !choosesFirst { reactions.order(sequence, after: before) }
    guard let record else { return }
    // Which of two segments of the main actor enqueues first depends on their order.
    if runsMain { record.note(RecordedActors.main, .write) }
    for event in before { record.order(sequence, after: event) }
  }
}
