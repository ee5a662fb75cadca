// The signals of this process: one thread waits for them, and hands each to the part that has asked for it.

import Foundation
import Synchronization
import Workbench

/// Takes the signals that ask the process to end, to stop for a while, or to look at its terminal anew.
///
/// A signal that no part has asked for does what it does by default; but before it ends the process, the drafts of files
/// that are being written are removed.
final class ProcessSignals: Sendable {
  static let shared = ProcessSignals()

  /// The signals that ask the process to end. An array: the runtime takes 440,000 instructions for the first set of a type, and
  /// every command begins to wait for signals.
  static let ending = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
  private static let watched = ending + [SIGTSTP, SIGWINCH]

  private struct State {
    var takers: [Taking] = []
    var nextNumber = 0
    var lastEnding: Int32?
  }

  private let state = Mutex(State())

  /// The signals that a part of the program has asked for, until it calls `end`.
  struct Taking: Sendable {
    fileprivate let number: Int
    fileprivate let signals: [Int32]
    fileprivate let body: @Sendable (Int32) -> Void

    /// Gives the signals back.
    func end() {
      ProcessSignals.shared.state.withLock { $0.takers.removeAll { $0.number == number } }
    }
  }

  /// The last signal that asked the process to end and was left to a part of the program.
  var lastEnding: Int32? { state.withLock { $0.lastEnding } }

  /// Begins to wait for signals. Threads inherit that signals do not interrupt them: call it before there are any.
  ///
  /// A signal that the parent process has switched off, as `nohup` does, stays off.
  func begin() {
    let ignored = Self.ignored
    let signals = Self.watched.filter { !ignored.contains($0) }
    Self.change(SIG_BLOCK, signals)
    Thread { [self] in
      var set = Self.set(of: signals)
      while true {
        var number: Int32 = 0
        if sigwait(&set, &number) == 0 { hand(number) }
      }
    }.start()
  }

  /// Asks for signals, ahead of those that have asked before.
  ///
  /// - Parameter body: Called with each signal's number, on a thread of its own.
  func take(_ signals: [Int32], _ body: @escaping @Sendable (Int32) -> Void) -> Taking {
    state.withLock { state in
      state.nextNumber += 1
      let taking = Taking(number: state.nextNumber, signals: signals, body: body)
      state.takers.append(taking)
      return taking
    }
  }

  /// Gives a signal to the part that asked for it last, or does what the signal does by default.
  func hand(_ number: Int32) {
    let taking = state.withLock { state -> Taking? in
      let taking = state.takers.last { $0.signals.contains(number) }
      if taking != nil, Self.ending.contains(number) { state.lastEnding = number }
      return taking
    }
    if let taking { return taking.body(number) }
    if Self.ending.contains(number) {
      endProcess(by: number)
    } else if number == SIGTSTP {
      Self.raiseByDefault(number)
    }
  }

  /// Ends the process as the signal does by default, without the drafts of files.
  func endProcess(by number: Int32) {
    OutputFile.removeDrafts { Self.raiseByDefault(number) }
  }

  /// Stops the process until it is continued.
  func stopProcess() {
    Self.raiseByDefault(SIGTSTP)
  }

  // MARK: - The system

  /// Lets the calling thread get the signal, with its default effect on the process.
  private static func raiseByDefault(_ number: Int32) {
    signal(number, SIG_DFL)
    change(SIG_UNBLOCK, [number])
    raise(number)
    change(SIG_BLOCK, [number])
  }

  private static func change(_ how: Int32, _ signals: [Int32]) {
    var set = set(of: signals)
    pthread_sigmask(how, &set, nil)
  }

  private static func set(of signals: [Int32]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in signals { sigaddset(&set, number) }
    return set
  }

  /// The signals that are switched off, as far as the system tells: the mask in `/proc/self/status`.
  private static var ignored: [Int32] {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    // By bytes: every command reads this, and by characters it takes 600,000 instructions.
    let line = status.utf8.split(separator: UInt8(ascii: "\n")).first { $0.starts(with: "SigIgn:".utf8) }
    let number = line?.split(separator: UInt8(ascii: "\t")).last.map { Substring($0) }
    let mask = number.flatMap { UInt64($0, radix: 16) } ?? 0
    return watched.filter { mask & 1 << UInt64($0 - 1) != 0 }
  }
}
