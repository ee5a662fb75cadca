// What the image loaders load, and their error.

/// A picture.
package struct Picture: Sendable, Equatable {
  package let name: String
  package let size: Int

  package init(name: String, size: Int) {
    (self.name, self.size) = (name, size)
  }
}

/// The server could not answer.
package enum ServerError: Error, Equatable {
  /// Another try may succeed.
  case busy
  /// There is no such picture.
  case missing
}
