// The nearest word to a misspelt one, for "did you mean".

/// Finds the word that was probably meant.
package enum Suggestion {
  /// Longer words are not compared: they are rarely mistyped by only a letter or two.
  private static let longestWord = 64

  /// The candidate nearest to `word`, if it is near enough: at most a third of the letters wrong, and at least one
  /// may be. Among equally near ones the first wins.
  package static func closest(to word: String, in candidates: [String]) -> String? {
    let length = word.count
    guard length <= longestWord else { return nil }
    let limit = max(1, length / 3)
    // Words are at least as far apart as their lengths.
    let near = candidates.filter { abs($0.count - length) <= limit }
      .map { (candidate: $0, distance: distance(from: word, to: $0)) }
    guard let best = near.min(by: { $0.distance < $1.distance }), best.distance <= limit else { return nil }
    return best.candidate
  }

  /// The number of letters to insert, delete, replace or swap with their neighbour: the distance of Damerau and
  /// Levenshtein, in the variant that edits no letter twice.
  ///
  /// - Complexity: O(n · m).
  static func distance(from source: String, to target: String) -> Int {
    let (source, target) = (Array(source.lowercased()), Array(target.lowercased()))
    var (before, previous) = ([Int](), Array(0...target.count))
    for (i, letter) in source.enumerated() {
      var row = [i + 1]
      for (j, other) in target.enumerated() {
        var least = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (letter == other ? 0 : 1))
        if i > 0, j > 0, letter == target[j - 1], source[i - 1] == other { least = min(least, before[j - 1] + 1) }
        row.append(least)
      }
      (before, previous) = (previous, row)
    }
    return previous[target.count]
  }
}
