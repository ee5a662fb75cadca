// Records the second resumption of a continuation in an event of a loop, where Swift would end the process or do worse.

import ConcurrencyHooks

/// The check that a continuation is resumed once.
///
/// The runtime ends the process at a second resumption of a checked continuation, and the behaviour is undefined at that of an
/// unsafe one. In an event of a virtual loop it is a violation of the loop's report instead, and has no effect. Everywhere else
/// a checked continuation ends the process as it does without the library. Unsafe ones are watched if an event of a loop makes
/// them that captures.
enum ContinuationCheck {
  /// Whether second resumptions are recorded. The first use installs the recorder, if the runtime lays out the check as
  /// the recorder expects it.
  static let isRecorded: Bool = {
    guard hasExpectedLayout else { return false }
    return ConcurrencyHooksRecordResumptions(
      { function, sites, count in
        let sites = Array(UnsafeBufferPointer(start: sites, count: count))
        guard let loop = RunningLoop.current else {
          if function == nil {
            fatalError(
              "\(makers(sites)) made an unsafe continuation that was resumed twice, outside of a loop's events")
          }
          return 0
        }
        loop.recordSecondResumption { function?.load(as: String.self) ?? makers(sites) }
        return 1
      }, { RunningLoop.capturing == nil ? 0 : 1 }) == 1
  }()

  /// The function that has made an unsafe continuation.
  private static func makers(_ sites: [UInt]) -> String {
    CodePlaces.firstOwnPlace(of: sites)?.function ?? "withUnsafeContinuation"
  }

  /// Where the calling thread resumes a continuation again.
  fileprivate static var place: String? {
    let sites = Array(unsafeUninitializedCapacity: 8) { sites, count in
      count = ConcurrencyResumptionSites(sites.baseAddress, sites.count)
    }
    return CodePlaces.site(of: sites)
  }

  /// Whether the object of a checked continuation holds the continuation in its third word, and the text behind it.
  ///
  /// The layout is no public interface of the runtime. A continuation of its own shows it: the words that were put in have to
  /// be found.
  private static let hasExpectedLayout: Bool = {
    typealias Checked = CheckedContinuation<Int, Never>
    guard MemoryLayout<Checked>.size == MemoryLayout<UInt>.size,
      MemoryLayout<UnsafeContinuation<Int, Never>>.size == MemoryLayout<UInt>.size
    else { return false }
    // No task waits for it, and it is taken out again before the check is released.
    let (mark, function) = (UInt(0x1000), "layout")
    let checked = Checked(
      continuation: unsafeBitCast(mark, to: UnsafeContinuation<Int, Never>.self), function: function)
    return withExtendedLifetime(checked) {
      let words = unsafeBitCast(checked, to: UnsafeMutablePointer<UInt>.self)
      let text = unsafeBitCast(function, to: (UInt, UInt).self)
      guard words[2] == mark else { return false }
      words[2] = 0
      return (words[3], words[4]) == text
    }
  }()
}

extension VirtualEventLoop {
  /// Records that a continuation was resumed again in the running event.
  ///
  /// - Parameter function: Names the function that the continuation belongs to.
  fileprivate func recordSecondResumption(in function: () -> String) {
    let paused = InstrumentedMemory.pause()
    defer { paused.resume() }
    let site = log.last?.name.site ?? SourceSite(fileID: "not recorded", line: 0)
    record(
      Violation(
        resumptionOf: function(), at: ContinuationCheck.place, byEventCreatedAt: site, instant: clockReading))
  }
}
