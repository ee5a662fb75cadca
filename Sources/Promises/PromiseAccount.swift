// The account of one promise: who made it where, and whether it was kept.

public import EventLoops
import Synchronization

/// What all copies of a promise share; it goes when the last of them goes.
@usableFromInline
final class PromiseAccount<Value: Sendable>: Sendable {
  private let future: Future<Value>
  private let label: String
  private let site: SourceSite
  private let obligation: Obligation.ID
  /// Whether the promise was kept. Atomic, because the last reference may go on any thread.
  private let isKept = Atomic(false)

  @usableFromInline
  init(_ future: Future<Value>, _ label: String, _ site: SourceSite, _ obligation: Obligation.ID) {
    self.future = future
    self.label = label
    self.site = site
    self.obligation = obligation
  }

  /// Notes that the promise was kept, for the first time or against the rules once more.
  @usableFromInline
  func close(isFirst: Bool) {
    guard isFirst else {
      return future.loop.record(Violation(.fulfilledTwice, label, createdAt: site, instant: future.loop.now))
    }
    isKept.store(true, ordering: .relaxed)
    future.loop.close(obligation)
  }

  deinit {
    if !isKept.load(ordering: .relaxed) { reportDrop() }
  }

  /// Tells the loop of an unkept promise that is being thrown away, on whatever thread that may be.
  private func reportDrop() {
    let (future, obligation, label, site) = (future, obligation, label, site)
    let loop = future.loop
    let drop: @Sendable () -> Void = {
      loop.close(obligation)
      loop.record(Violation(.dropped, label, createdAt: site, instant: loop.now))
      // What the future was to set going never will be. The last references to it are in there.
      _ = future.box.withValue { $0.release() }
    }
    if loop.allowsAccess { drop() } else { loop.post("drop of promise '\(label)'", at: site, drop) }
  }
}
