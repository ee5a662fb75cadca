// An event that blocked a live loop for too long.

public import EventLoops

/// An event that kept its loop from doing anything else for too long.
public struct BlockedEvent: Sendable, Hashable, CustomStringConvertible {
  /// The label of the event.
  public let label: String
  /// Where it was created, if that is known.
  public let site: SourceSite?
  /// When it began.
  public let instant: Instant
  /// How long it took, or has taken so far.
  public let duration: Duration

  /// `'save', created at App/Save.swift:12, blocked the loop for 250ms`.
  public var description: String {
    "'\(label)'\(site.map { ", created at \($0)," } ?? "") blocked the loop for \(duration.shortText)"
  }
}
