// Wait for all of several futures.

public import EventLoops

extension Future {
  /// The future of all values, in the order of `futures`, or of the first error that comes.
  ///
  /// The first error settles it; the work behind the other futures continues, as with `Promise.all` in JavaScript,
  /// unless `cancelsOthers` says otherwise. No futures at all succeed at once. Cancelling it cancels all of them.
  ///
  /// - Complexity: O(number of futures).
  @_specialize(where Value == Void)
  public static func all(
    _ futures: [Future], on loop: any EventLoop, cancelsOthers: Bool = false,
    fileID: StaticString = #fileID, line: UInt = #line
  ) -> Future<[Value]> {
    .joint(
      of: futures, on: loop, cancelsOthers: cancelsOthers, commuting: .values, ofNone: .success([]), "all",
      at: SourceSite(fileID: fileID, line: line)
    ) { latest, results, _ in
      if case .failure(let error) = latest { return .failure(error) }
      guard let results else { return nil }
      return .success(results.compactMap { try? $0.get() })
    }
  }
}
