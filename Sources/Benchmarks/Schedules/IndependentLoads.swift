// Loads that share nothing, in every form in which a program can wait for all of them; one class of schedules each.

import EventLoops
import Exploration
import Promises

/// Programs that begin several loads at once, and continue when all have ended.
///
/// A loop that takes the results of a group one by one could tell their order, so its n! orders are classes of their own.
enum IndependentLoads {
  /// The forms by name.
  static let all: [(form: String, subject: @Sendable (Int) -> Subject)] = [
    ("callback", callback), ("Future.all", future), ("discarding group", discardingGroup), ("async let", asyncLet),
    ("group, waitForAll", waitingGroup), ("group, next", group), ("spawned", spawned),
  ]

  private static func subject(
    _ form: String, _ start: @escaping @Sendable (VirtualEventLoop, LoopConfined<Bool>) -> Void
  ) -> Subject {
    Subject("loads, \(form)") { loop in
      let isDone = LoopConfined(observing: false, on: loop)
      start(loop, isDone)
      return { _ in Verdict(isDone.value ? "done" : "not done") }
    }
  }

  /// A load: an answer that takes a while.
  private static func load(_ loop: VirtualEventLoop) async throws {
    try await loop.sleep(for: .milliseconds(10))
  }

  @Sendable private static func callback(_ size: Int) -> Subject {
    subject("callback") { loop, isDone in
      // The count only detects that all loads have ended. It is not shared state of the program.
      let left = LoopConfined(observing: size, on: loop)
      for _ in 0..<size {
        loop.schedule(after: .milliseconds(10)) {
          left.value -= 1
          if left.value == 0 { isDone.value = true }
        }
      }
    }
  }

  @Sendable private static func future(_ size: Int) -> Subject {
    subject("Future.all") { loop, isDone in
      let loads = (0..<size).map { _ in
        let promise = Promise<Int>(on: loop, "load")
        loop.schedule(after: .milliseconds(10)) { promise.succeed(1) }
        return promise.future
      }
      Future.all(loads, on: loop).whenComplete { _ in isDone.value = true }
    }
  }

  @Sendable private static func discardingGroup(_ size: Int) -> Subject {
    subject("discarding group") { loop, isDone in
      loop.spawn {
        try await withThrowingDiscardingTaskGroup { group in
          for _ in 0..<size { group.addTask { try await load(loop) } }
        }
        isDone.value = true
      }
    }
  }

  @Sendable private static func asyncLet(_ size: Int) -> Subject {
    @Sendable func loads(_ loop: VirtualEventLoop, _ count: Int) async throws {
      async let one: Void = load(loop)
      if count > 1 { try await loads(loop, count - 1) }
      try await one
    }
    return subject("async let") { loop, isDone in
      loop.spawn {
        try await loads(loop, size)
        isDone.value = true
      }
    }
  }

  @Sendable private static func waitingGroup(_ size: Int) -> Subject {
    subject("group, waitForAll") { loop, isDone in
      loop.spawn {
        await withTaskGroup(of: Void.self) { group in
          for _ in 0..<size { group.addTask { try? await load(loop) } }
          await group.waitForAll()
        }
        isDone.value = true
      }
    }
  }

  @Sendable private static func group(_ size: Int) -> Subject {
    subject("group, next") { loop, isDone in
      loop.spawn {
        try await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 0..<size { group.addTask { try await load(loop) } }
          while try await group.next() != nil {}
        }
        isDone.value = true
      }
    }
  }

  @Sendable private static func spawned(_ size: Int) -> Subject {
    subject("spawned") { loop, isDone in
      for _ in 0..<size { loop.spawn { try await load(loop) } }
      isDone.value = true
    }
  }

  /// The readers of `SharedCells` as children of a group.
  static func readersAsGroup(_ size: Int) -> Subject {
    Subject("readers, group") { loop in
      let (x, y, seen) = (LoopConfined(0, on: loop), LoopConfined(0, on: loop), SharedCells.cells(size, on: loop))
      loop.spawn {
        await withTaskGroup(of: Void.self) { group in
          group.addTask { x.value = 1 }
          for reader in seen {
            group.addTask {
              _ = y.value
              await Task.yield()
              if x.value == 1 { reader.withValueUnobserved { $0 = 1 } }
            }
          }
        }
      }
      return { _ in SharedCells.verdict(seen) }
    }
  }
}
