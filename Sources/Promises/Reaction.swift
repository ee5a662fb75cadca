// What the settlement of a future sets off.

public import EventLoops

/// Something that the settlement of a future sets off.
@usableFromInline
protocol Reaction: AnyObject, Sendable {
  /// Runs in the event that settles the future; what concerns the program it only posts.
  func setOff()
}

/// A reaction that runs a body as an event of its own.
@usableFromInline
final class EventReaction: Reaction {
  @usableFromInline let loop: any EventLoop
  @usableFromInline let label: StaticString
  @usableFromInline let site: SourceSite
  @usableFromInline let body: @Sendable () -> Void

  /// - Parameters:
  ///   - label: The operator's name.
  ///   - site: Where the operator was called.
  @inlinable
  init(_ label: StaticString, at site: SourceSite, on loop: any EventLoop, _ body: @escaping @Sendable () -> Void) {
    self.loop = loop
    self.label = label
    self.site = site
    self.body = body
  }

  @usableFromInline
  func setOff() {
    loop.post(label.description, at: site, body)
  }
}
