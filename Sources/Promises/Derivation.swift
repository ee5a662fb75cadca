// How a derived future hangs on the one it is derived from.

public import EventLoops

/// What a derived future is to be made from, until that has happened.
@usableFromInline
struct Derivation<Value: Sendable, Derived: Sendable>: Sendable {
  @usableFromInline let source: Future<Value>
  @usableFromInline let site: SourceSite
  @usableFromInline let name: Operator
  @usableFromInline let transform: Transform

  @inlinable
  init(_ source: Future<Value>, _ site: SourceSite, _ name: Operator, _ transform: Transform) {
    self.source = source
    self.site = site
    self.name = name
    self.transform = transform
  }

  /// What makes the derived future's result.
  @usableFromInline
  enum Transform: Sendable {
    /// A value makes a value.
    case map(@Sendable (Value) throws -> Derived)
    /// A value starts further work.
    case flatMap(@Sendable (Value) throws -> Future<Derived>)
    /// A result of either kind settles the derived future as the body says.
    case custom(@Sendable (Result<Value, any Error>, Future<Derived>) -> Void)
  }
}

/// The operators that derive a future by a reaction.
@usableFromInline
enum Operator: String, Sendable {
  case map, flatMap, recover, flatMapError, always
}

extension Future {
  /// A future that a reaction to this one settles; cancelling it cancels this one.
  @inlinable
  func derive<Derived: Sendable>(
    _ name: Operator, at site: SourceSite, _ transform: Derivation<Value, Derived>.Transform
  ) -> Future<Derived> {
    let derived = LinkedLoopConfined(
      FutureState<Derived>(canceller: .upstream(requestCancellation)), on: loop,
      link: Derivation(self, site, name, transform))
    add(.reaction { Self.setOff(derived) })
    return Future<Derived>(box: derived)
  }

  /// Posts the reaction that settles a derived future.
  @inlinable
  static func setOff<Derived: Sendable>(
    _ derived: LinkedLoopConfined<FutureState<Derived>, Derivation<Value, Derived>>
  ) {
    guard let site = derived.link?.site else { return }
    derived.loop.post(derived.link?.name.rawValue ?? "", at: site) { settle(derived) }
  }

  /// The reaction: makes the derived future's result of this one's.
  @inlinable
  static func settle<Derived: Sendable>(
    _ derived: LinkedLoopConfined<FutureState<Derived>, Derivation<Value, Derived>>
  ) {
    guard let link = derived.takeLink() else { return }
    let future = Future<Derived>(box: derived)
    let input = link.source.input(for: future)
    do {
      switch link.transform {
      case .map(let transform): future.settle(.success(try transform(try input.get())))
      case .flatMap(let transform): future.follow(try transform(try input.get()))
      case .custom(let body): body(input, future)
      }
    } catch {
      future.settle(.failure(error))
    }
  }
}
