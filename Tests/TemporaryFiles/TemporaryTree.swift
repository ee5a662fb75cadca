// A folder with files for one test, removed when the test ends.

import Foundation

/// A temporary folder with the given files.
package final class TemporaryTree {
  /// The path of the folder.
  package let root: String

  /// Makes a folder with some files.
  ///
  /// - Parameter files: The paths of the files below the folder, and their texts.
  package init(_ files: KeyValuePairs<String, String>) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("notes-\(UUID().uuidString)")
    root = folder.path
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (path, text) in files { try write(text, to: path) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: root)
  }

  /// Writes a text to a file, whose folders are made.
  package func write(_ text: String, to path: String) throws {
    try write(bytes: Array(text.utf8), to: path)
  }

  /// Writes bytes to a file, whose folders are made.
  package func write(bytes: [UInt8], to path: String) throws {
    let place = URL(fileURLWithPath: root + "/" + path)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: place)
  }

  /// Makes a symbolic link.
  package func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: root + "/" + path, withDestinationPath: target)
  }

  /// The text of a file.
  package func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: root + "/" + path)), as: UTF8.self)
  }

  /// Removes a file or a folder.
  package func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: root + "/" + path)
  }

  /// Replaces `old`, which must be there, by `new` in the file at `path`.
  package func edit(_ path: String, _ old: String, _ new: String) throws {
    let before = try text(path)
    let after = before.replacing(old, with: new)
    guard before != after else { throw NothingReplaced(text: old) }
    try write(after, to: path)
  }
}

/// An edit that found nothing to replace.
package struct NothingReplaced: Error {
  /// The text that is not there.
  package let text: String
}
