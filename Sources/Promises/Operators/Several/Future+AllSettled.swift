// Wait for the results of several futures, whatever they are.

public import EventLoops

extension Future {
  /// The future of all results, in the order of `futures`: it never fails because one of them does.
  ///
  /// No futures at all succeed at once. Cancelling it cancels all of them; when all are settled, it fails with
  /// `CancellationError`.
  ///
  /// - Parameters:
  ///   - futures: What to wait for.
  ///   - loop: The loop of the futures.
  ///   - fileID: The file that reports name; the caller's unless given.
  ///   - line: The line that reports name; the caller's unless given.
  /// - Complexity: O(number of futures).
  public static func allSettled(
    _ futures: [Future], on loop: any EventLoop, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Future<[Result<Value, any Error>]> {
    .joint(
      of: futures, on: loop, cancelsOthers: false, commuting: .all, waitsForAll: true, ofNone: .success([]),
      "allSettled", at: SourceSite(fileID: fileID, line: line)
    ) { _, results, isCancelled in
      results.map { isCancelled ? .failure(CancellationError()) : .success($0) }
    }
  }
}
