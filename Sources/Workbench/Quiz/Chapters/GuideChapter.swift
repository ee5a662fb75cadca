// A chapter of the guide, as the quiz knows it: its name, its rule, and why the rule holds.

/// A chapter of the guide and its rule.
package struct GuideChapter: Sendable, Hashable {
  /// The name of its file in `notes`, without the ending.
  package let name: String
  /// The title in the guide's table.
  package let title: String
  /// The rule.
  package let rule: String
  /// The reason for the rule.
  package let why: String
  /// What to do.
  package let advice: String
  /// What happens if the rule is broken.
  package let otherwise: String

  /// A chapter with its rule.
  package init(name: String, title: String, rule: String, why: String, advice: String, otherwise: String) {
    (self.name, self.title, self.rule) = (name, title, rule)
    (self.why, self.advice, self.otherwise) = (why, advice, otherwise)
  }

  /// The chapter that a scenario's `guide` line names; nil if it is none of the guide's table.
  package static func named(_ guide: String?) -> GuideChapter? {
    guard let guide else { return nil }
    let last = guide.split(separator: "/").last.map(String.init) ?? guide
    return all.first { $0.name == last || $0.name + ".md" == last }
  }
}
