// The characters that a diagram is written in.

/// The characters of a diagram that are not values.
public struct DiagramSymbols: Sendable {
  /// A column in which nothing happens.
  var step: Character
  /// The end of a sequence.
  var finish: Character
  /// A thrown error.
  var failure: Character
  /// The cancellation of the task that consumes the sequence.
  var cancellation: Character
  /// A column in which the next element is not asked for.
  var pause: Character
  /// What encloses a value of several characters.
  var quotes: (Character, Character)
  /// What encloses events of one column, in their order.
  var group: (Character, Character) = ("[", "]")
  /// What encloses events of one column, in any order.
  var unordered: (Character, Character) = ("{", "}")

  /// The usual characters, or other ones for some of them.
  ///
  /// - Parameters:
  ///   - step: A column in which nothing happens.
  ///   - finish: The end of a sequence.
  ///   - failure: A thrown error.
  ///   - cancellation: The cancellation of the task that consumes the sequence.
  ///   - pause: A column in which the next element is not asked for.
  ///   - quotes: What encloses a value of several characters.
  public init(
    step: Character = "-", finish: Character = "|", failure: Character = "^", cancellation: Character = ";",
    pause: Character = ",", quotes: (Character, Character) = ("'", "'")
  ) {
    (self.step, self.finish, self.failure) = (step, finish, failure)
    (self.cancellation, self.pause, self.quotes) = (cancellation, pause, quotes)
  }

  /// A value as a diagram has it.
  func written(_ value: String) -> String {
    let isPlain = value.count == 1 && !value.contains { reserved.contains($0) || $0 == " " }
    return isPlain ? value : "\(quotes.0)\(value)\(quotes.1)"
  }

  private var reserved: [Character] {
    [step, finish, failure, cancellation, pause, quotes.0, quotes.1, group.0, group.1, unordered.0, unordered.1]
  }
}
