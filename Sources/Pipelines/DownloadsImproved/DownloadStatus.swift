// The result of one download.

/// What became of one download that did not break down.
package enum DownloadStatus: Sendable, Hashable {
  /// The flag is there.
  case ok
  /// The server has no such flag.
  case notFound
  /// It failed.
  case error
}
