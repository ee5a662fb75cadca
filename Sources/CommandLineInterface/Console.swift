// What a command sees of the world around it: two streams and the environment.

/// The surroundings of one run of the command line; given to it, so that a test or a check can run it in process.
public struct Console {
  /// Where results go.
  public var output: TextStream
  /// Where messages, warnings and errors go.
  public var errors: TextStream
  /// The environment variables.
  public var environment: [String: String]

  /// A console from its parts.
  public init(output: TextStream, errors: TextStream, environment: [String: String]) {
    self.output = output
    self.errors = errors
    self.environment = environment
  }

  /// The width of the output: `COLUMNS` if it says so, else the terminal's width, else 80; from 20 to 1,000.
  public var columns: Int {
    let told = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    let width = told ?? output.terminalColumns ?? 80
    return min(max(width, 20), 1_000)
  }
}
