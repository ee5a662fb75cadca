// A marked region of a source file: a piece that notes quote by name.

/// A piece of a source file between the comment `region NAME` and the comment `endregion`.
package struct SourceRegion: Equatable {
  /// Its name, unique in its file.
  package let name: String
  /// The number of the line of its opening mark.
  package let line: Int
  /// Its lines without their common indentation and without any marks.
  package let body: [String]
}
