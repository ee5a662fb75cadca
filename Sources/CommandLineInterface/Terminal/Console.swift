// The surroundings of a command: two streams and the environment.

/// The surroundings of one run of the command line; given to it, so that a test or a check can run it in process.
public struct Console {
  /// Where results go.
  public var output: TextStream
  /// Where messages, warnings and errors go.
  public var errors: TextStream
  /// The environment variables.
  public var environment: [String: String]
  /// Begins to play something to a person.
  public var beginPlaying: () -> Pause
  /// The terminal, if there is one that can be read key by key.
  public var keys: KeySource?
  /// Reads a typed line; returns nil at the end of the input. The property is nil where there is no input.
  public var nextLine: (() -> String?)?

  /// How much real time has passed since some moment.
  public var clock: () -> Duration
  /// Begins something that ends with what it has if the user interrupts it.
  public var beginSearching: () -> Interruptible
  /// Runs the test that a filter names, and returns its output and exit code; nil if no test can be run.
  public var runTest: (String) -> (output: String, code: Int32)?

  /// Lets real time pass; returns false if the user has interrupted the command meanwhile.
  public typealias Pause = (Duration) -> Bool

  /// A console from its parts. By default it waits for nothing.
  public init(
    output: TextStream, errors: TextStream, environment: [String: String],
    beginPlaying: @escaping () -> Pause = { { _ in true } }, keys: KeySource? = nil,
    nextLine: (() -> String?)? = nil, clock: @escaping () -> Duration = { .zero },
    beginSearching: @escaping () -> Interruptible = { Interruptible(isInterrupted: { false }, end: {}) },
    runTest: @escaping (String) -> (output: String, code: Int32)? = { _ in nil }
  ) {
    self.output = output
    self.errors = errors
    self.environment = environment
    self.beginPlaying = beginPlaying
    self.keys = keys
    self.nextLine = nextLine
    self.clock = clock
    self.beginSearching = beginSearching
    self.runTest = runTest
  }

  /// Something that the user may interrupt.
  public struct Interruptible {
    /// Whether the user has interrupted it; may be called on any thread.
    public let isInterrupted: @Sendable () -> Bool
    /// Is called at the end: from then on an interruption ends the process again.
    public let end: () -> Void

    /// Something interruptible from its parts.
    public init(isInterrupted: @escaping @Sendable () -> Bool, end: @escaping () -> Void) {
      (self.isInterrupted, self.end) = (isInterrupted, end)
    }
  }

  /// The width of the output: `COLUMNS` if it says so, else the terminal's width, else 80; from 20 to 1,000.
  public var columns: Int {
    let told = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    let width = told ?? output.terminalColumns ?? 80
    return min(max(width, 20), 1_000)
  }
}
