// A reader must not see a value behind a lock between the two halves of a change.

import Synchronization

extension OrdinaryProgram {
  /// The writer takes the lock twice; the reader looks after many hops.
  package static func lockWindow(hops: Int) -> OrdinaryProgram {
    OrdinaryProgram("narrow window behind a lock") { isFixed in
      let text = LockedText()
      let writer = Task {
        if !isFixed { text.set("half") }
        await Task.yield()
        text.set("whole")
      }
      let reader = Task {
        await hop(hops)
        return text.current
      }
      await writer.value
      return await reader.value == "half" ? "a reader has seen half of a change" : nil
    }
  }
}

private final class LockedText: Sendable {
  private let text = Mutex("before")

  var current: String { text.withLock { $0 } }
  func set(_ new: String) { text.withLock { $0 = new } }
}
