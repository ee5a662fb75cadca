// The handle of work that cannot be cancelled.

/// Work that is over, or that cannot be cancelled.
public struct Uncancellable: Cancellable {
  /// A handle whose `cancel` does nothing.
  public init() {}

  /// Does nothing.
  public func cancel() {}
}
