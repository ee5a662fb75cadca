// The difference between two lists of lines, as a shortest list of lines to take out and to put in.

/// The difference between the lines that were expected and the lines that were found.
///
/// Two lines are the same when their bytes are. The list of edits is as short as can be (Myers, "An O(ND)
/// difference algorithm and its variations", 1986): for N lines with D edits it takes O(ND) time and O(D²) space.
/// Past the `Limits` the lines between the common beginning and the common end count as replaced, all of them.
package struct LineDiff: Sendable {
  /// The side of a line: kept, removed or added.
  package enum Kind: Sendable {
    /// The line is in both texts.
    case kept
    /// The line was expected and is not there.
    case removed
    /// The line is there and was not expected.
    case added
  }

  /// One line of either text.
  package struct Line: Sendable {
    /// The side of the line.
    package let kind: Kind
    /// The line itself, without its ending.
    package let text: String
    /// Its number in the expected text, `nil` for an added line.
    package let expectedNumber: Int?
    /// Its number in the found text, `nil` for a removed line.
    package let foundNumber: Int?
  }

  /// How much work a diff may be before everything counts as replaced.
  package struct Limits: Sendable {
    /// The most lines, of both texts together, that are compared.
    package var lines: Int
    /// The most edits that are looked for.
    package var edits: Int

    /// Limits on the number of lines and of edits.
    package init(lines: Int = 40_000, edits: Int = 2_000) {
      self.lines = lines
      self.edits = edits
    }
  }

  /// Every line of both texts in order; where they differ, the removed lines come before the added ones.
  package let lines: [Line]
  /// Whether no shorter list of edits exists; `false` when a limit was met.
  package let isMinimal: Bool

  /// The numbers of the first lines.
  let firstExpectedNumber, firstFoundNumber: Int

  /// Compares two lists of lines, numbering them from the given numbers on.
  package init(
    expected: [String], found: [String], firstExpectedNumber: Int = 1, firstFoundNumber: Int = 1,
    limits: Limits = Limits()
  ) {
    let (before, after) = Self.numbered(expected, found)
    let prefix = zip(before, after).prefix { $0 == $1 }.count
    let rest = min(before.count, after.count) - prefix
    let suffix = zip(before.reversed(), after.reversed()).prefix { $0 == $1 }.prefix(rest).count
    let removable = before[prefix..<(before.count - suffix)]
    let addable = after[prefix..<(after.count - suffix)]

    var middle: [Kind]?
    if removable.count + addable.count <= limits.lines {
      middle = EditScript.shortest(from: Array(removable), to: Array(addable), edits: limits.edits)
    }
    let replaced =
      Array(repeating: Kind.removed, count: removable.count)
      + Array(repeating: Kind.added, count: addable.count)
    let kept = (Array(repeating: Kind.kept, count: prefix), Array(repeating: Kind.kept, count: suffix))

    isMinimal = middle != nil
    self.firstExpectedNumber = firstExpectedNumber
    self.firstFoundNumber = firstFoundNumber
    lines = Self.lines(
      for: kept.0 + (middle ?? replaced) + kept.1, expected, found, firstExpectedNumber, firstFoundNumber)
  }

  /// Whether the two texts are the same, byte for byte.
  package var isEmpty: Bool {
    lines.allSatisfy { $0.kind == .kept }
  }

  /// Gives equal lines, and only those, equal numbers; comparing bytes keeps "é" and "e + accent" apart.
  private static func numbered(_ expected: [String], _ found: [String]) -> ([Int], [Int]) {
    var numbers: [[UInt8]: Int] = [:]
    func number(_ line: String) -> Int {
      let bytes = Array(line.utf8)
      if let known = numbers[bytes] { return known }
      numbers[bytes] = numbers.count
      return numbers.count - 1
    }
    return (expected.map(number), found.map(number))
  }

  private static func lines(
    for kinds: [Kind], _ expected: [String], _ found: [String], _ firstExpected: Int, _ firstFound: Int
  ) -> [Line] {
    var (old, new) = (0, 0)
    return kinds.map { kind in
      defer {
        if kind != .added { old += 1 }
        if kind != .removed { new += 1 }
      }
      return Line(
        kind: kind,
        text: kind == .removed ? expected[old] : found[new],
        expectedNumber: kind == .added ? nil : firstExpected + old,
        foundNumber: kind == .removed ? nil : firstFound + new)
    }
  }
}
