// The character finder under queries and sessions of all kinds.

import CharacterNames
import Comparison
import EventLoops
import Pipelines

extension FuzzTarget {
  /// What a query finds has all words of the query in its name, and is as much as it says.
  static let query = FuzzTarget(
    "query", "the queries of the character finder", seeds: ["cat face", "latin small letter a", "DIGIT", "sign, plus"],
    pieces: ["cat", "LETTER", "with", "ß", "ﬁ", "_", "-"]
  ) { input in
    let matches = latin.matches(for: String(decoding: input, as: UTF8.self))
    let found = matches[0..<matches.count + 1]
    guard found.count == matches.count else { return .broken("\(matches.count) matches, and \(found.count) to be had") }
    let last = matches[max(0, matches.count - 1)..<matches.count]
    guard last == Array(found.suffix(1)) else { return .broken("the last match is another one in a part of the list") }
    return .read(
      as: "\(matches.count.bitWidth - matches.count.leadingZeroBitCount)", saying: "\(matches.count) characters")
  }

  /// However a session goes, all styles come to the same end, and leave nothing behind.
  static let session = FuzzTarget(
    "session", "the sessions of the character finder", seeds: ["zzz\n", "xyzzy q\n\n\u{3}\n", "\r\n", "zz"],
    pieces: ["\n", "\r\n", "\u{3}", "zzz\n", "\u{1C}", "\u{1F}\n", "xyzzy"]
  ) { input in
    let chunk = 1 + input.count % 7
    let client = ClientScript(acts: [
      .init(.sends(.init(Array(input.prefix(2_048)), chunk: chunk, interval: .milliseconds(1))), after: .zero),
      .init(.closes, after: .seconds(3)),
    ])
    let comparison = CharacterFinder.program.compare(under: Plan().with(client: client))
    for run in comparison.runs where !run.report.isClean { return .broken("\(run.label): \(run.report)") }
    guard comparison.agrees else { return .broken("\(comparison)") }
    return .read(as: "\(comparison.runs.first?.outcomes ?? [])")
  }

  /// The first of all characters: an index that is built in no time.
  private static let latin = NameIndex(of: (0x20...0x2FF).compactMap { Unicode.Scalar($0 as UInt32) })
}
