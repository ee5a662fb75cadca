// The error of a full disk.

/// A file that could not be saved.
package struct DiskError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The name of the file.
  package let file: String

  /// `no room left on the disk for "br.gif"`.
  package var description: String { "no room left on the disk for \(quoted(file))" }
}
