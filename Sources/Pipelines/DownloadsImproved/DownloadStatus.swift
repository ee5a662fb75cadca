// The result of one download.

/// The result of one download that did not fail with an error.
package enum DownloadStatus: Sendable, Hashable {
  /// The flag is there.
  case ok
  /// The server has no such flag.
  case notFound
  /// It failed.
  case error
}
