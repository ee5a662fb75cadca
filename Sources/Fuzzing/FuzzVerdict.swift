// The result of one input: read, refused, or a broken promise.

/// The result of one input.
public enum FuzzVerdict: Sendable, Hashable {
  /// It was read; the text tells what kind of thing it was.
  case read(as: String)
  /// It was refused; the text tells for what kind of reason.
  case refused(for: String)
  /// Something that must hold does not.
  case broken(String)
}
