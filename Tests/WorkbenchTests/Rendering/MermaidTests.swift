// Mermaid text: nothing in a label may mean anything to Mermaid.

import Comparison
import Testing

@testable import Workbench

@Suite struct MermaidTests {
  @Test(arguments: [
    ("a;b", "a#59;b"), ("#1", "#35;1"), ("100%", "100#37;"), ("<br>", "#60;br#62;"), ("{x}", "#123;x#125;"),
    ("at the end of it", "at the #101;nd of it"), ("End", "#69;nd"), ("sender", "sender"),
  ])
  func `marks of Mermaid become entity codes`(text: String, escaped: String) {
    #expect(MermaidSequence.escaped(text) == escaped)
  }

  @Test func `the word that ends a block is alone on a line only where a block ends`() throws {
    let lines = try RenderingFormat.mermaid.text(of: Specimens.cancelled).split(separator: "\n")
    #expect(lines.count { $0 == "  end" } == Specimens.cancelled.timeline.lanes.count)
    #expect(lines.filter { $0 != "  end" && $0.contains(#/\bend\b/#) }.isEmpty)
  }
}
