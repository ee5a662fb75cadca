// The folder of the package, whose files the tests read.

import Foundation

enum PackageFolder {
  /// The folder of the package.
  static let url = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
