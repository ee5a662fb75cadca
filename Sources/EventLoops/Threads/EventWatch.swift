// The watchdog for events that occupy a loop for too long by real time: a limit, and a handler.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How a virtual loop watches for events that take too long by real time.
///
/// Another thread looks at the loop now and then. The watch changes nothing in the loop, its trace or its report.
/// Measurements in a process without other threads use a loop with the watch `off`.
public struct EventWatch: Sendable {
  /// How long an event may take before it is reported; nil if the loop does not watch.
  package let limit: Duration?
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
  package func report(of event: OverlongEvent) {
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
