// An event that another thread will bring to a live loop, and that the loop waits for.

import EventLoops
import Synchronization

/// The promise that a value will come from outside of the loop, once: it keeps the loop running until then.
///
///     let arrival = loop.expect("answer of the server") { answer in … }     // the body runs on the loop
///     thirdParty.ask { arrival.deliver($0) }                                // from whatever thread
public final class Arrival<Value: Sendable>: Sendable {
  private let loop: LiveEventLoop
  private let label: String
  private let site: SourceSite
  private let body: Mutex<(@Sendable (Value) -> Void)?>

  fileprivate init(
    _ loop: LiveEventLoop, _ label: String, _ site: SourceSite, _ body: @escaping @Sendable (Value) -> Void
  ) {
    self.loop = loop
    self.label = label
    self.site = site
    self.body = Mutex(body)
    loop.hold()
  }

  /// Brings the value; any thread may. Only the first time counts.
  public func deliver(_ value: Value) {
    guard let body = body.withLock({ $0.take() }) else { return }
    loop.post(label, at: site) { body(value) }
    loop.release()
  }

  deinit {
    // The producer was released without delivering a value, so the loop need not wait for it.
    if body.withLock({ $0.take() }) != nil { loop.release() }
  }
}

extension LiveEventLoop {
  /// Announces a value that another thread will bring.
  ///
  /// - Parameters:
  ///   - label: What reports call the wait.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  ///   - body: Runs on the loop with the value.
  public func expect<Value: Sendable>(
    _ label: String, fileID: StaticString = #fileID, line: UInt = #line,
    _ body: @escaping @Sendable (Value) -> Void
  ) -> Arrival<Value> {
    Arrival(self, label, SourceSite(fileID: fileID, line: line), body)
  }

  /// Keeps the loop running although it may have nothing to do: something outside may yet bring it an event.
  func hold() {
    holds.add(1, ordering: .relaxed)
  }

  /// Takes back a `hold`.
  func release() {
    holds.subtract(1, ordering: .releasing)
    // An event of the loop is followed by a look at what is left anyway.
    if !isCurrent { ensureDrain() }
  }
}
