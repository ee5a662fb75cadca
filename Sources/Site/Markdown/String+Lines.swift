// What the reader of blocks asks of a line.

import GuideChecking

extension String {
  /// Whether there is nothing on the line.
  var isBlank: Bool { allSatisfy(\.isBlank) }

  /// How many spaces the line begins with.
  var columnsBefore: Int { prefix { $0 == " " }.count }

  /// Whether the line is a rule: three or more of one mark.
  var isRule: Bool {
    guard columnsBefore <= 3, let mark = first(where: { !$0.isBlank }), "-*_".contains(mark) else { return false }
    let marks = filter { !$0.isBlank }
    return marks.count >= 3 && marks.allSatisfy { $0 == mark }
  }

  /// The level of the heading that this line makes of the line above it; nil if it is no such line.
  var underlining: Int? {
    let marks = trimmed
    guard columnsBefore <= 3, let mark = marks.first, "=-".contains(mark), marks.allSatisfy({ $0 == mark }) else {
      return nil
    }
    return mark == "=" ? 1 : 2
  }
}

extension Character {
  /// Whether it is a space or a tab.
  var isBlank: Bool { self == " " || self == "\t" }
}
