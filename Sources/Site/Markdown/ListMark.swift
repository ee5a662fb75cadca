// The mark in front of an item of a list: `-`, `*`, `+`, or a number with `.` or `)`.

/// The mark that a line begins with.
struct ListMark {
  /// The number; nil if the list has none.
  let number: Int?
  /// How many columns the mark takes, with the blanks around it.
  let width: Int
  private let sign: Character

  /// The mark of a line; nil if it begins no item.
  init?(_ line: String) {
    let indent = line.columnsBefore
    let rest = line.dropFirst(indent)
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    let after = rest.dropFirst(digits.count)
    guard indent <= 3, digits.count <= 9, let sign = after.first, (digits.isEmpty ? "-*+" : ".)").contains(sign),
      let blank = after.dropFirst().first, blank == " " || blank == "\t"
    else { return nil }
    let blanks = after.dropFirst().prefix { $0 == " " || $0 == "\t" }.count
    if after.dropFirst(1 + blanks).isEmpty { return nil }
    number = Int(digits)
    // Text that is far behind the mark is code inside the item.
    width = indent + digits.count + 1 + (blanks > 4 ? 1 : blanks)
    self.sign = sign
  }

  /// Whether the mark continues the list that another mark began.
  func continues(_ first: ListMark) -> Bool { sign == first.sign && (number == nil) == (first.number == nil) }
}
