// The index of names: what a query finds, in which order, and that it finds what a plain scan does.

import EventLoops
import Testing

@testable import CharacterNames
@testable import Pipelines

@Suite("The index of names")
struct NameIndexTests {
  /// `$ A a ₠ €`: few enough to know all of it.
  private static let sample = NameIndex(of: "$Aa\u{20A0}\u{20AC}".unicodeScalars)

  private static func found(_ query: String, _ part: Range<Int> = 0..<10) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: sample.matches(for: query)[part])
    return String(text)
  }

  @Test func `knows the words of the names, and nothing else`() {
    #expect(
      Self.sample.words == ["A", "CAPITAL", "CURRENCY", "DOLLAR", "EURO", "LATIN", "LETTER", "SIGN", "SMALL"])
    #expect(Self.sample.wordCount == 9)
    #expect(Self.sample.words.map { Self.sample.matches(for: $0).count } == [2, 1, 1, 1, 2, 2, 2, 3, 1])
  }

  static let queries: [(query: String, found: String)] = [
    ("sign", "$\u{20A0}\u{20AC}"), ("SIGN", "$\u{20A0}\u{20AC}"), ("Euro sign", "\u{20A0}\u{20AC}"),
    ("sign euro", "\u{20A0}\u{20AC}"), ("euro-currency", "\u{20A0}"), ("a a A", "Aa"), ("capital", "A"),
    ("dollar", "$"), (" latin\tsmall ", "a"),
    ("", ""), (" - ", ""), ("sig", ""), ("signs", ""), ("sign dollars", ""), ("capital small", ""), ("caf\u{e9}", ""),
    ("$", ""), ("e\u{301}uro", ""),
  ]

  @Test(arguments: queries)
  func `finds the characters that have all words, whole, in any order and case`(query: String, found: String) {
    #expect(Self.found(query) == found)
    #expect(Self.sample.matches(for: query).count == found.unicodeScalars.count)
  }

  @Test(arguments: [
    (0..<2, "$\u{20A0}"), (1..<2, "\u{20A0}"), (1..<9, "\u{20A0}\u{20AC}"), (2..<2, ""), (3..<9, ""), (7..<9, ""),
  ])
  func `gives any part of the matches, while the count is of all`(part: Range<Int>, found: String) {
    #expect(Self.found("sign", part) == found)
    #expect(Self.sample.matches(for: "sign").count == 3)
  }

  @Test func `takes characters in any order and more than once`() {
    let index = NameIndex(of: "\u{20AC}$aA\u{20A0}$A\u{20AC}".unicodeScalars)
    #expect(index.words == Self.sample.words)
    for word in index.words { #expect(index.matches(for: word) == Self.sample.matches(for: word), "\(word)") }
  }

  @Test func `has sets of code points like those of the standard library`() {
    var random = SeededGenerator(seed: 7)
    func some() -> [Range<UInt32>] {
      (0..<Int.random(in: 0...12, using: &random)).map { _ in
        let start = UInt32.random(in: 0..<40, using: &random)
        return start..<start + UInt32.random(in: 1...6, using: &random)
      }
    }
    for _ in 0..<2_000 {
      let (one, two) = (some(), some())
      let (mine, theirs) = (CodePointRanges(one), CodePointRanges(two))
      #expect(mine.ranges == Array(RangeSet(one).ranges))
      let point = UInt32.random(in: 0..<50, using: &random)
      #expect(mine.inserting(point).ranges == Array(RangeSet(one + [point..<point + 1]).ranges))
      #expect(mine.intersection(theirs).ranges == Array(RangeSet(one).intersection(RangeSet(two)).ranges))
    }
  }

  @Test func `leaves out what has no name`() {
    #expect(NameIndex(of: "\u{E000}\u{378}\u{FFFE}".unicodeScalars).wordCount == 0)
  }

  @Test(
    arguments: [
      ("\u{4E00}", ["CJK", "IDEOGRAPH", "UNIFIED"]), ("\u{F900}", ["CJK", "COMPATIBILITY", "IDEOGRAPH"]),
      ("\u{17000}", ["IDEOGRAPH", "TANGUT"]), ("\u{20A0}", ["CURRENCY", "EURO", "SIGN"]),
    ] as [(Unicode.Scalar, [String])])
  func `keeps no word for the number of an ideograph`(scalar: Unicode.Scalar, words: [String]) {
    #expect(NameIndex(of: [scalar]).words == words)
  }

  static let numbers: [(query: String, found: [UInt32])] = [
    ("cjk unified ideograph-4e00", [0x4E00, 0x1F229]), ("4e01", [0x4E01]), ("CJK 9FFF", [0x9FFF]),
    ("20000 ideograph", [0x20000]),
    ("cjk compatibility ideograph-f900", [0xF900]), ("tangut ideograph-17000", [0x17000]), ("cjk face", [0xFACE]),
    ("4E00 4E01", []), ("unified 4e00 tangut", []), ("cjk 04E00", []), ("cjk 4E0", []), ("cjk 41", []),
    ("cjk 110000", []),
    ("cjk fffffffff", []), ("cjk -4e02-", [0x4E02]), ("tangut component-001", [0x18800]),
  ]

  @Test(arguments: numbers)
  func `finds a character by the digits of its name`(query: String, found: [UInt32]) {
    let matches = NameIndex.standard.matches(for: query)
    #expect(matches[0..<10].map(\.value) == found)
    #expect(matches.count == found.count)
  }

  static let aliases: [(query: String, found: [UInt32])] = [
    ("line feed", [0x0A, 0x8D, 0x240A]), ("NEW LINE", [0x0A]), ("carriage return", [0x0D, 0x240D]),
    ("null", [0x00, 0x2400]), ("escape", [0x10, 0x1B, 0x2410, 0x241B]), ("delete", [0x7F, 0x2421, 0x2425]),
    ("application program command", [0x9F]), ("byte order mark", [0xFEFF]), ("weierstrass", [0x2118]),
    ("script capital p", [0x2118]), ("latin small letter gha", [0x1A3]),
  ]

  @Test(arguments: aliases)
  func `finds a character by its aliases`(query: String, found: [UInt32]) {
    let matches = NameIndex.standard.matches(for: query)
    #expect(found.allSatisfy { code in matches[0..<matches.count].contains { $0.value == code } }, "\(query)")
    #expect(matches[0..<matches.count].map(\.value).prefix(1) == found.prefix(1))
  }

  @Test func `every alias of the standard library finds its character`() {
    for value in 0...0x10FFFF as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value), let alias = scalar.properties.nameAlias else { continue }
      let matches = NameIndex.standard.matches(for: alias)
      #expect(matches[0..<matches.count].contains(scalar), "\(alias)")
    }
  }

  // Facts that no new version of Unicode changes.
  @Test(arguments: [("braille", 256), ("hexagram", 64), ("registered", 1), ("cat face", 10)])
  func `of all characters finds as many as there are`(query: String, count: Int) {
    #expect(NameIndex.standard.matches(for: query).count == count)
  }

  @Test func `of all characters finds them in the order of their code points`() {
    #expect(NameIndex.standard.matches(for: "registered")[0..<9] == ["\u{AE}"])
    #expect(NameIndex.standard.matches(for: "hexagram")[0..<99].map(\.value) == Array(0x4DC0...0x4DFF))
    #expect(NameIndex.standard.matches(for: "letter").count > 7_000)
    let ideographs = NameIndex.standard.matches(for: "cjk")
    #expect(ideographs.count > 75_000)
    #expect(ideographs[0..<ideographs.count].map(\.value) == ideographs[0..<ideographs.count].map(\.value).sorted())
  }

  @Test func `finds what a plain scan finds, for a thousand random queries`() {
    let names = Self.names
    let queries = Self.randomQueries(1_000, from: names)
    // The scan goes through the names once for all queries: a name is a match if each word of the query is one of its.
    // A query waits at its longest word, so that few have to be looked at for each name.
    var waiting: [String: [Int]] = [:]
    for (index, query) in queries.enumerated() {
      if let word = query.max(by: { $0.utf8.count < $1.utf8.count }) { waiting[word, default: []].append(index) }
    }
    var expected = [[UInt32]](repeating: [], count: queries.count)
    for (scalar, words) in names {
      for (place, word) in words.enumerated() {
        guard let indices = waiting[word], !words[..<place].contains(word) else { continue }
        for index in indices where queries[index].allSatisfy(words.contains) { expected[index].append(scalar.value) }
      }
    }
    for (query, scalars) in zip(queries, expected) {
      let matches = NameIndex.standard.matches(for: query.joined(separator: " ").lowercased())
      #expect(matches.count == scalars.count, "\(query)")
      #expect(matches[0..<matches.count].map(\.value) == scalars, "\(query)")
    }
    #expect(expected.count { $0.count > 1 } > 300)
    #expect(expected.count { $0.isEmpty } > 100)
  }

  @Test func `has in its table what an index has that is built of all characters`() {
    let built = NameIndex(of: (0...0x10FFFF as ClosedRange<UInt32>).lazy.compactMap(Unicode.Scalar.init))
    #expect(built.words == NameIndex.standard.words)
    #expect(built.wordCount > 10_000)
    let other = built.words.first { built.matches(for: $0) != NameIndex.standard.matches(for: $0) }
    #expect(other == nil)
    #expect((built.table.words, built.table.ranges) == (tableOfNameWords, tableOfNameRanges))
  }

  @Test func `makes a table that is read as it was made`() {
    let read = NameIndex(Self.sample.table)
    #expect(read.words == Self.sample.words)
    for query in read.words + ["SIG", "SIGNS", "", "0", "\u{7F}", "ZZZ"] {
      #expect(read.matches(for: query) == Self.sample.matches(for: query), "\(query)")
    }
    let ranges = CodePointRanges([0..<1, 2..<4, 0x10_0000..<0x10_FFFF])
    var digits = NameDigits()
    digits.append(ranges)
    #expect(digits.ranges(at: 0) == ranges)
    #expect(NameDigits("?").ranges(at: 0).ranges.isEmpty)
  }

  /// All characters with the words of their names, in the order of their code points.
  private static let names: [(scalar: Unicode.Scalar, words: [String])] = (0...0x10FFFF as ClosedRange<UInt32>)
    .compactMap { value in
      guard let scalar = Unicode.Scalar(value) else { return nil }
      let names = [scalar.properties.name].compactMap(\.self) + NameAliases.of(scalar)
      return names.isEmpty ? nil : (scalar, names.flatMap { $0.split { $0 == " " || $0 == "-" }.map(String.init) })
    }

  /// Words of a name, as a rule, now and then with a word of another one, or with one that no name has.
  private static func randomQueries(
    _ count: Int, from names: [(scalar: Unicode.Scalar, words: [String])]
  ) -> [[String]] {
    var generator = SeededGenerator(seed: 18)
    let others = names.filter { !$0.words.contains("IDEOGRAPH") }
    return (0..<count).map { _ in
      let words = others[generator.next(below: others.count)].words
      var query = (0...generator.next(below: 3)).map { _ in words[generator.next(below: words.count)] }
      if generator.next(below: 4) == 0 {
        // Two of three names are those of ideographs; a few of them will do.
        let source = generator.next(below: 20) == 0 ? names : others
        let more = source[generator.next(below: source.count)].words
        query.append(more[generator.next(below: more.count)])
      }
      if generator.next(below: 20) == 0 { query.append("JABBERWOCKY") }
      return query
    }
  }
}
