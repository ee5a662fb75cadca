// An index of names as text: it is made at build time, and a query reads only the parts that it needs.

/// The words of names with their code points, as two texts of ASCII.
///
/// Building the index of all characters took 627 million instructions in each process that looked up a word. The texts are
/// constants of the program, in which only what a query asks for is read.
package struct NameTable: Sendable {
  /// A line for each word, in the order of their bytes: the word, a space, and the place of its ranges.
  package let words: String
  /// Lists of ranges, each beginning with their number. The first list has the characters whose names end in their numbers.
  package let ranges: String

  /// A table that was made before.
  package init(words: String, ranges: String) {
    (self.words, self.ranges) = (words, ranges)
  }

  /// The table of some words.
  init(of postings: [String: CodePointRanges], numbered: CodePointRanges) {
    var (words, ranges) = ("", NameDigits())
    ranges.append(numbered)
    for (word, posting) in postings.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      var place = NameDigits()
      place.append(UInt32(ranges.text.utf8.count))
      words += "\(word) \(place.text)\n"
      ranges.append(posting)
    }
    self.init(words: words, ranges: ranges.text)
  }

  /// The characters whose names end in their numbers.
  var numbered: CodePointRanges { NameDigits(ranges).ranges(at: 0) }

  /// Every word.
  var allWords: [String] { words.split(separator: "\n").map { String($0.prefix { $0 != " " }) } }
}
