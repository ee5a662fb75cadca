// The kind of what a path names, asked of the system itself.

import Foundation

/// The kind of what a path names.
///
/// Foundation's attributes of a file take 20,000 instructions more, nearly all of them for what is not asked for.
package enum FileKind {
  case regular
  case folder
  case link
  /// A pipe, a socket or a device.
  case other
  /// Nothing is there.
  case missing
  /// The path leads through a folder that may not be searched.
  case forbidden

  /// - Parameters:
  ///   - path: The path, without a NUL.
  ///   - followsLinks: Whether a link counts as what it leads to.
  package init(of path: String, followsLinks: Bool = true) {
    var status = stat()
    guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else {
      self = errno == EACCES || errno == EPERM ? .forbidden : .missing
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .regular
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    default: self = .other
    }
  }
}
