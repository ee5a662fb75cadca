// The words behind the opening marks of a fence: its language, then what it promises.

/// The info string of a fence, cut into its language and its options.
package struct FenceInfo: Equatable {
  /// A word behind the language: `key=value`, or a bare `key`.
  struct Option: Equatable {
    let key: String
    let value: String?
  }

  /// The first word, "" if there is none.
  package let language: String
  /// The other words, in order.
  let options: [Option]

  init(_ text: some StringProtocol) {
    let words = text.split { $0 == " " || $0 == "\t" }
    language = words.first.map { String($0) } ?? ""
    options = words.dropFirst().map { word in
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return Option(key: String(parts[0]), value: parts.count == 2 ? String(parts[1]) : nil)
    }
  }

  /// The value of the option `key`.
  package func value(of key: String) -> String? {
    options.first { $0.key == key }?.value
  }
}
