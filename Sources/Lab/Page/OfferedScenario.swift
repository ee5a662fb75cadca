// A scenario that the page can begin with, by name.

/// A scenario that the page offers.
package struct OfferedScenario: Sendable, Hashable {
  /// Its name.
  package let name: String
  /// Its text.
  package let text: String

  /// A scenario of a name with its text.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - text: The text.
  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}
