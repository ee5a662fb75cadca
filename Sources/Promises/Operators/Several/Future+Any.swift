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
    .joint(
      of: futures, on: loop, cancelsOthers: cancelsOthers, ofNone: .failure(AllFailedError(errors: [])), "any",
      at: SourceSite(fileID: fileID, line: line)
    ) { latest, results, isCancelled in
      if case .success = latest { return latest }
      return results.map {
        .failure(isCancelled ? CancellationError() : AllFailedError(errors: $0.compactMap(\.error)))
      }
    }
  }
}

extension Result {
  fileprivate var error: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}
