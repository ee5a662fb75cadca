// The exit codes of `braid`, and what each of them tells a script.

/// How a run of `braid` ended; the numbers from 64 to 78 are those of `sysexits.h`.
public enum ExitCode: Int32, Sendable, Hashable, CaseIterable {
  // region exit-codes
  /// Everything that was asked for was done.
  case success = 0
  /// The command did its work, and what it found is not what was expected.
  case expectationFailed = 1
  /// The command line itself is wrong.
  case usage = 64
  /// A scenario, or another file that a command reads, is malformed.
  case malformedScenario = 65
  /// A file, a folder or a named thing is not there or cannot be read.
  case notFound = 66
  /// An address or a server cannot be used.
  case unavailable = 69
  /// A defect of `braid`.
  case internalError = 70
  /// The output could not be written.
  case cannotWrite = 74
  /// The user interrupted the command; the number is the one that shells use.
  case interrupted = 130
  // endregion

  /// The meaning of the code, as the help says it.
  var meaning: String {
    switch self {
    case .success: "all went well"
    case .expectationFailed: "an expectation or a download failed"
    case .usage: "the command line is wrong"
    case .malformedScenario: "a scenario or another file is malformed"
    case .notFound: "a file was not found or cannot be read"
    case .unavailable: "an address or a server cannot be used"
    case .internalError: "a defect of braid"
    case .cannotWrite: "the output cannot be written"
    case .interrupted: "the user interrupted it"
    }
  }
}
