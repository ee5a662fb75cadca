// What is wrong with the text of a token.

/// A text that is no token, or one that does not fit.
public struct ReplayTokenError: Error, Sendable, CustomStringConvertible {
  /// What is wrong, in a sentence.
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
