// The result of one input: read, refused, or a broken promise.

/// The result of one input.
public enum FuzzVerdict: Sendable, Hashable {
  /// It was read: the kind of thing that it was, and a sentence about this one where the kind says too little.
  case read(as: String, saying: String? = nil)
  /// It was refused, with this message.
  case refused(for: String)
  /// Something that must hold does not.
  case broken(String)

  /// The verdict without what differs between two inputs of one kind.
  var kind: FuzzVerdict {
    switch self {
    case .read(let kind, _): .read(as: kind)
    case .refused(let reason): .refused(for: reason.kind)
    case .broken: self
    }
  }
}
