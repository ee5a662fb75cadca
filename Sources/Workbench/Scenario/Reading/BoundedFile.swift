// The bytes of a file: only of regular files, and up to a limit.

package import Foundation

/// Reads small files.
package enum BoundedFile {
  /// Why the bytes of a file are not to be had.
  package enum Refusal: Error, Equatable {
    case notFound
    case directory
    case notRegular
    case notPermitted
    case unreadable
    case tooLarge

    /// What is wrong with the file, without a full stop.
    package var message: String {
      switch self {
      case .notFound: "there is no such file"
      case .directory: "this is a directory"
      case .notRegular: "this is not a regular file"
      case .notPermitted: "the file cannot be opened"
      case .unreadable: "the file cannot be read"
      case .tooLarge: "the file is too large"
      }
    }
  }

  /// The bytes of a regular file of at most `limit` bytes.
  ///
  /// Links are followed. Pipes, sockets and devices are refused before they are opened, since opening a pipe waits
  /// for its other end and a device may never end. Never more than `limit` + 1 bytes are read.
  package static func bytes(atPath path: String, limit: Int) throws(Refusal) -> Data {
    try checkKind(of: path)
    guard let handle = FileHandle(forReadingAtPath: path) else { throw .notPermitted }
    defer { try? handle.close() }
    var data = Data()
    while data.count <= limit {
      guard let part = try? handle.read(upToCount: limit + 1 - data.count) ?? Data() else { throw .unreadable }
      if part.isEmpty { return data }
      data += part
    }
    throw .tooLarge
  }

  /// The text of a regular file of at most `limit` bytes; nil if it is not UTF-8.
  package static func text(atPath path: String, limit: Int) throws(Refusal) -> String? {
    String(validating: try bytes(atPath: path, limit: limit), as: UTF8.self)
  }

  private static func checkKind(of path: String) throws(Refusal) {
    // The system ends a path at a NUL.
    guard !path.utf8.contains(0) else { throw .notFound }
    switch FileKind(of: path) {
    case .regular: return
    case .folder: throw .directory
    case .forbidden: throw .notPermitted
    case .missing, .link: throw .notFound
    case .other: throw .notRegular
    }
  }
}
