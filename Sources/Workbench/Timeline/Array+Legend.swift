// The entries of a legend in lines.

extension [String] {
  /// Entries beside each other with two blanks between them, in lines of at most `columns` columns; a longer one has its own.
  package func legend(within columns: Int) -> [String] {
    var lines: [String] = []
    for entry in self {
      if let last = lines.last, DisplayWidth.of(last) + 2 + DisplayWidth.of(entry) <= columns {
        lines[lines.count - 1] = last + "  " + entry
      } else {
        lines.append(entry)
      }
    }
    return lines
  }
}
