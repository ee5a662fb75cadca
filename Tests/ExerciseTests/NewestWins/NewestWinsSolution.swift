// Exercise 9, a solution: a reply is shown only if its query is still the latest.

import Comparison
import EventLoops

enum NewestWinsSolution {
  /// The check and the change are in one event, so no query can begin between them.
  static func search(_ query: CallName, _ api: SimulatedAPI, _ screen: NewestWins.Screen) {
    screen.latest.value = query
    api.call(query, "me") { result in
      guard screen.latest.value == query else { return }
      if case .success(let results) = result { screen.shown.value = results }
    }
  }
}
