// A counting semaphore on one loop: a number of permits, and a first-in-first-out queue of waiters.

public import EventLoops

/// A counting semaphore that bounds concurrent work.
///
///     let limit = Semaphore(on: loop, permits: 5, "downloads")
///     limit.acquire { result in … limit.release() … }                     // callback
///     limit.withPermit { api.call("BR", "flag") }                         // future
///     try await limit.withPermit { try await api.call("BR", "flag") }     // async
///
/// - It is fair: a released permit goes to the waiter that has waited longest, before any later request.
/// - It is safe to cancel: a cancelled waiter leaves the queue, and a permit that was already granted to it goes to the
///   next waiter.
/// - It is accounted for: at quiescence the loop's report names the permits that were not released and the waiters that
///   still wait, each with the place of its `acquire`. A release without a matching acquire is recorded as a violation
///   and changes nothing; a plain counter would admit one more from then on.
///
/// Every style has its own face: `acquire` and `release` here, `withPermit` in `Semaphore+Async`, and a future's
/// `acquire` and `withPermit` in the module Promises.
public struct Semaphore: Sendable {
  private struct State {
    var free: Int
    /// The accounts of the permits that are out, the oldest first. Permits are alike, so any of them may come back.
    var taken: [Obligation.ID] = []
    /// The waiters, keyed by a growing number, so that a waiter can leave the queue without a search.
    var line: [Int: SemaphoreRequest] = [:]
    var first = 0
    var last = 0
    /// How many permits were handed over.
    var grants = 0
    /// The steps of a recorded run that gave back the permits that are free, the oldest first; those that were never
    /// taken come before.
    var releases: [Int] = []

    /// Takes a free permit; returns the step that gave it back, or -1.
    mutating func takeFree() -> Int {
      free -= 1
      return releases.isEmpty || free >= releases.count ? -1 : releases.removeFirst()
    }

    /// Removes and returns the waiter that has waited longest.
    mutating func popFirst() -> SemaphoreRequest? {
      while first < last {
        first += 1
        if let request = line.removeValue(forKey: first) { return request }
      }
      return nil
    }
  }

  /// What reports call the semaphore.
  package let name: String
  /// How many permits there are, free and taken.
  package let permits: Int
  private let state: LoopConfined<State>
  private let site: SourceSite

