// Exercise 9, the test: an older reply that arrives later is not shown.

import Comparison
import EventLoops
import Testing

@Suite("Exercise 9: The newest wins")
struct Exercise9NewestWins {
  @Test("The screen shows the results of the newest query, whichever reply is last", arguments: Attempt.allCases)
  func newest(attempt: Attempt) throws {
    let search = attempt == .yours ? NewestWins.search : NewestWinsSolution.search
    try attempt.check(
      NewestWins.isBegun,
      failingFirst: #"the screen after both replies: expected "results of sw", found "results of s""#
    ) {
      let scene = Scene(["s": .taking(30, "results of s"), "sw": .taking(10, "results of sw")])
      let screen = NewestWins.Screen(on: scene.loop)
      search("s", scene.api, screen)
      search("sw", scene.api, screen)
      scene.run()
      try expect("the screen after both replies", screen.shown.value, is: "results of sw")

      let single = Scene(["s": .taking(30, "results of s")])
      let other = NewestWins.Screen(on: single.loop)
      search("s", single.api, other)
      single.run()
      try expect("the screen after one reply", other.shown.value, is: "results of s")
    }
  }
}
