// The statement that opens a block of expected events.

import Comparison

extension StatementTable {
  static let expectationForms: [StatementForm] = [
    StatementForm(
      keyword: "expect",
      usages: ["expect [partial] [callback] [future] [async]", "expect unordered [callback] [future] [async]"],
      meaning: "opens a block of indented lines INSTANT EVENT: what happens in every style, or besides in some",
      occurrence: .many
    ) { (reader, draft) throws(LineFault) in
      var styles: [Style] = []
      var kind: ExpectationKind?
      while let token = reader.peek {
        let word = try reader.word(among: (kind == nil ? ExpectationKind.words : []) + Style.allCases.map(\.rawValue))
        guard let style = Style(rawValue: word) else {
          kind = ExpectationKind(rawValue: word)
          continue
        }
        guard !styles.contains(style) else {
          throw LineFault(column: token.column, message: "'\(style)' is named twice", help: "name it once")
        }
        try draft.claim("expect \(style)", column: token.column)
        styles.append(style)
      }
      if styles.isEmpty { try draft.claim("expect", column: 1) }
      draft.openBlock(styles, kind ?? .exact)
    }
  ]
}
