// The issues that a test records while it is run many times: they are held back, and one of them is let through.

import Synchronization

#if canImport(Testing)
  import Testing
#endif

/// The issues of the present run.
final class IssueLog: Sendable {
  /// What happens to an issue that is recorded.
  enum Mode: Sendable {
    /// It is kept for the finding of the run, and goes no further.
    case hold
    /// It is passed on to the reports of the test.
    case release
    /// The first failing one is passed on with comments; the others are dropped.
    case report([String])
  }

  private struct State {
    var isClosed = false
    var mode = Mode.hold
    var findings: [String] = []
    var texts: [String] = []
    var reported = 0
  }

  private let state = Mutex(State())

  /// What happens to the next issues.
  var mode: Mode {
    get { state.withLock { $0.mode } }
    set { state.withLock { $0.mode = newValue } }
  }

  /// Drops the issues that are recorded while `work` runs.
  func dropping(_ work: () -> Void) {
    state.withLock { $0.isClosed = true }
    work()
    state.withLock { $0.isClosed = false }
  }

  /// How many issues were let through with comments: at most one.
  var reported: Int { state.withLock { $0.reported } }

  /// Takes the findings of the run that is over.
  func take() -> [String] {
    state.withLock { state in
      defer { state.findings = [] }
      return state.findings
    }
  }

  /// The issues of the present run in the words of the testing library.
  func takeTexts() -> [String] {
    state.withLock { state in
      defer { state.texts = [] }
      return state.texts
    }
  }

  /// Whether an error only repeats an issue that was recorded before it was thrown.
  static func isRecorded(_ error: any Error) -> Bool {
    #if canImport(Testing)
      error is ExpectationFailedError
    #else
      false
    #endif
  }

  #if canImport(Testing)
    /// Handles an issue that was recorded.
    ///
    /// - Returns: What is passed on; nil for nothing.
    func handle(_ issue: Issue) -> Issue? {
      state.withLock { state in
        if state.isClosed { return nil }
        if issue.isFailure { state.findings.append(issue.finding) }
        switch state.mode {
        case .hold: return nil
        case .release: return issue
        case .report(let comments):
          guard issue.isFailure else { return nil }
          state.texts.append("\(issue)")
          guard state.reported == 0 else { return nil }
          state.reported = 1
          var issue = issue
          issue.comments += comments.map { Comment(rawValue: $0) }
          return issue
        }
      }
    }
  #endif
}

#if canImport(Testing)
  extension Issue {
    /// What failed and where, without the values: those may differ from one failing schedule to the next.
    fileprivate var finding: String {
      let place = sourceLocation.map { " at \($0.fileID):\($0.line)" } ?? ""
      switch kind {
      case .expectationFailed: return "an expectation failed\(place)"
      case .confirmationMiscounted: return "a confirmation was miscounted\(place)"
      case .errorCaught(let error): return "an error was caught\(place): \(error)"
      case .knownIssueNotRecorded: return "a known issue was not recorded\(place)"
      default: return ["an issue was recorded\(place)"].joined() + comments.map { ": \($0)" }.joined()
      }
    }
  }
#endif
