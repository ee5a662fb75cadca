// Exercise 9, yours: the newest query decides what the screen shows.

import Comparison
import EventLoops

enum NewestWins {
  /// Set this to true when you begin: from then on the exercise fails until it is right.
  static let isBegun = false

  /// What a screen shows, and the query that was entered last.
  struct Screen: Sendable {
    let shown: LoopConfined<String>
    let latest: LoopConfined<CallName?>

    init(on loop: any EventLoop) { (shown, latest) = (LoopConfined("", on: loop), LoopConfined(nil, on: loop)) }
  }

  // region exercise-9
  /// Shows the results of a query. A slow reply to an older query replaces the results of a newer one.
  static func search(_ query: CallName, _ api: SimulatedAPI, _ screen: Screen) {
    screen.latest.value = query
    api.call(query, "me") { result in
      if case .success(let results) = result { screen.shown.value = results }
    }
  }
  // endregion
}
