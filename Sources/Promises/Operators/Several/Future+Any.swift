// Wait for the first success among several futures.

public import EventLoops

extension Future {
  /// The future of the first value that comes; errors count only if all futures fail.
  ///
  /// The first value settles it; the work behind the other futures continues, as with `Promise.any` in JavaScript,
  /// unless `cancelsOthers` says otherwise. If all fail, it fails with `AllFailedError`, at once for no futures at
  /// all. Cancelling it cancels all of them; it then fails with `CancellationError`.
  ///
  /// - Complexity: O(number of futures).
  public static func any(
    _ futures: [Future], on loop: any EventLoop, cancelsOthers: Bool = false,
    fileID: StaticString = #fileID, line: UInt = #line
  ) -> Future {
    let any = Future.joint(
      of: futures, on: loop, cancelsOthers: cancelsOthers, "any", at: SourceSite(fileID: fileID, line: line)
    ) { latest, results, isCancelled in
      if case .success = latest { return latest }
      return results.map {
        .failure(isCancelled ? CancellationError() : AllFailedError(errors: $0.compactMap(\.error)))
      }
    }
    if futures.isEmpty { any.settle(.failure(AllFailedError(errors: []))) }
    return any
  }
}

extension Result {
  fileprivate var error: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}

/// None of several futures succeeded.
public struct AllFailedError: Error, CustomStringConvertible {
  /// The error of each, in the order in which the futures were given.
  public let errors: [any Error]

  /// `all 2 futures failed: error 1; error 2`.
  public var description: String {
    if errors.isEmpty { return "there was no future that could succeed" }
    return "all \(errors.count) futures failed: " + errors.map { "\($0)" }.joined(separator: "; ")
  }
}
