// Make a value of another.

public import EventLoops

extension Future {
  /// The future of what `transform` makes of the value.
  ///
  /// - Parameter transform: Runs in a later event; what it throws is the error of the new future. It does not run if
  ///   this future fails, or if the new one has been cancelled by then.
  @inlinable
  public func map<Mapped: Sendable>(
    fileID: StaticString = #fileID, line: UInt32 = #line,
    _ transform: @escaping @Sendable (Value) throws -> Mapped
  ) -> Future<Mapped> {
    let mapped = Future<Mapped>(on: loop, from: .upstream(requestCancellation))
    let reaction = MapReaction(self, mapped, SourceSite(fileID: fileID, line: line), transform)
    add(.reaction { reaction.setOff() })
    return mapped
  }
}

/// A class of its own, so that a link of a chain is two objects: its future and its reaction.
@usableFromInline
final class MapReaction<Value: Sendable, Mapped: Sendable>: Sendable {
  @usableFromInline let source: Future<Value>
  @usableFromInline let mapped: Future<Mapped>
  @usableFromInline let site: SourceSite
  @usableFromInline let transform: @Sendable (Value) throws -> Mapped

  @inlinable
  init(
    _ source: Future<Value>, _ mapped: Future<Mapped>, _ site: SourceSite,
    _ transform: @escaping @Sendable (Value) throws -> Mapped
  ) {
    self.source = source
    self.mapped = mapped
    self.site = site
    self.transform = transform
  }

  @inlinable
  func setOff() {
    source.loop.post("map", at: site) { self.run() }
  }

  @inlinable
  func run() {
    mapped.settle(Result { try transform(source.input(for: mapped).get()) })
  }
}
