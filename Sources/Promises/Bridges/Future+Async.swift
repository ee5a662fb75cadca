// From async code to futures.

public import EventLoops

extension Future {
  /// The future of what an async operation returns or throws; the operation runs as a task of `loop`.
  ///
  /// Cancelling the future cancels the task. Reports know the work as a task, by its label.
  ///
  ///     let total = Future(on: loop, "total") { try await basket.total() }
  public init(
    on loop: any EventLoop, _ label: String, fileID: StaticString = #fileID, line: UInt = #line,
    async operation: @escaping @Sendable () async throws -> Value
  ) {
    let future = Future(on: loop, from: .none)
    let task = loop.spawn(label, fileID: fileID, line: line) {
      do {
        let value = try await operation()
        future.settle(.success(value))
      } catch {
        future.settle(.failure(error))
      }
    }
    future.box.withValue { $0.canceller = .handler { task.cancel() } }
    self = future
  }
}
