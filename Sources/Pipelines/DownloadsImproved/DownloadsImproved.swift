// The downloads as one would write them: bounded, counted, reported as they arrive, with errors that name their download.

package import Comparison
import EventLoops

/// Examples 18-7 to 18-9 of *Fluent Python*: downloads in order of completion, with a bound on requests in flight.
///
/// Unlike the original, a download counts when its file is saved, also where a thread saves it, and an error of the disk
/// is an error of that download.
package enum DownloadsImproved {
  /// Where a file is saved.
  package enum Saving: String, Sendable, CaseIterable {
    /// Files are not saved.
    case none
    /// The loop, which does nothing else meanwhile.
    case loop
    /// A thread of a pool.
    case thread
  }

  /// The output of the downloads as they arrive.
  package enum Output: String, Sendable, CaseIterable {
    /// Nothing.
    case quiet
    /// How many are over.
    case progress
    /// The result of each.
    case verbose
  }

  static let limit = ProgramSetting("limit", default: 5, in: 1...1_000, "how many requests may be under way at once")
  static let output = ProgramSetting(
    "output", default: Output.verbose, "how much is reported of the downloads as they complete")
  static let saving = ProgramSetting("saving", default: Saving.loop, "where a flag is saved")
  static let timePerSave = ProgramSetting("save-time", default: .zero, "how long it takes to save a flag")
  static let threads = ProgramSetting("threads", default: 5, in: 1...100, "how many threads there are for saving")
  static let room = ProgramSetting("room", default: 10_000, in: 0...10_000, "for how many flags the disk has room")

  /// The program in its three versions.
  package static let program = ComparedProgram(
    "downloads-improved", summary: "downloads with a limit, a tally, errors with their causes, and saving",
    sharing: .notedState
  )
  .downloadSettings()
  .calls(
    shownAs: "CODE", meaning: Downloads.codeMeaning, count: Downloads.count(under:), names: Downloads.codes(under:)
  )
  .callback(runWithCallbacks)
  .future(runWithFutures)
  .async(runAsync)
}

extension ComparedProgram {
  /// The program with the settings that all limited downloads have.
  func downloadSettings() -> ComparedProgram {
    setting(Downloads.codes)
      .setting(Downloads.items)
      .setting(DownloadsImproved.limit)
      .setting(DownloadsImproved.output)
      .setting(DownloadsImproved.saving)
      .setting(DownloadsImproved.timePerSave)
      .setting(DownloadsImproved.threads)
      .setting(DownloadsImproved.room)
  }
}
