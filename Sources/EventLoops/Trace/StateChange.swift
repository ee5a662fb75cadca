// What became of state that a program shares: for reports that show it beside what happened.

/// State that has a name, as an event left it.
package struct StateChange: Sendable, Hashable {
  /// What the program calls the state.
  package let name: String
  /// What it is now, in a few words.
  package let text: String
  /// The event of the loop that changed it, counted from 1 in the order in which they ran; 0 before the first.
  package let turn: Int
}

extension VirtualEventLoop {
  /// Notes what state has become; only a loop that records everything evaluates the text and keeps it.
  func recordState(_ name: String, is text: @autoclosure () -> String) {
    guard recording == .everything else { return }
    withAccess { stateChanges.append(StateChange(name: name, text: text(), turn: ranCount)) }
  }
}
