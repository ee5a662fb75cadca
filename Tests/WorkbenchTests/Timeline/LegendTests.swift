// The legend of a timeline has each mark of it.

import Comparison
import Testing

@testable import Workbench

@Suite struct `The legend of a timeline` {
  /// The marks by name.
  private static let marks = Mirror(reflecting: TimelineSymbols.unicode).children.compactMap { child in
    child.label.flatMap { name in (child.value as? String).map { (name: name, mark: $0) } }
  }

  @Test func `has each mark that the timeline draws`() {
    var options = RenderingOptions()
    options.unfolding = "See below."
    var drawn: Set<String> = []
    let pointed = Picture(
      of: Specimens.failing.comparison, name: "pointed", title: "Pointed",
      point: (text: "From here on it fails.", turn: 2))
    for picture in Array(ProjectFiles.pictures.values) + Specimens.all + [pointed] {
      let page = TextPage(picture, options)
      let legend = page.legend.flatMap { $0.replacing("  ", with: "\n").split(separator: "\n") }
      for (name, mark) in Self.marks where page.drawing.contains(where: { $0.contains(mark) }) {
        drawn.insert(name)
        #expect(legend.contains { $0.hasPrefix(mark + " ") }, "\(picture.name): \(name)")
      }
      for entry in legend { #expect(entry.contains(" "), "\(picture.name): \(entry)") }
    }
    // The mark of the current step is on the screen of the step player alone.
    #expect(drawn == Set(Self.marks.map(\.name)).subtracting(["current"]))
  }

  @Test func `is on the first screen of the step player, with the mark of the step`() {
    for picture in Specimens.all {
      let screen = StepScreen(picture)
      let first = screen.lines(step: 0, columns: 80, rows: 40).map(\.text)
      for entry in TextTimeline(picture.timeline).legend(columns: 1) + ["▸ this step"] {
        #expect(first.contains { $0.contains(entry) }, "\(picture.name): \(entry)")
      }
      if screen.stepCount > 0 {
        #expect(!screen.lines(step: 1, columns: 80, rows: 40).contains { $0.text.contains("▸ this step") })
      }
    }
  }
}
