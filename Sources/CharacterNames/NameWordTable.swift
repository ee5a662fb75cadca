// The words of many names: each word once, with the code points of the characters whose names have it.

/// Gathers words, name by name.
///
/// A name shares most words with the one before it, in the same places. Such a word is recognized by its bytes, so that no
/// string is made of it and none is looked up.
struct NameWordTable {
  private var numbers: [String: Int] = [:]
  private var ranges: [[Range<UInt32>]] = []
  private var name: [UInt8] = []
  private var words: [Word] = []
  private var nameBefore: [UInt8] = []
  private var wordsBefore: [Word] = []

  /// A word in the bytes of a name.
  private struct Word {
    let place: Range<Int>
    let number: Int
  }

  /// For each word the code points of the characters whose names have it.
  var postings: [String: CodePointRanges] { numbers.mapValues { CodePointRanges(ranges[$0]) } }

  /// The numbers of the words of a name.
  mutating func numbers(of text: String) -> [Int] {
    swap(&name, &nameBefore)
    swap(&words, &wordsBefore)
    name.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    name.append(contentsOf: text.utf8)
    guard name.allSatisfy({ $0 < 0x61 }) else { return NameWords.of(text).map { number(of: $0) } }
    var start = 0
    for end in 0...name.count where end == name.count || !NameWords.isWordByte(name[end]) {
      if start < end { words.append(Word(place: start..<end, number: number(of: start..<end))) }
      start = end + 1
    }
    return words.map(\.number)
  }

  /// Adds code points to what is known of a word.
  ///
  /// A word may be twice in a name.
  mutating func add(_ added: Range<UInt32>, to number: Int) {
    guard let last = ranges[number].last, last.upperBound == added.lowerBound || last.upperBound == added.upperBound
    else { return ranges[number].append(added) }
    ranges[number][ranges[number].count - 1] = last.lowerBound..<added.upperBound
  }

  private mutating func number(of place: Range<Int>) -> Int {
    if words.count < wordsBefore.count {
      let before = wordsBefore[words.count]
      if name[place].elementsEqual(nameBefore[before.place]) { return before.number }
    }
    return number(of: String(decoding: name[place], as: UTF8.self))
  }

  private mutating func number(of word: String) -> Int {
    if let known = numbers[word] { return known }
    numbers[word] = ranges.count
    ranges.append([])
    return ranges.count - 1
  }
}
