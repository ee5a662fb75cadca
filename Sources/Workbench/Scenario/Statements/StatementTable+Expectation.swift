// The statement that opens a block of expected events.

import Comparison

extension StatementTable {
  static let expectationForms: [StatementForm] = [
    StatementForm(
      keyword: "expect", usages: ["expect [callback] [future] [async]"],
      meaning: "opens a block of indented lines INSTANT EVENT: what happens in every style, or besides in some",
      occurrence: .many
    ) { (reader, draft) throws(LineFault) in
      var styles: [Style] = []
      while let token = reader.peek {
        let style = try style(&reader)
        guard !styles.contains(style) else {
          throw LineFault(column: token.column, message: "'\(style)' is named twice", help: "name it once")
        }
        try draft.claim("expect \(style)", column: token.column)
        styles.append(style)
      }
      if styles.isEmpty { try draft.claim("expect", column: 1) }
      draft.openBlock(styles)
    }
  ]

  private static func style(_ reader: inout ArgumentReader) throws(LineFault) -> Style {
    let names = Style.allCases.map(\.rawValue)
    let name = try reader.word(among: names)
    return Style(rawValue: name) ?? .callback
  }
}
