// A broken contract, for the report.

/// A contract that was broken during a run without anything having stopped.
public struct Violation: Sendable, Hashable, CustomStringConvertible {
  // region violations
  /// What was done.
  public enum Kind: String, Sendable {
    /// A completion was called again after its first call.
    case calledTwice = "called twice"
    /// A promise was fulfilled again.
    case fulfilledTwice = "fulfilled twice"
    /// A continuation was resumed again.
    case resumedTwice = "resumed twice"
    /// A permit was released that had not been acquired.
    case releasedTooOften = "released too often"
    /// A promise, completion or continuation was dropped unsettled.
    case dropped = "dropped unsettled"
    /// An event trapped, which would have ended the process.
    case trapped = "trapped"
    /// A replayed script asked for an option that did not exist.
    case scriptDiverged = "script diverged"
  }
  // endregion

  /// What was done.
  public let kind: Kind
  /// What it was done to, by its creator's label.
  public let label: String
  /// Where that was created; where the event that did it was created, for a continuation of Swift's.
  public let site: SourceSite
  /// When it was done.
  public let instant: Instant
  /// Whether the site is that of the event which did it.
  private let isSiteOfEvent: Bool
  /// Where in the code it was done, in words, as far as it is known: a trap, or a resumption of a continuation of Swift's.
  private let place: String?

  /// `trapped in "load" at Loader.swift:12`, of a trap; nil for anything else.
  package var trapText: String? { kind == .trapped ? place.map { "trapped in \"\(label)\" \($0)" } : nil }

  /// What was done, and at which line, as far as it is known: `resumed twice at Loader.swift:12`.
  package var deed: String { kind.rawValue + (place.map { kind == .trapped ? "" : " at \($0)" } ?? "") }

  /// A violation by something that was created at `site`.
  public init(_ kind: Kind, _ label: String, createdAt site: SourceSite, instant: Instant) {
    self.kind = kind
    self.label = label
    self.site = site
    self.instant = instant
    isSiteOfEvent = false
    place = nil
  }

  /// A second resumption of a continuation of Swift's.
  ///
  /// - Parameters:
  ///   - function: The function that the continuation belongs to.
  ///   - line: Where it was resumed again; nil if that is not known.
  ///   - site: Where the event was created that resumed it.
  ///   - instant: When that was.
  init(resumptionOf function: String, at line: String?, byEventCreatedAt site: SourceSite, instant: Instant) {
    (kind, label, self.site, self.instant) = (.resumedTwice, function, site, instant)
    isSiteOfEvent = true
    place = line
  }

  /// A trap.
  ///
  /// - Parameters:
  ///   - label: The event's label.
  ///   - place: Where it trapped.
  ///   - site: Where the event was created.
  ///   - instant: When it trapped.
  init(trapIn label: String, at place: String, eventCreatedAt site: SourceSite, instant: Instant) {
    (kind, self.label, self.site, self.instant) = (.trapped, label, site, instant)
    isSiteOfEvent = true
    self.place = place
  }

  /// What was done, without the site of the event that did it, which is not recorded in each run.
  package var textWithoutEvent: String {
    guard isSiteOfEvent else { return description }
    return "the continuation of '\(label)' was \(kind.rawValue) at \(instant)"
      + (place.map { ", the second time at \($0)" } ?? "")
  }

  /// `'reply of call 2' was called twice at 20ms; it was created at …`.
  public var description: String {
    if kind == .scriptDiverged { return "the script does not fit the run at \(instant): \(label); 0 was taken" }
    if kind == .trapped, let place {
      return "'\(label)' trapped at \(instant), \(place); without this loop the process would have ended"
    }
    if isSiteOfEvent {
      return
        "the continuation of '\(label)' was \(kind.rawValue) at \(instant), by an event that was created at \(site)"
        + (place.map { "; the second time at \($0)" } ?? "")
    }
    return "'\(label)' was \(kind.rawValue) at \(instant); it was created at \(site)"
  }
}
