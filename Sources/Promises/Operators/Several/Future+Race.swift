// Take the first result among several futures.

public import EventLoops

extension Future {
  /// The future of the first result that comes, a value or an error; of those that settle at one instant, the one
  /// that settles first, and of those that are settled already, the first of the list.
  ///
  /// The work behind the other futures continues, as with `Promise.race` in JavaScript, unless `cancelsOthers` says
  /// otherwise. A race of no futures, which would never end, fails with `FutureError.nothingToRace`. Cancelling it
  /// cancels all of them.
  ///
  /// - Complexity: O(number of futures).
  public static func race(
    _ futures: [Future], on loop: any EventLoop, cancelsOthers: Bool = false,
    fileID: StaticString = #fileID, line: UInt = #line
  ) -> Future {
    .joint(
      of: futures, on: loop, cancelsOthers: cancelsOthers, ofNone: .failure(FutureError.nothingToRace), "race",
      at: SourceSite(fileID: fileID, line: line)
    ) { latest, _, _ in latest }
  }
}
