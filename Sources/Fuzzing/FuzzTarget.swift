// Something that is tried with much input, with what must hold whatever it is given.

/// A reader that is tried with damaged input, or something else that is tried with input made for it.
public struct FuzzTarget: Sendable {
  /// The name on the command line.
  public let name: String
  /// The reader under test, in a few words.
  public let summary: String
  /// Pieces of input with a meaning for the reader, or similar to such.
  let pieces: [[UInt8]]
  /// Reads an input and checks the result of it. A reader that traps ends the process.
  let check: @Sendable ([UInt8]) -> FuzzVerdict
  /// Makes the input of a run by its number and the seed, where input is made and not damaged.
  let makeInput: (@Sendable (_ run: Int, _ seed: UInt64) -> [UInt8])?
  /// The words for inputs and results in accounts.
  public let words: Words
  private let makeSeeds: @Sendable () -> [String]

  /// The words of an account.
  public struct Words: Sendable {
    /// The word for the inputs that were tried.
    public var inputs = "inputs"
    /// Those of which nothing is to be said.
    public var read = "read"
    /// Those that were refused.
    public var refused = "refused"
  }

  /// - Parameter seeds: Good input. It is made at the first use, because every command has the list of targets.
  init(
    _ name: String, _ summary: String, seeds: @autoclosure @escaping @Sendable () -> [String], pieces: [String],
    check: @escaping @Sendable ([UInt8]) -> FuzzVerdict
  ) {
    self.name = name
    self.summary = summary
    makeSeeds = seeds
    makeInput = nil
    words = Words()
    self.pieces = (pieces + Self.usualPieces).map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0]]
    self.check = check
  }

  /// - Parameter make: Makes the input of a run, by the number of the run and the seed.
  init(
    _ name: String, _ summary: String, words: Words, make: @escaping @Sendable (Int, UInt64) -> [UInt8],
    check: @escaping @Sendable ([UInt8]) -> FuzzVerdict
  ) {
    self.name = name
    self.summary = summary
    self.words = words
    makeInput = make
    makeSeeds = { [String(decoding: make(0, 1), as: UTF8.self)] }
    pieces = []
    self.check = check
  }

  /// Good input, from which the damaged input is made.
  public var seeds: [[UInt8]] { makeSeeds().map { Array($0.utf8) } }

  /// Reads an input as it is.
  public func verdict(on input: [UInt8]) -> FuzzVerdict { check(input) }

  private static let usualPieces = [
    "", " ", "\t", "\n", "\r\n", "\"", "\\", "0", "-1", "9223372036854775808", "99999999999999999999999", "1e999", "é",
    "e\u{301}", "\u{2028}", "\u{FEFF}", "\u{202E}", "👨‍👩‍👧", "%", "%00", ".", "..", "/", "{", "}", "[", "]",
  ]
}
