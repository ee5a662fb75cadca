// A request for a permit and a release do not conflict: the k-th request gets the k-th permit that becomes free.

import Callbacks
import EventLoops
import Testing

@testable import Exploration

/// Semaphores as the search reduces them.
@Suite("Semaphores in the search") struct SemaphoreReductionTests {
  @Test("Two tasks that take turns at one permit are two classes.")
  func turns() {
    let search = CompleteSearch { loop in
      let lock = Semaphore(on: loop, permits: 1, "lock")
      let log = SharedLog(on: loop)
      for name in ["a", "b"] {
        loop.spawn(name) {
          try await lock.withPermit {
            log.add(name)
            try await loop.sleep(for: .zero)
            log.add(name)
          }
        }
      }
      return { log.text }
    }
    #expect(search.outcomes == ["a a b b", "b b a a"])
    #expect(search.classes == 2)
  }

  @Test("A release that comes before or after a request leads to the same class.")
  func requestAndRelease() {
    let search = CompleteSearch { loop in
      let lock = Semaphore(on: loop, permits: 1, "lock")
      let isDone = LoopConfined(false, on: loop)
      _ = lock.acquire { _ in
        loop.schedule(after: .milliseconds(1)) { lock.release() }
        loop.schedule(after: .milliseconds(1)) { _ = lock.acquire { _ in isDone.value = true } }
      }
      return { "\(isDone.value)" }
    }
    #expect(search.outcomes == ["true"])
    #expect(search.classes == 1)
  }

  @Test("A cancelled request conflicts with the release that would have served it.")
  func cancelledRequest() {
    let search = CompleteSearch { loop in
      let lock = Semaphore(on: loop, permits: 1, "lock")
      let result = LoopConfined("", on: loop)
      _ = lock.acquire { _ in
        let request = lock.acquire { outcome in
          if case .success = outcome { result.value = "served" } else { result.value = "cancelled" }
        }
        loop.schedule(after: .milliseconds(1)) { lock.release() }
        loop.schedule(after: .milliseconds(1)) { request.cancel() }
      }
      return { result.value }
    }
    #expect(search.outcomes == ["cancelled", "served"])
  }

  @Test("A look at the free permits conflicts with requests and releases.")
  func freePermits() {
    let search = CompleteSearch { loop in
      let pool = Semaphore(on: loop, permits: 2, "pool")
      let seen = LoopConfined(0, on: loop)
      loop.post { _ = pool.acquire { _ in } }
      loop.post { seen.value = pool.freePermits }
      return { "\(seen.value)" }
    }
    #expect(search.outcomes == ["1", "2"])
  }
}
