// The place and the element of a change in a collection difference.

extension CollectionDifference.Change {
  /// The place of the change: in the old collection for a removal, in the new one for an insertion.
  var offset: Int {
    switch self {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }

  /// The element that was taken out or put in.
  var element: ChangeElement {
    switch self {
    case .insert(_, let element, _), .remove(_, let element, _): element
    }
  }
}
