// Futures that need not be waited for.

public import EventLoops

extension Future {
  /// A future that is settled with a value from the beginning.
  @inlinable
  public static func succeeded(_ value: Value, on loop: any EventLoop) -> Future {
    settled(.success(value), on: loop)
  }

  /// A future that is settled with an error from the beginning.
  @inlinable
  public static func failed(_ error: any Error, on loop: any EventLoop) -> Future {
    settled(.failure(error), on: loop)
  }

  /// A future that is settled from the beginning.
  @inlinable
  static func settled(_ result: Result<Value, any Error>, on loop: any EventLoop) -> Future {
    let future = Future(on: loop, from: .none)
    future.settle(result)
    return future
  }
}
