// The account of one promise: whether it was kept.

public import EventLoops
import Synchronization

/// What all copies of a promise share; it goes when the last of them goes.
///
/// Of no type of values: objects of a generic class take twice as long to go. What the promise is called and where it
/// was made, the loop knows.
@usableFromInline
final class PromiseAccount: Sendable {
  /// The future, as far as it is needed when the promise is dropped; or a `NamedFuture`.
  private let future: any AnyObject & Sendable
  private let obligation: Obligation.ID
  /// Whether the promise was kept. Atomic, because the last reference may continue any thread.
  private let isKept = Atomic(false)

  @usableFromInline
  init(_ future: any AnyObject & Sendable, _ label: String, _ site: SourceSite, _ obligation: Obligation.ID) {
    self.future = obligation.isNamed ? future : NamedFuture.make(future, label, site)
    self.obligation = obligation
  }

  /// Notes that the promise was kept, for the first time or against the rules once more.
  @usableFromInline
  func close(isFirst: Bool, on loop: any EventLoop) {
    guard isFirst else { return reportSecond(on: loop) }
    isKept.store(true, ordering: .relaxed)
    loop.close(obligation)
  }

  /// Does what keeps the promise, for a thread that does not run the loop.
  func handOver(_ body: @escaping @Sendable () -> Void) {
    let named = future as? NamedFuture
    guard let future = ((named?.future ?? future) as? any FutureBox)?.future else { return }
    let label = "completion of " + (named?.label ?? "")
    future.loop.handOver(label, at: named?.site, of: obligation, body)
  }

  deinit {
    if !isKept.load(ordering: .relaxed) { reportDrop() }
  }

  @inline(never)
  private func reportSecond(on loop: any EventLoop) {
    if let named = future as? NamedFuture {
      loop.record(Violation(.fulfilledTwice, named.label, createdAt: named.site, instant: loop.now))
    } else {
      loop.record(.fulfilledTwice, by: obligation)
    }
  }

  /// Tells the loop of an unkept promise that is being dropped, on whatever thread that may be.
  @inline(never)
  private func reportDrop() {
    let box = (future as? NamedFuture)?.future ?? future
    guard let future = (box as? any FutureBox)?.future else { return }
    // What the future was to set going never will be. The last references to it are in there.
    future.loop.noteDrop(of: obligation) { future.abandon() }
  }
}

/// A future and the name of its promise, where the loop keeps no more names.
private final class NamedFuture: Sendable {
  let future: any AnyObject & Sendable
  let label: String
  let site: SourceSite

  private init(_ future: any AnyObject & Sendable, _ label: String, _ site: SourceSite) {
    self.future = future
    self.label = label
    self.site = site
  }

  @inline(never)
  static func make(_ future: any AnyObject & Sendable, _ label: String, _ site: SourceSite) -> NamedFuture {
    NamedFuture(future, label, site)
  }
}
