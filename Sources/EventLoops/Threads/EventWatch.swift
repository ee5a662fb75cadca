// The watchdog for events that occupy a loop for too long by real time: a limit, and a handler.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An event that has occupied its loop for longer than a limit of real time, and still does.
public struct OverlongEvent: Sendable, Hashable, CustomStringConvertible {
  /// The name of the loop.
  public let loop: String
  /// What the event is called; empty if it has no name, or if the loop does not record events.
  public let label: String
  /// Where the event was created, if the loop records events.
  public let site: SourceSite?
  /// The loop's time during the event.
  public let instant: Instant
  /// The limit that the event has exceeded.
  public let limit: Duration

  /// `loop 'main': the event 'import', created at App/Import.swift:12, has occupied the loop for more than 1s …`.
  public var description: String {
    let event = (label.isEmpty ? "an event" : "the event '\(label)'") + (site.map { ", created at \($0)," } ?? "")
    return
      "loop '\(loop)': \(event) has occupied the loop for more than \(limit.shortText) of real time, at \(instant) of "
      + "the loop's time; nothing else runs until it ends. It may block its thread (Thread.sleep, a semaphore), compute, or "
      + "loop without end"
  }
}

/// How a virtual loop watches for events that take too long by real time.
///
/// Another thread looks at the loop now and then. The watch changes nothing in the loop, its trace or its report. In a
/// process that has no other thread, the system's allocator and its locks are faster without that one: a measurement of
/// such a process takes a loop with the watch `off`.
public struct EventWatch: Sendable {
  /// How long an event may take before it is reported; nil if the loop does not watch.
  public let limit: Duration?
  /// Called once for each event that takes too long, while it still runs, on a thread of the watch.
  private let report: @Sendable (OverlongEvent) -> Void

  /// A watch with a limit.
  ///
  /// - Parameters:
  ///   - limit: How long an event may take.
  ///   - report: Called once for each event that takes longer, while it still runs, on another thread.
  public init(limit: Duration, report: @escaping @Sendable (OverlongEvent) -> Void) {
    self.limit = limit
    self.report = report
  }

  private init() {
    limit = nil
    report = { _ in }
  }

  /// Reports an event as the watch does.
  public func report(of event: OverlongEvent) {
    report(event)
  }

  /// Writes a line to standard error for an event that takes longer than a second.
  public static let standard = EventWatch(limit: .seconds(1)) { event in
    var line = "\(event)\n"
    line.withUTF8 { _ = write(2, $0.baseAddress, $0.count) }
  }

  /// No watch.
  public static let off = EventWatch()
}
