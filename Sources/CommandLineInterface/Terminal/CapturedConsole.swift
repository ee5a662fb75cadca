// A console that keeps what is written to it, for tests and for checking what the guide quotes.

/// Collects the two streams of a command that runs in process.
public final class CapturedConsole {
  /// Everything that was written so far to either stream, in the order in which it was written.
  public private(set) var transcript = ""
  /// Everything that was written to the output so far.
  public private(set) var output = ""
  /// Everything that was written to the error stream so far.
  public private(set) var errors = ""

  private let environment: [String: String]
  private let isTerminal: Bool
  private let clock: () -> Duration
  private let isInterrupted: @Sendable () -> Bool

  /// A console with an environment, both of whose streams are terminals or are not.
  ///
  /// - Parameters:
  ///   - environment: The environment variables.
  ///   - isTerminal: Whether both streams are terminals.
  ///   - clock: Returns how much time has passed; none unless given.
  ///   - isInterrupted: Says whether the user has interrupted the command.
  public init(
    environment: [String: String] = [:], isTerminal: Bool = false, clock: @escaping () -> Duration = { .zero },
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.environment = environment
    self.isTerminal = isTerminal
    self.clock = clock
    self.isInterrupted = isInterrupted
  }

  /// The console to run a command with.
  public var console: Console {
    Console(
      output: TextStream(isTerminal: isTerminal) { [self] in
        output += $0
        transcript += $0
      },
      errors: TextStream(isTerminal: isTerminal) { [self] in
        errors += $0
        transcript += $0
      },
      environment: environment, clock: clock,
      beginSearching: { [isInterrupted] in Console.Interruptible(isInterrupted: isInterrupted, end: {}) })
  }
}
