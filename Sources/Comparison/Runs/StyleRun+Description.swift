// A run as text, for what a failed expectation shows.

extension StyleRun: CustomStringConvertible {
  /// The version, and a line for each event and for what is wrong at the end.
  public var description: String {
    "\(label):" + lines.map { "\n  \($0)" }.joined()
  }
}

extension ComparedProgram: CustomStringConvertible {
  /// The program's name and its versions: `checkout: callback, async (rewritten)`.
  public var description: String {
    "\(name): " + (versions.isEmpty ? "no version" : versions.map(\.label).joined(separator: ", "))
  }
}
