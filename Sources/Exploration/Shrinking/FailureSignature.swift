// What makes two failures the same one: their findings, whatever pipelines and instants these name.

/// Findings without numbers of pipelines and without times, each once.
struct FailureSignature: Equatable {
  private let texts: [String]

  init(_ findings: [String]) {
    var texts: [String] = []
    for finding in findings.map(Self.general) where !texts.contains(finding) { texts.append(finding) }
    self.texts = texts
  }

  /// A finding without `by pipeline 3`, with `pipeline` for `pipeline 3`, `[n]` for `[3]`, and `t` for `30ms`.
  private static func general(_ finding: String) -> String {
    var words: [Substring] = []
    for word in finding.split(separator: " ", omittingEmptySubsequences: false) {
      if words.last == "pipeline", word.first?.isNumber == true {
        if words.dropLast().last == "by" { words.removeLast(2) }
        continue
      }
      let digits = word.prefix { $0.isNumber || $0 == "." }
      let unit = word.dropFirst(digits.count).prefix { $0.isLetter }
      if !digits.isEmpty, ["ns", "us", "ms", "s", "min", "h"].contains(unit) {
        words.append("t" + word.dropFirst(digits.count + unit.count))
      } else {
        words.append(word.hasPrefix("[") && Int(word.dropFirst().dropLast()) != nil ? "[n]" : word)
      }
    }
    return words.joined(separator: " ")
  }
}
