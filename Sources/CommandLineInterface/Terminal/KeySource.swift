// Keys from a terminal, one at a time, for commands that a person steers.

/// A terminal that is read key by key.
public struct KeySource {
  /// Takes the terminal over: keys come at once and are not shown. Returns whether that worked.
  public var begin: () -> Bool
  /// The bytes of the next key; none if the terminal has another size; nil when there are no more.
  public var next: () -> [UInt8]?
  /// Gives the terminal back as it was.
  public var end: () -> Void
  /// How many columns and rows the terminal has now.
  public var size: () -> (columns: Int, rows: Int)
  /// Gives the terminal back, stops the process until it is continued, and takes the terminal over again.
  public var suspend: () -> Void
  /// Whether a signal asks the process to end.
  public var isInterrupted: () -> Bool

  /// A source from its parts.
  ///
  /// - Parameters:
  ///   - begin: Takes the terminal over.
  ///   - next: Reads the next key.
  ///   - end: Gives the terminal back.
  ///   - size: Measures the terminal.
  ///   - suspend: Stops the process for a while.
  ///   - isInterrupted: Tells whether a signal asks the process to end.
  public init(
    begin: @escaping () -> Bool, next: @escaping () -> [UInt8]?, end: @escaping () -> Void,
    size: @escaping () -> (columns: Int, rows: Int), suspend: @escaping () -> Void = {},
    isInterrupted: @escaping () -> Bool = { false }
  ) {
    self.begin = begin
    self.next = next
    self.end = end
    self.size = size
    self.suspend = suspend
    self.isInterrupted = isInterrupted
  }
}

/// The meaning of a key in the step player.
enum StepKey: Hashable {
  case forward
  case back
  case first
  case last
  case nextDifference
  case quit
  case suspend

  /// The meaning of a key's bytes; nil if it has none. Arrows come in two forms, by the mode of the terminal.
  init?(_ bytes: [UInt8]) {
    switch String(decoding: bytes, as: UTF8.self) {
    case "\u{1B}[C", "\u{1B}OC", "\u{1B}[B", "\u{1B}OB", " ", "l", "n", "\r", "\n": self = .forward
    case "\u{1B}[D", "\u{1B}OD", "\u{1B}[A", "\u{1B}OA", "h", "p", "\u{7F}": self = .back
    case "\u{1B}[H", "\u{1B}OH", "\u{1B}[1~", "\u{1B}[7~", "g", "0": self = .first
    case "\u{1B}[F", "\u{1B}OF", "\u{1B}[4~", "\u{1B}[8~", "G", "$": self = .last
    case "d", "D", "\t": self = .nextDifference
    case "q", "Q", "\u{1B}", "\u{3}", "\u{4}": self = .quit
    case "\u{1A}": self = .suspend
    default: return nil
    }
  }

  /// The keys in what was read at once: fast typing comes in one piece.
  static func keys(in bytes: [UInt8]) -> [StepKey] {
    if let key = StepKey(bytes) { return [key] }
    var keys: [StepKey] = []
    var rest = bytes[...]
    while let first = rest.first {
      // A sequence is ESC, then [ or O, then bytes up to the first letter or ~.
      var length = 1
      if first == 0x1B, let second = rest.dropFirst().first, second == 0x5B || second == 0x4F {
        let parameters = rest.dropFirst(2).prefix { (0x30...0x3F).contains($0) }.count
        length = min(rest.count, 3 + parameters)
      }
      if let key = StepKey(Array(rest.prefix(length))) { keys.append(key) }
      rest = rest.dropFirst(length)
    }
    return keys
  }
}
