// What a loop recorded of a run: each event once, with its cause, its place in time and its path.

/// The recorded events of a run, in the order in which they were posted, and the order in which they ran.
///
/// A loop writes a log of a few words an event. The events are made of it when they are first asked for, which is O(their
/// number) once, and are shared by all copies of the trace.
public struct Trace: Sendable {
  private let told: DecodedTrace?

  /// An empty trace.
  package init() {
    told = nil
  }

  init(_ log: TraceLog.Entries) {
    told = DecodedTrace(log)
  }

  /// Every event that was posted, by sequence.
  public var events: [TraceEvent] { told?.contents.events ?? [] }

  /// The sequences of the events that ran, in the order in which they ran.
  package var order: [Int] { told?.descent.order ?? [] }

  /// For each event, by sequence, the sequence of the event that posted it; -1 where its `cause` is nil.
  package var causes: [Int] { told?.descent.causes ?? [] }

  /// The events that ran, in the order in which they ran.
  package var ranEvents: some Sequence<TraceEvent> {
    let (events, order) = (events, order)
    return order.lazy.map { events[$0] }
  }

  /// The decisions that were made.
  var choices: [Choice] { told?.choices ?? [] }

  /// Whether an event was preferred to an earlier one that was ready.
  ///
  /// - Complexity: O(the number of noted choices), of which the plain policy makes none.
  package var hasShuffled: Bool { told?.hasShuffled ?? false }

  /// The identity of an event by its descent: stable when independent events change places.
  ///
  /// A chain is a line of first posts, `2` being the third chain that was begun from outside the loop; `2.5` is its
  /// event number 5, and `2.5/1.0` the first event of the chain that event forked off as its second post.
  ///
  /// - Complexity: O(number of forks above the event).
  package func path(of sequence: Int) -> String {
    guard let contents = told?.contents else { return "" }
    var steps: [String] = []
    var next: Int? = sequence
    while let sequence = next {
      let event = contents.events[sequence]
      steps.append("\(contents.chains[event.chain].ordinal).\(event.position)")
      next = contents.chains[event.chain].parent
    }
    return steps.reversed().joined(separator: "/")
  }
}
