// The console of the running process: file descriptors, the terminal behind them, the environment.

import Foundation

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Console {
  /// The standard streams and the environment of this process.
  ///
  /// From here on a reader that goes away is an error of the next write and no longer a signal that ends the process.
  /// A standard descriptor that was closed by the caller is opened on `/dev/null`, because the next file to be opened
  /// would otherwise take its number and receive the output.
  public static func ofProcess() -> Console {
    signal(SIGPIPE, SIG_IGN)
    occupyStandardDescriptors()
    return Console(
      output: .descriptor(STDOUT_FILENO),
      errors: .descriptor(STDERR_FILENO),
      environment: ProcessInfo.processInfo.environment,
      beginPlaying: {
        let interruption = Interruption()
        return interruption.wait
      },
      keys: .ofProcess(),
      nextLine: isatty(STDIN_FILENO) == 1 ? { readLine() } : nil,
      clock: { [begin = ContinuousClock.now] in ContinuousClock.now - begin },
      beginSearching: {
        // The second interruption ends the process, as if nothing had been taken over.
        let interruptions = Interruptions { before in
          guard before > 0 else { return }
          signal(SIGINT, SIG_DFL)
          kill(getpid(), SIGINT)
        }
        return Interruptible(isInterrupted: interruptions.probe, end: interruptions.end)
      })
  }

  private static func occupyStandardDescriptors() {
    var opened = open("/dev/null", O_RDWR)
    while opened >= 0, opened <= STDERR_FILENO {
      opened = open("/dev/null", O_RDWR)
    }
    if opened > STDERR_FILENO { close(opened) }
  }
}

extension TextStream {
  /// A stream that writes to an open descriptor, without a buffer.
  static func descriptor(_ descriptor: Int32) -> TextStream {
    let isTerminal = isatty(descriptor) == 1
    return TextStream(
      isTerminal: isTerminal,
      terminalColumns: isTerminal ? terminalColumns(of: descriptor) : nil
    ) { text throws(WriteFailure) in
      try Descriptor.writeAll(Array(text.utf8), to: descriptor)
    }
  }

  private static func terminalColumns(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}

/// Writing to a descriptor.
private enum Descriptor {
  /// Writes all bytes: continues after a partial write or an interruption, and waits for a descriptor that does not block.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(WriteFailure) {
    var rest = bytes
    while !rest.isEmpty {
      let written = write(descriptor, rest, rest.count)
      if written >= 0 {
        rest.removeFirst(written)
        continue
      }
      switch errno {
      case EINTR:
        continue
      case EAGAIN:
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, -1)
      case EPIPE:
        throw .readerGone
      case let code:
        throw .refused(String(cString: strerror(code)))
      }
    }
  }
}
