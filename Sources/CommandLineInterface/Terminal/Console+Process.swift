// The console of the running process: file descriptors, the terminal behind them, the environment.

import Foundation
import Workbench

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
  /// From here on a reader that goes away is an error of the next write and no longer a signal that ends the process,
  /// and so is a file that is larger than the process may write. A standard descriptor that was closed by the caller is
  /// opened on `/dev/null`, because the next file to be opened would otherwise take its number and receive the output;
  /// output to a closed one is refused. Call it before there are threads, for the sake of signals.
  public static func ofProcess() -> Console {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    ProcessSignals.shared.begin()
    let hasOutput = fcntl(STDOUT_FILENO, F_GETFD) >= 0
    occupyStandardDescriptors()
    return Console(
      output: hasOutput ? .descriptor(STDOUT_FILENO) : .closed,
      errors: .descriptor(STDERR_FILENO),
      environment: environment(named: variables),
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
      },
      runTest: runSwiftTest)
  }

  /// Runs `swift test` for one filter in the current folder, and collects both of its streams.
  private static func runSwiftTest(_ filter: String) -> (output: String, code: Int32)? {
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["swift", "test", "--filter", filter]
    process.standardInput = FileHandle.nullDevice
    (process.standardOutput, process.standardError) = (pipe, pipe)
    guard (try? process.run()) != nil else { return nil }
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 127 ? nil : (String(decoding: bytes, as: UTF8.self), process.terminationStatus)
  }

  /// The environment variables that commands read.
  static let variables = [
    "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "TERM", "COLUMNS", "XDG_STATE_HOME", "HOME", "LC_ALL", "LC_MESSAGES",
    "LANG",
  ]

  /// Some variables of the process. Foundation makes texts of all of them, which takes 500,000 instructions.
  private static func environment(named names: [String]) -> [String: String] {
    var environment: [String: String] = [:]
    for name in names {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    return environment
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
  /// The stream of a descriptor that was closed: it takes no text.
  static var closed: TextStream {
    TextStream(isTerminal: false) { _ throws(WriteFailure) in throw .refused("it is closed") }
  }

  /// A stream that writes to an open descriptor, without a buffer.
  static func descriptor(_ descriptor: Int32) -> TextStream {
    let isTerminal = isatty(descriptor) == 1
    return TextStream(
      isTerminal: isTerminal,
      terminalColumns: isTerminal ? terminalColumns(of: descriptor) : nil
    ) { text throws(WriteFailure) in
      do throws(OutputFile.Refusal) {
        try OutputFile.write(Array(text.utf8), toDescriptor: descriptor)
      } catch {
        throw error.isReaderGone ? .readerGone : .refused(error.description)
      }
    }
  }

  private static func terminalColumns(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
