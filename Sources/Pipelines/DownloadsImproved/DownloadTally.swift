// The results of downloads, counted.

/// How many downloads came to what.
package struct DownloadTally: Sendable, Hashable, LosslessStringConvertible {
  /// How many flags were downloaded.
  package private(set) var ok = 0
  /// How many the server does not have.
  package private(set) var notFound = 0
  /// How many failed.
  package private(set) var errors = 0

  /// A tally of nothing.
  package init() {}

  /// The tally that describes itself so: `17 ok, 9 not found, 0 failed`.
  package init?(_ description: String) {
    let counts = description.split(separator: " ").compactMap { Int($0) }
    guard counts.count == 3 else { return nil }
    (ok, notFound, errors) = (counts[0], counts[1], counts[2])
    if self.description != description { return nil }
  }

  /// How many downloads are over.
  package var count: Int { ok + notFound + errors }

  /// Counts one more.
  package mutating func add(_ status: DownloadStatus) {
    switch status {
    case .ok: ok += 1
    case .notFound: notFound += 1
    case .error: errors += 1
    }
  }

  /// `17 ok, 9 not found, 0 failed`.
  package var description: String { "\(ok) ok, \(notFound) not found, \(errors) failed" }
}
