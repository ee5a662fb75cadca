// How a derived future hangs on the one it is derived from.

public import EventLoops

/// How a derived future's result is made; the future that it is derived from is the one that it would have cancelled.
@usableFromInline
protocol Derivation: Sendable {
  associatedtype Input: Sendable
  associatedtype Output: Sendable

  /// Settles the derived future by the result of the one that it waited for, or says by what it will be settled.
  func settle(_ future: Future<Output>, by input: Result<Input, any Error>)

  /// What is left in its place when it is taken: holds nothing.
  static var spent: Self { get }
}

/// A value makes a value.
@usableFromInline
struct Mapping<Input: Sendable, Output: Sendable>: Derivation {
  @usableFromInline let transform: @Sendable (Input) throws -> Output

  @inlinable
  init(_ transform: consuming @escaping @Sendable (Input) throws -> Output) {
    self.transform = transform
  }

  @inlinable
  func settle(_ future: Future<Output>, by input: Result<Input, any Error>) {
    do {
      future.settle(.success(try transform(try input.get())))
    } catch {
      future.settle(.failure(error))
    }
  }

  @inlinable
  static var spent: Self { Self { _ in throw CancellationError() } }
}

/// A value starts further work.
@usableFromInline
struct Continuing<Input: Sendable, Output: Sendable>: Derivation {
  @usableFromInline let transform: @Sendable (Input) throws -> Future<Output>

  @inlinable
  init(_ transform: consuming @escaping @Sendable (Input) throws -> Future<Output>) {
    self.transform = transform
  }

  @inlinable
  func settle(_ future: Future<Output>, by input: Result<Input, any Error>) {
    do {
      future.follow(try transform(try input.get()))
    } catch {
      future.settle(.failure(error))
    }
  }

  @inlinable
  static var spent: Self { Self { _ in throw CancellationError() } }
}

/// A result of either kind settles the derived future as the body says.
@usableFromInline
struct Treatment<Input: Sendable, Output: Sendable>: Derivation {
  @usableFromInline let body: @Sendable (Result<Input, any Error>, Future<Output>) throws -> Void

  @inlinable
  init(_ body: consuming @escaping @Sendable (Result<Input, any Error>, Future<Output>) throws -> Void) {
    self.body = body
  }

  @inlinable
  func settle(_ future: Future<Output>, by input: Result<Input, any Error>) {
    do {
      try body(input, future)
    } catch {
      future.settle(.failure(error))
    }
  }

  @inlinable
  static var spent: Self { Self { _, _ in } }
}

extension Future {
  /// A future that a reaction to this one settles; cancelling it cancels this one.
  @inlinable
  func derive<How: Derivation>(
    _ label: StaticString, at site: SourceSite, _ how: consuming How
  ) -> Future<How.Output> where How.Input == Value {
    let derived = LinkedLoopConfined(
      FutureState<How.Output>(canceller: .upstream(self)), on: loop, link: consume how)
    add(.reaction { Self.settle(derived) }, named: loop.name(label, at: site))
    return Future<How.Output>(box: derived)
  }

  /// A future that passes a value on; an error is treated by `mend`, which settles the new future or throws.
  func mended(
    _ label: StaticString, at site: SourceSite, _ mend: @escaping @Sendable (any Error, Future) throws -> Void
  ) -> Future {
    derive(
      label, at: site,
      Treatment { input, mended in
        guard case .failure(let error) = settled else { return _ = mended.settle(input) }
        try mend(error, mended)
      })
  }

  /// The reaction: makes the derived future's result of this one's, or releases it all if there never will be one.
  @inlinable
  static func settle<How: Derivation>(
    _ derived: LinkedLoopConfined<FutureState<How.Output>, How>
  ) where How.Input == Value {
    let isInEvent = derived.loop.isCurrent
    var (how, isCancelled) = (How.spent, false)
    var upstream: (any AnyObject & Sendable)?
    // A derived future is not settled before its reaction runs, so it still knows its upstream future.
    let isTaken = derived.takeLink(into: &how, inEvent: isInEvent) { state in
      swap(&upstream, &state.canceller.target)
      isCancelled = state.isCancelled
    }
    guard isTaken, let target = upstream.take(), let source = target as? LoopConfined<FutureState<Value>> else {
      return
    }
    guard let result = source.withValue(inEvent: isInEvent, { $0.result }) else {
      return source.withValue(inEvent: isInEvent) { $0.leave(derived) }
    }
    if isCancelled, case .success = result {
      how.settle(Future<How.Output>(box: derived), by: .failure(CancellationError()))
    } else {
      how.settle(Future<How.Output>(box: derived), by: result)
    }
  }
}
