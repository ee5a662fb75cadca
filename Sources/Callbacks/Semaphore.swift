// A counting semaphore on one loop: so many permits, and a line for those who find none left.

public import EventLoops

/// So many permits, which work takes one each of and gives back: what limits how much of it is done at once.
///
///     let turns = Semaphore(on: loop, permits: 5, "downloads")
///     turns.acquire { turn in … turns.release() … }                       // callback
///     turns.withPermit { api.call("BR", "flag") }                         // future
///     try await turns.withPermit { try await api.call("BR", "flag") }     // async
///
/// - It is fair: a permit that comes back goes to whoever has waited longest, before anyone who asks later.
/// - It is safe to cancel: who is cancelled while waiting leaves the line, and a permit that was already on its way to
///   somebody cancelled goes to the next one.
/// - It keeps an account: at quiescence the loop's report names the permits that were not given back, and those who
///   still wait, each with the place of its `acquire`. Giving back what was not taken is recorded as a violation and
///   changes nothing, where a plain counter would let one more in ever after.
///
/// Every style has its own face: `acquire` and `release` here, `withPermit` in `Semaphore+Async`, and a future's
/// `acquire` and `withPermit` in the module Promises.
public struct Semaphore: Sendable {
  private struct State {
    var free: Int
    /// The accounts of the permits that are out, the oldest first. Permits are alike, so any of them may come back.
    var taken: [Obligation.ID] = []
    /// Who waits, by a number that grows, so that one may leave the line without a search.
    var line: [Int: SemaphoreTurn] = [:]
    var first = 0
    var last = 0

    /// The one who has waited longest.
    mutating func popFirst() -> SemaphoreTurn? {
      while first < last {
        first += 1
        if let turn = line.removeValue(forKey: first) { return turn }
      }
      return nil
    }
  }

  /// What reports call the semaphore.
  public let name: String
  /// How many permits there are, free and taken.
  public let permits: Int
  private let state: LoopConfined<State>
  private let site: SourceSite

  /// A semaphore all of whose permits are free.
  ///
  /// - Parameters:
  ///   - loop: The loop whose work it limits.
  ///   - permits: How many there are. With none, or a negative number, everybody waits for ever, and is left over.
  ///   - name: What reports call it.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  public init(
    on loop: any EventLoop, permits: Int, _ name: String, fileID: StaticString = #fileID, line: UInt32 = #line
  ) {
    self.name = name
    self.permits = max(permits, 0)
    state = LoopConfined(State(free: self.permits), on: loop)
    site = SourceSite(fileID: fileID, line: line)
    noteState()
  }

  /// The loop whose work the semaphore limits.
  public var loop: any EventLoop { state.loop }

  /// How many permits nobody has.
  public var freePermits: Int { state.withValue { $0.free } }

  /// How many wait for a permit.
  public var waiterCount: Int { state.withValue { $0.line.count } }

  /// Takes a permit, or waits in line for one; `completion` is called in a later event.
  ///
  /// On success the caller has a permit, and owes a `release()` on every way its work may end. On failure it has none.
  ///
  /// - Returns: A handle that leaves the line; `completion` then gets `CancellationError`. It does so, too, between
  ///   the moment a permit was found and the call of `completion`; the permit then goes to the next in line.
  /// - Complexity: O(1) amortised.
  public func acquire(
    fileID: StaticString = #fileID, line: UInt32 = #line, _ completion: @escaping Completion<Void>
  ) -> any Cancellable {
    acquire(owedTo: .completion, at: SourceSite(fileID: fileID, line: line), completion)
  }

  /// As `acquire`, for the faces of other styles.
  ///
  /// - Parameter kind: What the permit is owed to, unless the caller's style accounts for that itself.
  package func acquire(
    owedTo kind: Obligation.Kind?, at site: SourceSite, _ completion: @escaping Completion<Void>
  ) -> any Cancellable {
    let obligation = kind.map { loop.open($0, "turn of \(name)", at: site) } ?? .none
    let turn = SemaphoreTurn(of: self, owed: obligation, at: site, completion)
    let isFree = state.withValue { state in
      guard state.free == 0 else {
        state.free -= 1
        return true
      }
      state.last += 1
      state.line[state.last] = turn
      turn.stand(at: state.last)
      return false
    }
    if isFree { give(to: turn) } else { noteState() }
    return turn
  }

  /// Gives a permit back; the one who has waited longest gets it, in a later event.
  ///
  /// - Complexity: O(permits that are taken), for the account.
  public func release() {
    guard let obligation = state.withValue({ $0.taken.isEmpty ? nil : $0.taken.removeFirst() }) else {
      return loop.record(Violation(.releasedTooOften, name, createdAt: site, instant: loop.now))
    }
    loop.close(obligation)
    if let next = state.withValue({ $0.popFirst() }) { return give(to: next) }
    state.withValue { $0.free += 1 }
    noteState()
  }

  /// Takes somebody out of the line.
  func leave(_ place: Int) {
    state.withValue { _ = $0.line.removeValue(forKey: place) }
    noteState()
  }

  /// Hands over a permit, and opens the account of it.
  private func give(to turn: SemaphoreTurn) {
    let obligation = loop.open(.permit, "permit of \(name)", at: turn.site)
    state.withValue { $0.taken.append(obligation) }
    noteState()
    turn.grant()
  }

  /// Shows reports how many permits are free, and how many wait for one.
  private func noteState() {
    loop.noteState(
      name,
      is: state.withValue {
        "\($0.free) of \(permits) free" + ($0.line.isEmpty ? "" : ", \($0.line.count) waiting")
      })
  }
}
