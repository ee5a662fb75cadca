// Runs the commands that the guide quotes.

/// Runs the commands that the guide quotes.
public enum GuideConsole {
  /// Runs `braid` in process on a console of 80 columns that is no terminal: what it prints, and its exit code.
  public static func run(_ words: [String]) -> (output: String, exitCode: Int) {
    let captured = CapturedConsole()
    let code = CommandLineInterface.run(arguments: words, console: captured.console)
    return (captured.transcript, Int(code.rawValue))
  }
}
