// What the watchdog reports: an event that occupies its loop for too long.

/// An event that has occupied its loop for longer than a limit of real time, and still does.
public struct OverlongEvent: Sendable, Hashable, CustomStringConvertible {
  /// The name of the loop.
  public let loop: String
  /// What the event is called; empty if it has no name, or if the loop does not record events.
  public let label: String
  /// Where the event was created, if the loop records events.
  public let site: SourceSite?
  /// The loop's time during the event.
  package let instant: Instant
  /// The limit that the event has exceeded.
  package let limit: Duration

  /// `loop 'main': the event 'import', created at App/Import.swift:12, has occupied the loop for more than 1s …`.
  public var description: String {
    let event = (label.isEmpty ? "an event" : "the event '\(label)'") + (site.map { ", created at \($0)," } ?? "")
    return
      "loop '\(loop)': \(event) has occupied the loop for more than \(limit.shortText) of real time, at \(instant) of "
      + "the loop's time; nothing else runs until it ends. It may block its thread (Thread.sleep, a semaphore), compute, or "
      + "loop without end"
  }
}
