// One of the two streams that a command writes to.

/// A destination of text, with the properties of its reader.
///
/// Writing never throws: a command's verdict does not depend on whether its output was read. The first failure is
/// kept, everything after it is dropped, and the command line reports it when the command has ended.
public final class TextStream {
  /// Writes a text completely, or throws why it cannot.
  public typealias Sink = (_ text: String) throws(WriteFailure) -> Void

  /// Whether a person is looking at the stream in a terminal.
  public let isTerminal: Bool
  /// How many columns the terminal has, or nil where that is not known.
  public let terminalColumns: Int?
  /// Why the stream takes no more text, or nil as long as it does.
  public private(set) var failure: WriteFailure?

  private let sink: Sink

  /// A stream that hands its text to `sink`.
  public init(isTerminal: Bool, terminalColumns: Int? = nil, sink: @escaping Sink) {
    self.isTerminal = isTerminal
    self.terminalColumns = terminalColumns
    self.sink = sink
  }

  /// Writes the text as it is, or drops it if an earlier text could not be written.
  ///
  /// A terminal gets escapes for characters that it would obey or hide beyond those of ASCII, which commands use.
  public func write(_ text: String) {
    guard failure == nil, !text.isEmpty else { return }
    do throws(WriteFailure) {
      try sink(isTerminal ? text.fitForTerminal : text)
    } catch {
      failure = error
    }
  }

  /// Writes the text and ends the line.
  public func writeLine(_ text: String = "") {
    write(text + "\n")
  }
}
