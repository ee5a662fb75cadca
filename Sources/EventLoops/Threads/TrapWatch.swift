// Ends a run at a trap of the program under test, where the process would end otherwise.

import AccessLog
import Traps

/// Catches the traps of the threads that run one loop.
///
/// A thread that traps waits until the process ends, as it is in the middle of its event: neither is its stack unwound, nor does
/// it touch the loop again. What it holds stays in memory. The caller of the loop continues.
final class TrapWatch: @unchecked Sendable {
  // Unchecked: what is stored is touched by the thread that runs the loop, and by its caller once that thread has trapped.

  /// What is known of a trap.
  struct Trap {
    /// The signal that it would have ended the process with.
    let signal: String
    /// What Swift said before it trapped; empty if it said nothing.
    let message: String
    /// Return addresses, a call before its caller.
    let addresses: [UInt]

    /// Where it was, and why: `at Loader.swift:12: Index out of range`.
    var text: String {
      let own = CodePlaces.firstOwnPlace(of: addresses)
      let place =
        (own?.line ?? lineOfMessage).map { "at \($0)" } ?? own.map { "in `\($0.function)`" } ?? "by \(signal)"
      return reason.isEmpty ? place : "\(place): \(reason)"
    }

    /// The line that the message names: the compiler gives the code behind some failures none.
    private var lineOfMessage: String? {
      guard let match = message.firstMatch(of: #/^(\w+)/([^/:]+:\d+): /#), match.1 != "Swift" else { return nil }
      return String(match.2)
    }

    /// The message without the place, which is in the standard library as a rule, and without addresses in memory.
    private var reason: String {
      let line = message.prefix { $0 != "\n" }
      let words = ["Fatal error: ", "Precondition failed: ", "Assertion failed: "]
      let start = words.lazy.compactMap { line.firstRange(of: $0)?.upperBound }.first
      let reason = start.map { line[$0...] } ?? (line.hasSuffix("Fatal error") ? "fatal error" : line)
      return String(reason).replacing(#/\ \(0x[0-9a-f]+\)|\ at\ \$[0-9a-f]+/#, with: "")
    }
  }

  /// Whether the signals are caught. The first use installs the handlers.
  static let isAvailable = TrapsInstall() == 1

  // In memory of its own: a handler of signals writes it.
  private let scope: UnsafeMutablePointer<TrapScope>
  private unowned let loop: VirtualEventLoop
  private let wakeCaller: () -> Void
  private var log: OpaquePointer?

  /// - Parameters:
  ///   - loop: The loop.
  ///   - wakeCaller: Lets the loop's caller continue.
  init(on loop: VirtualEventLoop, _ wakeCaller: @escaping () -> Void) {
    self.loop = loop
    self.wakeCaller = wakeCaller
    scope = .allocate(capacity: 1)
    scope.initialize(to: TrapScope())
    scope.pointee.context = Unmanaged.passUnretained(self).toOpaque()
    scope.pointee.caught = { context in
      guard let context else { return }
      Unmanaged<TrapWatch>.fromOpaque(context).takeUnretainedValue().leaveForEver()
    }
  }

  deinit { scope.deallocate() }

  /// Catches the traps of the calling thread from now on.
  func enter() { TrapsEnter(scope) }

  /// Catches them no longer.
  func leave() { TrapsEnter(nil) }

  /// The trap, if there was one.
  var trap: Trap? {
    guard scope.pointee.signal != 0 else { return nil }
    let addresses = withUnsafeBytes(of: scope.pointee.addresses) { bytes in
      bytes.bindMemory(to: UInt.self).prefix(scope.pointee.count).map { $0 }
    }
    let message = withUnsafeBytes(of: scope.pointee.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    return Trap(
      signal: String(cString: TrapsSignalName(scope.pointee.signal)), message: message, addresses: addresses)
  }

  /// Lets the calling thread note the memory that the event has touched which trapped.
  func continueLog() {
    if let log { AccessLogAttach(log) }
    log = nil
  }

  /// Leaves the loop to its caller. It runs in the handler of a signal, on the thread that has trapped.
  private func leaveForEver() {
    // Only the thread itself may let other loops use the main actor.
    if loop.runsMain { LoopMainExecutor.stepAside() }
    log = AccessLogDetach()
    wakeCaller()
  }
}

extension VirtualEventLoop {
  /// Notes that the running event has trapped, which ends the run.
  func noteEnd(by trap: TrapWatch.Trap) {
    if CodePlaces.isInInitialValue(trap.addresses) {
      fatalError(
        "the program under test trapped while it made the initial value of a global or static property, "
          + "which no later run could use; so the process ends")
    }
    hasTrapped = true
    let (label, site) = currentName
    let nowhere = SourceSite(fileID: "not recorded", line: 0)
    record(Violation(trapIn: label, at: trap.text, eventCreatedAt: site ?? nowhere, instant: clockReading))
    record?.withdrawAll()
    end()
    heldBack = []
    currentTask = nil
    actorCalls.runningTask = 0
    runsMain = false
    dispatch?.current = nil
    // The event is in the middle of what it does, and may have locked what the release of the loop's state needs.
    _ = Unmanaged.passRetained(self)
  }
}
