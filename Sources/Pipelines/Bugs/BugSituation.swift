// The situation in which a bug shows: a test of the program without the bug is empty if no run comes to it.

package import Comparison

/// A situation that some run of a fixed program has to reach, so that its exploration tests the repair.
package struct BugSituation: Sendable {
  /// The situation in a few words.
  package let name: String
  /// Whether a run has come to it.
  package let isReached: @Sendable (StyleRun) -> Bool

  /// A situation that is seen in what happened in the run.
  init(_ name: String, _ isReached: @escaping @Sendable (StyleRun) -> Bool) {
    (self.name, self.isReached) = (name, isReached)
  }

  /// A situation that the program says it has come to.
  init(_ name: String) {
    self.init(name) { $0.reached.contains(name) }
  }
}

extension StyleRun {
  /// The places of events among those of the run.
  func places(where isWanted: (SemanticEvent.Kind) -> Bool) -> [Int] {
    events.indices.filter { isWanted(events[$0].kind) }
  }

  /// The places at which a call was sent.
  func places(ofSent call: String) -> [Int] {
    places { if case .sent(call, _) = $0 { true } else { false } }
  }

  /// The places at which a call was answered.
  func places(ofReplied call: String) -> [Int] {
    places { if case .replied(call, _) = $0 { true } else { false } }
  }

  /// The places at which a call failed.
  func places(ofFailed call: String) -> [Int] {
    places { if case .failed(call, _) = $0 { true } else { false } }
  }
}
