// The page of plain text: nothing is wider than the terminal.

import Testing

@testable import Workbench

@Suite struct TextPageTests {
  @Test(arguments: [40, 60, 80, 120])
  func `no line is wider than the terminal, however long the title`(columns: Int) {
    let words = String(repeating: "incomprehensibilities ", count: 20)
    var options = RenderingOptions()
    options.columns = columns
    for specimen in [Specimens.failing, Specimens.cancelled, Specimens.stuck] {
      let picture = Picture(of: specimen.comparison, name: "long", title: words, teaches: words)
      let lines = TextPage(picture, options).lines
      let widest = lines.max { DisplayWidth.of($0) < DisplayWidth.of($1) } ?? ""
      #expect(DisplayWidth.of(widest) <= columns, "\(widest)")
      #expect(lines.filter { $0.contains("incomprehensibilities") }.count >= 8)
    }
  }
}
