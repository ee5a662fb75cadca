// Collects what the runs of an exploration ask of the API.

import Comparison
import EventLoops
import Synchronization

/// Collects the conduct of the runs of an exploration.
final class ConductCollector: Sendable {
  private struct State {
    var conduct = Conduct()
    /// Hashes of what runs asked for, in whatever order: most runs of an exploration ask for the same.
    var known: Set<UInt64> = []
    /// Hashes of what runs did at which instants: runs that differ only in the order within an instant have one conduct.
    var timed: Set<UInt64> = []
  }

  private let state = Mutex(State())
  /// The runs of a program that does something else each time are not all remembered.
  private static let capacity = 1 << 12

  /// What was collected.
  var collected: Conduct { state.withLock { $0.conduct } }

  /// A rule that finds nothing, and sees every run.
  var oracle: Oracle {
    Oracle("conduct") { run, _ in
      self.add(run)
      return []
    }
  }

  /// Takes in a run, or puts it aside if it may not count.
  func add(_ run: StyleRun) {
    if let aside = ConductAside.current { aside.add(run, of: self) } else { count(run) }
  }

  /// Takes in what other runs did.
  func add(_ conduct: Conduct) { state.withLock { $0.conduct.add(conduct) } }

  /// Takes out what was collected. What runs have asked for already stays known, and is not collected again.
  fileprivate func takeOut() -> Conduct {
    state.withLock { state in
      defer { state.conduct = Conduct() }
      return state.conduct
    }
  }

  fileprivate func count(_ run: StyleRun) {
    let hashes = Hashes(of: run)
    state.withLock { state in
      if let timed = hashes.timed {
        if state.timed.contains(timed) { return }
        if state.timed.count < Self.capacity { state.timed.insert(timed) }
      }
      if state.known.contains(hashes.requests) { return state.conduct.addOrder(of: run) }
      if state.known.count < Self.capacity { state.known.insert(hashes.requests) }
      state.conduct.add(run)
    }
  }

  /// Hashes of a run, the same in whatever order its events are.
  private struct Hashes {
    /// Of the calls that it sends or refuses.
    var requests: UInt64 = 0
    /// Of all that its conduct depends on; nil if that depends on the order of what happens at one instant.
    var timed: UInt64? = 0

    init(of run: StyleRun) {
      // How many requests each pipeline sends.
      var sent = [Int](repeating: 0, count: run.pipelines + 1)
      for event in run.events {
        var hash = StableHash()
        switch event.kind {
        case .sent(let call, let text):
          if sent.indices.contains(event.pipeline) { sent[event.pipeline] += 1 }
          hash.add(call)
          hash.add(text)
          requests &+= hash.mixed
        case .callRefused(let call):
          hash.add(call)
          requests &+= hash.mixed
        case .replied, .failed, .callCancelled: break
        case .cancelRequested:
          timed = nil
          continue
        default: continue
        }
        hash.add(UInt64(event.pipeline))
        hash.add(UInt64(bitPattern: event.instant.nanoseconds))
        timed = timed.map { $0 &+ hash.mixed }
      }
      if sent.contains(where: { $0 > Conduct.orderedRequests }) { timed = nil }
    }
  }
}

/// The conduct of runs that count only later, if at all: those of a branch of a search that is searched by itself.
///
/// One for all pieces of a branch, since a piece counts only if all before it do: with a new one for each, the first run of every piece
/// would be new in all that it does.
final class ConductAside: Sendable {
  /// Where the runs of this thread are put aside; nil if they count.
  @TaskLocal static var current: ConductAside?

  private let part = ConductCollector()
  private let whole = Mutex<ConductCollector?>(nil)

  fileprivate func add(_ run: StyleRun, of whole: ConductCollector) {
    self.whole.withLock { $0 = whole }
    part.count(run)
  }

  /// What the runs did that were put aside since the last time.
  func takeOut() -> Piece { Piece(conduct: part.takeOut(), whole: whole.withLock { $0 }) }

  /// What the runs of a piece of a branch did that those of the pieces before it did not.
  struct Piece: Sendable {
    fileprivate let conduct: Conduct
    fileprivate let whole: ConductCollector?

    /// Counts the runs.
    func takeIn() { whole?.add(conduct) }
  }
}
