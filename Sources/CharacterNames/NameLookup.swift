// Looks words of names up in a table.

import Synchronization

/// The lookup of words in a table of names. It keeps what it has found, which is at most all that the table has.
final class NameLookup: Sendable {
  let table: NameTable
  /// The bytes of the table's words, which are read faster than those of a string.
  private let words: [UInt8]
  private let known = Mutex<[String: CodePointRanges]>([:])

  init(_ table: NameTable) {
    self.table = table
    words = Array(table.words.utf8)
  }

  /// The characters whose names have a word; nil if it is the word of no name.
  ///
  /// - Complexity: O(1) for a word that was found before; otherwise O(logarithm of the number of words + the ranges of the
  ///   word).
  func posting(of word: String) -> CodePointRanges? {
    if let posting = known.withLock({ $0[word] }) { return posting }
    guard let place = place(of: Array(word.utf8)) else { return nil }
    let posting = NameDigits(table.ranges).ranges(at: place)
    known.withLock { $0[word] = posting }
    return posting
  }

  /// The place of the ranges of a word. The lines are halved at the line in which the middle byte is.
  private func place(of word: [UInt8]) -> Int? {
    var (low, high) = (0, words.count)
    while low < high {
      var start = (low + high) / 2
      while start > low, words[start - 1] != UInt8(ascii: "\n") { start -= 1 }
      let end = words[start...].firstIndex(of: UInt8(ascii: " ")) ?? words.count
      let found = words[start..<end]
      let lineEnd = words[end...].firstIndex(of: UInt8(ascii: "\n")) ?? words.count
      if found.elementsEqual(word) {
        let digits = String(decoding: words[end..<lineEnd].dropFirst(), as: UTF8.self)
        return Int(NameDigits(digits).number(at: 0))
      }
      if found.lexicographicallyPrecedes(word) { low = lineEnd + 1 } else { high = start }
    }
    return nil
  }
}
