// Threads that search branches of one search at the same time.

import Dispatch
import EventLoops
import Foundation
import Synchronization

/// Several threads, each with loops of its own, and the branches that they are given.
final class SearchTeam: Sendable {
  private struct State {
    var queue: [DividedSearch.Share] = []
    var running: [Int: DividedSearch.Share] = [:]
    var found: [(number: Int, searched: SearchBranch.Searched)] = []
    var isEnding = false
  }

  private let subject: Subject
  private let limits: VirtualEventLoop.Limits
  private let count: Int
  private let state = Mutex(State())
  private let (work, news, ends) = (
    DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
  )

  /// Starts as many threads as there are jobs.
  init(_ jobs: Int, of subject: Subject, _ limits: VirtualEventLoop.Limits) {
    (count, self.subject, self.limits) = (jobs, subject, limits)
    for _ in 0..<jobs {
      let thread = Thread { [self] in
        while let share = take() { search(share) }
        ends.signal()
      }
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  /// Ends all threads, and waits until they have ended.
  func end() {
    state.withLock { state in
      state.isEnding = true
      state.queue = []
      for share in state.running.values { share.bell.callOff() }
    }
    for _ in 0..<count { work.signal() }
    for _ in 0..<count { ends.wait() }
  }

  /// The next runs of a search, in the order in which it would make them.
  ///
  /// - Parameters:
  ///   - divided: The search.
  ///   - limit: How many runs may still be counted.
  ///   - mustEnd: Whether to return at once, with nothing; asked every few hundredths of a second.
  func next(of divided: inout DividedSearch, limit: Int, unless mustEnd: () -> Bool) -> DividedSearch.Step {
    while !mustEnd() {
      for (number, searched) in takeFound() { divided.note(searched, of: number) }
      let step = divided.advance(limit: limit)
      if case .alone = step {
        state.withLock { $0.queue = [] }
        return step
      }
      deal(&divided, limit)
      if case .took = step { return step }
      _ = news.wait(timeout: .now() + .milliseconds(50))
    }
    return .waits
  }

  /// Gives away a branch for each thread that has none, or asks for the rest of the next one, so that it can be divided.
  private func deal(_ divided: inout DividedSearch, _ limit: Int) {
    while state.withLock({ $0.queue.count + $0.running.count }) < count {
      guard let share = divided.give(limit: limit) else { return divided.askForRest() }
      state.withLock { $0.queue.insert(share, at: share.branch.isNext ? 0 : $0.queue.count) }
      work.signal()
    }
  }

  private func takeFound() -> [(number: Int, searched: SearchBranch.Searched)] {
    state.withLock { state in
      defer { state.found = [] }
      return state.found
    }
  }

  private func take() -> DividedSearch.Share? {
    while true {
      work.wait()
      let (share, isEnding) = state.withLock { state -> (DividedSearch.Share?, Bool) in
        if state.isEnding || state.queue.isEmpty { return (nil, state.isEnding) }
        let share = state.queue.removeFirst()
        state.running[share.number] = share
        return (share, false)
      }
      if let share { return share }
      if isEnding { return nil }
    }
  }

  private func search(_ share: DividedSearch.Share) {
    let search = BranchSearch(of: share.branch, subject, limits, until: share.bell.endsBranch)
    while true {
      let searched = search.next()
      state.withLock { state in
        if searched.progress != .continues { state.running[share.number] = nil }
        state.found.append((share.number, searched))
      }
      news.signal()
      if searched.progress != .continues { return }
    }
  }
}
