// The terminal of the running process, in raw mode while it is read key by key.

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension KeySource {
  /// The terminal behind the standard input; nil if there is none.
  ///
  /// In raw mode the interrupt key is a key like any other, so that a command that is interrupted gives the terminal
  /// back. A change of the window's size shows at the next key.
  static func ofProcess() -> KeySource? {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return nil }
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else { return nil }
    let saved = before
    return KeySource(
      begin: {
        var raw = saved
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
        raw.c_iflag &= ~tcflag_t(IXON | ICRNL)
        return tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw) == 0
      },
      next: {
        var bytes = [UInt8](repeating: 0, count: 64)
        while true {
          let count = read(STDIN_FILENO, &bytes, bytes.count)
          if count > 0 { return Array(bytes.prefix(count)) }
          if count == 0 || errno != EINTR { return nil }
        }
      },
      end: {
        var saved = saved
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &saved)
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