  /// A semaphore all of whose permits are free.
  ///
  /// - Parameters:
  ///   - loop: The loop whose work it limits.
  ///   - permits: The number of permits. With zero or a negative number every request waits forever and is left over.
  ///   - name: What reports call it.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  public init(
    on loop: any EventLoop, permits: Int, _ name: String, fileID: StaticString = #fileID, line: UInt = #line
  ) {
    self.name = name
    self.permits = max(permits, 0)
    state = LoopConfined(State(free: self.permits), on: loop)
    site = SourceSite(fileID: fileID, line: line)
    noteState()
  }

  /// The loop whose work the semaphore limits.
  public var loop: any EventLoop { state.loop }

  /// The number of free permits.
  public var freePermits: Int {
    noteAccess(toLine: false, toPermits: false)
    return state.withValueUnobserved { $0.free }
  }

  /// How many wait for a permit.
  public var waiterCount: Int {
    noteAccess(toLine: false, toPermits: false)
    return state.withValueUnobserved { $0.line.count }
  }

  /// Takes a permit, or waits in line for one; `completion` is called in a later event.
  ///
  /// On success the caller has a permit, and owes a `release()` on every way its work may end. On failure it has none.
  ///
  /// - Returns: A handle that leaves the line; `completion` then gets `CancellationError`. It does so, too, between
  ///   the moment a permit was found and the call of `completion`; the permit then goes to the next in line.
  /// - Complexity: O(1) amortised.
  public func acquire(
    fileID: StaticString = #fileID, line: UInt = #line, _ completion: @escaping Completion<Void>
  ) -> any Cancellable {
    acquire(owedTo: .completion, at: SourceSite(fileID: fileID, line: line), completion)
  }

  /// As `acquire`, for the faces of other styles.
  ///
  /// - Parameter kind: What the permit is owed to, unless the caller's style accounts for that itself.
  package func acquire(
    owedTo kind: Obligation.Kind?, at site: SourceSite, _ completion: @escaping Completion<Void>
  ) -> any Cancellable {
    let obligation = kind.map { loop.open($0, "acquire \(name)", at: site) } ?? .none
    let request = SemaphoreRequest(
      of: self, owed: obligation, at: site, requestedIn: loop.recordedStep(changing: state.stateName), completion)
    noteAccess(toLine: true, toPermits: nil)
    let (release, isFirst) = state.withValueUnobserved { state -> (Int?, Bool) in
      if state.free > 0 { return (state.takeFree(), false) }
      state.last += 1
      state.line[state.last] = request
      request.wait(at: state.last)
      return (nil, state.line.count == 1)
    }
    if isFirst { keepLine() }
    if let release { give(to: request, releasedBy: release) } else { noteState() }
    return request
  }

  /// Releases a permit. The waiter that has waited longest gets it in a later event.
  ///
  /// - Complexity: O(permits that are taken), for the account.
  public func release() {
    guard loop.isCurrent else {
      return loop.handOver("release of a permit of \(name)", at: site, of: .none) { releaseNow() }
    }
    releaseNow()
  }

  private func releaseNow() {
    noteAccess(toLine: nil, toPermits: true)
    guard let obligation = state.withValueUnobserved({ $0.taken.isEmpty ? nil : $0.taken.removeFirst() }) else {
      return loop.record(Violation(.releasedTooOften, name, createdAt: site, instant: loop.now))
    }
    loop.close(obligation)
    let step = loop.recordedStep(changing: state.stateName)
    if let next = state.withValueUnobserved({ $0.popFirst() }) {
      forgetEmptyLine()
      return give(to: next, releasedBy: step)
    }
    state.withValueUnobserved { state in
      state.free += 1
      if step >= 0 { state.releases.append(step) }
    }
    noteState()
  }

  /// Removes a waiter from the queue.
  func leave(_ place: Int) {
    let request = state.withValueUnobserved { $0.line.removeValue(forKey: place) }
    if request != nil { forgetEmptyLine() }
    noteState()
  }

  /// Makes a virtual loop end the line at the end of a run: each request in it retains the semaphore, and the semaphore
  /// retains the line.
  private func keepLine() {
    guard let loop = loop as? VirtualEventLoop else { return }
    loop.withAccess {
      loop.keepLine(of: state) {
        let requests = state.withValueUnobserved { state in state.line.keys.sorted().compactMap { state.line[$0] } }
        for request in requests { request.cancel() }
      }
    }
  }

  private func forgetEmptyLine() {
    guard let loop = loop as? VirtualEventLoop, state.withValueUnobserved({ $0.line.isEmpty }) else { return }
    loop.withAccess { loop.forgetLine(of: state) }
  }

  /// Notes what the running event does to the semaphore, in two parts: the line, and the permits.
  ///
  /// A request for a permit changes the line, a release changes the permits. The k-th request gets the k-th permit that
  /// becomes free, whichever of the two comes first, so a request and a release do not conflict. True means a
  /// write, false a read.
  func noteAccess(toLine line: Bool?, toPermits permits: Bool?) {
    let name = state.stateName
    if name == 0 { return }
    if let line { loop.noteAccess(to: name, writes: line) }
    if let permits { loop.noteAccess(to: name ^ Self.permitsSalt, writes: permits) }
  }

  private static var permitsSalt: UInt64 { 0x7065_726D_6974_7300 }

  /// Hands over a permit, and opens the account of it.
  ///
  /// - Parameter step: The step of a recorded run that gave the permit back, or -1.
  private func give(to request: SemaphoreRequest, releasedBy step: Int) {
    let obligation = loop.open(.permit, "permit of \(name)", at: request.site)
    let grant = state.withValueUnobserved { state in
      state.taken.append(obligation)
      state.grants += 1
      return state.grants
    }
    noteState()
    let name = state.stateName
    request.grant(named: name == 0 ? 0 : name &+ UInt64(grant) &* 0x9E37_79B9_7F4A_7C15, releasedBy: step)
  }

  /// Shows reports how many permits are free, and how many wait for one.
  private func noteState() {
    loop.noteState(
      name,
      is: state.withValueUnobserved {
        "\($0.free) of \(permits) free" + ($0.line.isEmpty ? "" : ", \($0.line.count) waiting")
      })
  }
}
