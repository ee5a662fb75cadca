// An index of Unicode characters by the words of their names.

import Dispatch
import Synchronization

/// Finds the characters whose names have all words of a query.
///
/// The names are those of the standard library, `Unicode.Scalar.Properties.name`, with the aliases of `NameAliases`.
/// Which characters have one depends on its version of Unicode, and so do the numbers of matches.
package struct NameIndex: Sendable {
  /// The index of all characters that have a name. It is built when it is first asked for, which takes a moment.
  package static let standard = NameIndex(of: namedParts)

  /// The code points among which characters have names, in parts that take about as long to index: planes 4 to 13 are
  /// not assigned, 15 and 16 are for private use.
  private static let namedParts: [ClosedRange<UInt32>] = [
    0x0...0x1BFF, 0x1C00...0xCFFF, 0xD000...0x121FF, 0x12200...0x1B0FF, 0x1B100...0x1F4FF,
    0x1F500...0x3FFFF, 0xE0000...0xEFFFF,
  ]

  /// For each word, the code points of the characters whose names have it, ascending. Names come in blocks, so that
  /// ranges are shorter than lists.
  private let postings: [String: CodePointRanges]

  /// The characters whose names end in their numbers, which are not among the words.
  private let numbered: RangeSet<UInt32>

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
    (postings, self.numbered) = (table.postings, numbered)
  }

  /// All names of a character as one text, which is cut into words anyway; nil if it has none.
  private static func allNames(of scalar: Unicode.Scalar) -> String? {
    let name = scalar.properties.name
    let aliases = NameAliases.of(scalar)
    if aliases.isEmpty { return name }
    return ([name].compactMap(\.self) + aliases).joined(separator: " ")
  }

  /// An index of several parts of the code points, in ascending order, that are indexed at once: on two processors in
  /// two thirds of the time.
  private init(of parts: [ClosedRange<UInt32>]) {
    let indexes = Mutex<[NameIndex?]>(Array(repeating: nil, count: parts.count))
    DispatchQueue.concurrentPerform(iterations: parts.count) { part in
      let index = NameIndex(of: parts[part].lazy.compactMap(Unicode.Scalar.init))
      indexes.withLock { $0[part] = index }
    }
    let made = indexes.withLock { $0.compactMap(\.self) }
    postings = made.reduce(into: [:]) { all, index in all.merge(index.postings) { $0.followed(by: $1) } }
    numbered = made.reduce(into: RangeSet()) { all, index in all.formUnion(index.numbered) }
  }

  /// How many words there are.
  package var wordCount: Int { postings.count }

  /// The words, in alphabetical order.
  package var words: [String] { postings.keys.sorted() }

  /// The characters whose names have all words of a query, in whatever order, in capitals or not.
  ///
  /// A query without a word matches nothing.
  ///
  /// - Complexity: O(*r*) in the ranges of code points that the words have, whatever the number of matches.
  package func matches(for query: String) -> NameMatches {
    var found: [CodePointRanges] = []
    for word in Set(NameWords.of(query)) {
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
    let posting = postings[word] ?? CodePointRanges()
    // A number is written in one way only: in capitals, and without zeros before it.
    guard let number = UInt32(word, radix: 16), number < .max, numbered.contains(number),
      String(number, radix: 16, uppercase: true) == word
    else { return posting }
    return posting.inserting(number)
  }
}
