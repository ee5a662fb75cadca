// An index of Unicode characters by the words of their names.

/// Finds the characters whose names have all words of a query.
///
/// The names are those of the standard library, `Unicode.Scalar.Properties.name`, with the aliases of `NameAliases`.
/// Which characters have one depends on its version of Unicode, and so do the numbers of matches.
package struct NameIndex: Sendable {
  /// What is known of the words.
  private enum Content {
    /// For each word, the code points of the characters whose names have it, ascending. Names come in blocks, so that
    /// ranges are shorter than lists.
    case gathered([String: CodePointRanges])
    case table(NameLookup)
  }

  private let content: Content

  /// The characters whose names end in their numbers, which are not among the words.
  private let numbered: CodePointRanges

  /// The index that a table has.
  package init(_ table: NameTable) {
    (content, numbered) = (.table(NameLookup(table)), table.numbered)
  }

  /// An index of some characters; those without a name are left out.
  ///
  /// - Complexity: O(*n*) in the number of characters; most of it is the making of their names.
  package init(of scalars: some Sequence<Unicode.Scalar>) {
    var table = NameWordTable()
    var numbered = RangeSet<UInt32>()
    var block: NameBlock?
    func finish(_ block: NameBlock?) {
      guard let block else { return }
      block.file(in: &table)
      if block.isNumbered { numbered.insert(contentsOf: block.codePoints) }
    }
    for scalar in scalars {
      if block?.extend(by: scalar) == true { continue }
      guard let names = Self.allNames(of: scalar) else { continue }
      finish(block)
      block = NameBlock(of: scalar, called: names, in: &table)
    }
    finish(block)
    (content, self.numbered) = (.gathered(table.postings), CodePointRanges(Array(numbered.ranges)))
  }

  /// All names of a character as one text, which is cut into words anyway; nil if it has none.
  private static func allNames(of scalar: Unicode.Scalar) -> String? {
    let name = scalar.properties.name
    let aliases = NameAliases.of(scalar)
    if aliases.isEmpty { return name }
    return ([name].compactMap(\.self) + aliases).joined(separator: " ")
  }

  /// The index as a table.
  package var table: NameTable {
    switch content {
    case .gathered(let postings): NameTable(of: postings, numbered: numbered)
    case .table(let lookup): lookup.table
    }
  }

  /// How many words there are.
  package var wordCount: Int { words.count }

  /// The words, in alphabetical order.
  package var words: [String] {
    switch content {
    case .gathered(let postings): postings.keys.sorted()
    case .table(let lookup): lookup.table.allWords
    }
  }

  /// The characters whose names have all words of a query, in whatever order, in capitals or not.
  ///
  /// A query without a word matches nothing.
  ///
  /// - Complexity: O(*r*) in the ranges of code points that the words have, whatever the number of matches.
  package func matches(for query: String) -> NameMatches {
    var found: [CodePointRanges] = []
    let words = NameWords.of(query)
    found.reserveCapacity(words.count)
    // A set of a few words takes longer to make than it spares.
    for word in words.count > 8 ? Array(Set(words)) : words {
      let posting = posting(of: word)
      if posting.ranges.isEmpty { return NameMatches(posting) }
      found.append(posting)
    }
    // The rarest first, so that there is little left to intersect with the others.
    found.sort { $0.ranges.count < $1.ranges.count }
    return NameMatches(found.dropFirst().reduce(found.first ?? CodePointRanges()) { $0.intersection($1) })
  }

  /// The characters whose names have a word, a number among them.
  private func posting(of word: String) -> CodePointRanges {
    let known =
      switch content {
      case .gathered(let postings): postings[word]
      case .table(let lookup): lookup.posting(of: word)
      }
    let posting = known ?? CodePointRanges()
    // A number is written in one way only: in capitals, and without zeros before it.
    guard let number = UInt32(word, radix: 16), number < .max, numbered.contains(number),
      String(number, radix: 16, uppercase: true) == word
    else { return posting }
    return posting.inserting(number)
  }
}
