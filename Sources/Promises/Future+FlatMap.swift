// Go on with further work.

public import EventLoops

extension Future {
  /// The future of the further work that `transform` starts from the value.
  ///
  /// The new future is settled together with the one that `transform` returns, without an event in between.
  ///
  /// - Parameter transform: Runs in a later event; what it throws is the error of the new future. It does not run if
  ///   this future fails, or if the new one has been cancelled by then.
  @inlinable
  public func flatMap<Mapped: Sendable>(
    fileID: StaticString = #fileID, line: UInt32 = #line,
    _ transform: @escaping @Sendable (Value) throws -> Future<Mapped>
  ) -> Future<Mapped> {
    let mapped = Future<Mapped>(on: loop, from: .upstream(requestCancellation))
    let reaction = FlatMapReaction(self, mapped, SourceSite(fileID: fileID, line: line), transform)
    add(.reaction { reaction.setOff() })
    return mapped
  }
}

/// A class of its own, so that a link of a chain is two objects: its future and its reaction.
@usableFromInline
final class FlatMapReaction<Value: Sendable, Mapped: Sendable>: Sendable {
  @usableFromInline let source: Future<Value>
  @usableFromInline let mapped: Future<Mapped>
  @usableFromInline let site: SourceSite
  @usableFromInline let transform: @Sendable (Value) throws -> Future<Mapped>

  @inlinable
  init(
    _ source: Future<Value>, _ mapped: Future<Mapped>, _ site: SourceSite,
    _ transform: @escaping @Sendable (Value) throws -> Future<Mapped>
  ) {
    self.source = source
    self.mapped = mapped
    self.site = site
    self.transform = transform
  }

  @inlinable
  func setOff() {
    source.loop.post("flatMap", at: site) { self.run() }
  }

  @inlinable
  func run() {
    do {
      mapped.follow(try transform(source.input(for: mapped).get()))
    } catch {
      mapped.settle(.failure(error))
    }
  }
}
