// A terminal for a process under test: what it writes can be read, keys can be typed, its size can be changed.

import Foundation

/// A pair of terminal ends, of which the process gets one.
final class PseudoTerminal {
  /// The end of the process.
  let terminal: FileHandle
  private let controller: FileHandle
  private var bytes: [UInt8] = []
  /// How many of the bytes were searched by `reads` already.
  private var searched = 0

  /// Everything that was read so far.
  var screen: String { String(decoding: bytes, as: UTF8.self) }

  init(columns: Int = 80, rows: Int = 24) throws {
    let (number, name) = try Self.open()
    controller = FileHandle(fileDescriptor: number, closeOnDealloc: true)
    let other = Foundation.open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard other >= 0 else { throw CocoaError(.fileNoSuchFile) }
    terminal = FileHandle(fileDescriptor: other, closeOnDealloc: true)
    resize(columns: columns, rows: rows)
  }

  /// The controlling end, and the path of the other one.
  private static func open() throws -> (Int32, String) {
    #if canImport(Darwin)
      let number = posix_openpt(O_RDWR | O_NOCTTY)
      guard number >= 0, grantpt(number) == 0, unlockpt(number) == 0, let name = ptsname(number) else {
        throw CocoaError(.fileNoSuchFile)
      }
      return (number, String(cString: name))
    #else
      // What `unlockpt` and `ptsname` do, which the module of the C library lacks: TIOCSPTLCK and TIOCGPTN.
      let number = Foundation.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
      var (lock, index): (Int32, Int32) = (0, 0)
      guard number >= 0, ioctl(number, 0x4004_5431, &lock) == 0, ioctl(number, 0x8004_5430, &index) == 0 else {
        throw CocoaError(.fileNoSuchFile)
      }
      return (number, "/dev/pts/\(index)")
    #endif
  }

  func resize(columns: Int, rows: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(controller.fileDescriptor, UInt(TIOCSWINSZ), &size)
  }

  func type(_ text: String) throws {
    try controller.write(contentsOf: Data(text.utf8))
  }

  /// Reads on until a text comes, behind the one of the last call; returns whether it does within a minute.
  @discardableResult
  func reads(_ text: String) -> Bool {
    while true {
      if let range = bytes[searched...].firstRange(of: Array(text.utf8)) {
        searched = range.upperBound
        return true
      }
      guard readMore(within: 60_000) else { return false }
    }
  }

  /// Reads on until the process has ended and everything that it wrote has come.
  func readToEnd(of braid: RunningBraid) {
    while readMore(within: 50) || braid.isRunning {}
  }

  private func readMore(within milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: controller.fileDescriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, milliseconds) > 0 else { return false }
    var piece = [UInt8](repeating: 0, count: 4_096)
    let count = read(controller.fileDescriptor, &piece, piece.count)
    bytes += piece.prefix(max(count, 0))
    return count > 0
  }

  /// Whether typed text is shown and read in lines, as a shell expects it.
  var isInLineMode: Bool {
    var mode = termios()
    guard tcgetattr(terminal.fileDescriptor, &mode) == 0 else { return false }
    return mode.c_lflag & tcflag_t(ICANON) != 0 && mode.c_lflag & tcflag_t(ECHO) != 0
  }
}

/// A `braid` process that a test talks to while it runs.
struct RunningBraid {
  private let process = Process()
  private let ending: AsyncStream<ProcessEnding>
  private let folder: TemporaryFolder

  /// Starts it; its input and output are the terminal, or nothing and a file, and so are its errors.
  init(
    _ arguments: [String], in workingFolder: TemporaryFolder, on terminal: PseudoTerminal? = nil,
    errorsOn errorTerminal: PseudoTerminal? = nil, environment: [String: String] = [:]
  ) throws {
    let folder = try TemporaryFolder()
    self.folder = folder
    process.executableURL = try ChildProcess.braid
    process.arguments = arguments
    process.currentDirectoryURL = workingFolder.url
    process.environment = environment.merging(["TERM": "xterm"]) { own, _ in own }
    let (output, errors) = (try folder.file("output", ""), try folder.file("errors", ""))
    process.standardInput = terminal?.terminal ?? .nullDevice
    process.standardOutput = try terminal?.terminal ?? FileHandle(forWritingTo: output)
    process.standardError = try errorTerminal?.terminal ?? FileHandle(forWritingTo: errors)
    let (stream, continuation) = AsyncStream.makeStream(of: ProcessEnding.self)
    ending = stream
    process.terminationHandler = { process in
      let texts = [output, errors].map { (try? String(contentsOf: $0, encoding: .utf8)) ?? "" }
      continuation.yield(
        ProcessEnding(
          output: texts[0], errors: texts[1],
          code: process.terminationReason == .exit ? process.terminationStatus : nil,
          signal: process.terminationReason == .exit ? nil : process.terminationStatus))
      continuation.finish()
    }
    try process.runWithoutBlockedSignals()
  }

  var isRunning: Bool { process.isRunning }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits until the process is stopped; false if it ends instead.
  func isStoppedNext() -> Bool {
    var change = siginfo_t()
    // The change is left for others that wait for the process.
    let options = WSTOPPED | WEXITED | WNOWAIT
    guard waitid(P_PID, id_t(process.processIdentifier), &change, Int32(options)) == 0 else { return false }
    return Int(change.si_code) == Int(CLD_STOPPED)
  }

  /// What it left when it ended.
  func end() async throws -> ProcessEnding {
    for await ending in ending { return ending }
    throw CancellationError()
  }
}
