// What is done with a future's result where no other future is made of it.

public import EventLoops

/// A reaction that waits for its future: an object of its own, so that neither setting it off nor running it needs
/// another one.
@usableFromInline
final class Reaction<Value: Sendable>: Sendable {
  @usableFromInline let source: Future<Value>
  @usableFromInline let label: StaticString
  @usableFromInline let site: SourceSite
  @usableFromInline let body: @Sendable (Result<Value, any Error>) -> Void

  @inlinable
  init(
    _ source: Future<Value>, _ label: StaticString, _ site: SourceSite,
    _ body: @escaping @Sendable (Result<Value, any Error>) -> Void
  ) {
    self.source = source
    self.label = label
    self.site = site
    self.body = body
  }

  @inlinable
  func setOff() {
    source.loop.post(label.description, at: site) { self.body(self.source.settled) }
  }
}
