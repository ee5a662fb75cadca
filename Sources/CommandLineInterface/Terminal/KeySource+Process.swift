// The terminal of the running process, in raw mode while it is read key by key.

import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Whether the process was asked to end while it reads keys.
private let isAskedToEnd = Atomic<Bool>(false)

extension KeySource {
  /// The terminal behind the standard input; nil if there is none.
  ///
  /// In raw mode the interrupt key is a key like any other, so that a command that is interrupted gives the terminal
  /// back. So does one that is asked to end, or whose connection is lost. A change of the window's size shows at the next key.
  static func ofProcess() -> KeySource? {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return nil }
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else { return nil }
    let saved = before
    return KeySource(
      begin: {
        isAskedToEnd.store(false, ordering: .relaxed)
        for number in [SIGTERM, SIGHUP] { signal(number) { _ in isAskedToEnd.store(true, ordering: .relaxed) } }
        var raw = saved
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
        raw.c_iflag &= ~tcflag_t(IXON | ICRNL)
        return tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw) == 0
      },
      next: {
        var bytes = [UInt8](repeating: 0, count: 64)
        while !isAskedToEnd.load(ordering: .relaxed) {
          var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
          guard poll(&input, 1, 250) > 0 else { continue }
          let count = read(STDIN_FILENO, &bytes, bytes.count)
          if count > 0 { return Array(bytes.prefix(count)) }
          if count == 0 || errno != EINTR { return nil }
        }
        return nil
      },
      end: {
        var saved = saved
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &saved)
        for number in [SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
      },
      size: {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
          return (80, 24)
        }
        return (Int(size.ws_col), Int(size.ws_row))
      })
  }
}
