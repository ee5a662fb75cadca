// Where an error is caught: in another place of the code, or not at all where it did not arise.

extension Explanation {
  /// Both runs caught the same at the same instant, in different places.
  static let caughtWhereAwaited = Explanation(.caughtWhereAwaited) { parted in
    Set(
      parted.ownEvents.filter { _, event in
        guard let kind = event.kind.caughtCancellation else { return false }
        return parted.otherEvents.contains {
          $0.event.kind.caughtCancellation == kind && $0.event.instant == event.instant
            && $0.event.pipeline == event.pipeline
        }
      }.map(\.index))
  }
}
