// Records the second resumption of a checked continuation in an event of a loop, where Swift would end the process.

import ConcurrencyHooks

/// The check that a continuation is resumed once, as `withCheckedContinuation` makes it.
///
/// The runtime ends the process at a second resumption. In an event of a virtual loop it is a violation of the loop's report
/// instead, and has no effect. Everywhere else the process ends as it does without the library.
enum ContinuationCheck {
  /// Whether second resumptions are recorded. The first use installs the recorder, if the runtime lays out the check as
  /// the recorder expects it.
  static let isRecorded: Bool = {
    guard hasExpectedLayout else { return false }
    return ConcurrencyHooksRecordResumptions { function in
      guard let loop = RunningLoop.current, let function else { return 0 }
      loop.recordSecondResumption(in: function.load(as: String.self))
      return 1
    } == 1
  }()

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
  /// Records that a checked continuation was resumed again in the running event.
  fileprivate func recordSecondResumption(in function: String) {
    let paused = InstrumentedMemory.pause()
    defer { paused.resume() }
    // Where the continuation was made is not known, but what resumes it.
    let site = log.last?.name.site ?? SourceSite(fileID: "not recorded", line: 0)
    record(Violation(.resumedTwice, function, byEventCreatedAt: site, instant: clockReading))
  }
}
