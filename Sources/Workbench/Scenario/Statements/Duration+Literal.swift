// Durations as scenario files write them, for other readers of durations.

import EventLoops

extension Duration {
  /// The exact duration of a text such as `30ms` or `1.5s`.
  ///
  /// - Parameter longest: The longest duration to accept.
  /// - Throws: What is wrong with the text.
  package init(literal text: String, upTo longest: Duration) throws(DurationFault) {
    do {
      self = try DurationLiteral.parse(text[...], column: 1)
    } catch {
      throw DurationFault(message: error.message, help: error.help.first)
    }
    guard self <= longest else {
      throw DurationFault(message: "'\(text)' is longer than \(longest.shortText), the limit", help: nil)
    }
  }
}
