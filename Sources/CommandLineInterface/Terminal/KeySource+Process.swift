// The terminal of the running process, in raw mode while it is read key by key.

import Foundation

extension KeySource {
  /// The terminal behind the standard input; nil if there is none.
  static func ofProcess() -> KeySource? {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1, let keys = ProcessKeys() else { return nil }
    return KeySource(
      begin: keys.begin, next: keys.next, end: keys.end, size: keys.size, suspend: keys.suspend,
      isInterrupted: { ProcessSignals.shared.lastEnding != nil })
  }
}

/// Reads keys, and what the process is asked meanwhile.
///
/// In raw mode the interrupt key is a key like any other. A signal that asks the process to end is the end of the keys,
/// so that the command gives the terminal back; a request to stop is the key for that.
private final class ProcessKeys {
  /// Ctrl-Z, which stops a process in a terminal that is not in raw mode.
  private static let stopKey: [UInt8] = [0x1A]

  private let saved: termios
  /// Signals on their way to the thread that reads keys.
  private lazy var signals = Pipe()
  private var taking: ProcessSignals.Taking?

  init?() {
    var saved = termios()
    guard tcgetattr(STDIN_FILENO, &saved) == 0 else { return nil }
    self.saved = saved
  }

  func begin() -> Bool {
    let sending = signals.fileHandleForWriting
    taking = ProcessSignals.shared.take(ProcessSignals.ending + [SIGTSTP, SIGWINCH]) { number in
      try? sending.write(contentsOf: [UInt8(number)])
    }
    return enterRawMode()
  }

  private func enterRawMode() -> Bool {
    var raw = saved
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    raw.c_iflag &= ~tcflag_t(IXON | ICRNL)
    return tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw) == 0
  }

  private func leaveRawMode() {
    var saved = saved
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &saved)
  }

  func next() -> [UInt8]? {
    let receiving = signals.fileHandleForReading.fileDescriptor
    while true {
      var sources = [STDIN_FILENO, receiving].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&sources, 2, -1) > 0 else { continue }
      if sources[1].revents != 0 {
        var number: UInt8 = 0
        guard read(receiving, &number, 1) == 1 else { return nil }
        switch Int32(number) {
        case SIGWINCH: return []
        case SIGTSTP: return Self.stopKey
        default: return nil
        }
      }
      var bytes = [UInt8](repeating: 0, count: 64)
      let count = read(STDIN_FILENO, &bytes, bytes.count)
      if count > 0 { return Array(bytes.prefix(count)) }
      if count == 0 || errno != EINTR { return nil }
    }
  }

  func suspend() {
    leaveRawMode()
    ProcessSignals.shared.stopProcess()
    _ = enterRawMode()
  }

  func end() {
    leaveRawMode()
    taking?.end()
  }

  func size() -> (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}
