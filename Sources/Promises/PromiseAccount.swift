// The account of one promise: who made it where, and whether it was kept.

public import EventLoops
import Synchronization

/// What all copies of a promise share; it goes when the last of them goes.
///
/// Of no type of values: objects of a generic class take twice as long to go.
@usableFromInline
final class PromiseAccount: Sendable {
  /// The future, as far as it is needed when the promise is dropped.
  private let future: any AnyObject & Sendable
  private let label: String
  private let site: SourceSite
  private let obligation: Obligation.ID
  /// Whether the promise was kept. Atomic, because the last reference may go on any thread.
  private let isKept = Atomic(false)

  @usableFromInline
  init(_ future: any AnyObject & Sendable, _ label: String, _ site: SourceSite, _ obligation: Obligation.ID) {
    self.future = future
    self.label = label
    self.site = site
    self.obligation = obligation
  }

  /// Notes that the promise was kept, for the first time or against the rules once more.
  @usableFromInline
  func close(isFirst: Bool, on loop: any EventLoop) {
    guard isFirst else {
      return loop.record(Violation(.fulfilledTwice, label, createdAt: site, instant: loop.now))
    }
    isKept.store(true, ordering: .relaxed)
    loop.close(obligation)
  }

  deinit {
    if !isKept.load(ordering: .relaxed) { reportDrop() }
  }

  /// Tells the loop of an unkept promise that is being thrown away, on whatever thread that may be.
  @inline(never)
  private func reportDrop() {
    guard let future = future as? any UnsettledFuture else { return }
    let (obligation, label, site, loop) = (obligation, label, site, future.loop)
    let drop: @Sendable () -> Void = {
      loop.close(obligation)
      loop.record(Violation(.dropped, label, createdAt: site, instant: loop.now))
      // What the future was to set going never will be. The last references to it are in there.
      future.forsake()
    }
    if loop.allowsAccess { drop() } else { loop.post("drop of promise '\(label)'", at: site, drop) }
  }
}
