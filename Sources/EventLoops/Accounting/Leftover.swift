// What a report names that has not ended.

/// What is left over when a loop has nothing more to run.
public struct Leftover: Sendable, Hashable, CustomStringConvertible {
  /// What kind of thing has not ended.
  public let kind: Obligation.Kind
  /// What it was called by its creator.
  public let label: String
  /// Where it was created.
  public let site: SourceSite
  /// When it was created.
  public let since: Instant

  /// `promise 'reply of call 2', created at Comparison/Call.swift:40 at 10ms`.
  public var description: String {
    let name = label.isEmpty ? "" : " '\(label)'"
    return "\(kind)\(name), created at \(site) at \(since)"
  }
}
