// Every text of the timelines of all scenarios can be read: nothing covers it, and nothing runs through it.

import Testing

@testable import Workbench

@Suite struct `The texts of a timeline as SVG` {
  @Test(arguments: ProjectFiles.pictures.keys.sorted())
  func `can all be read, in every scenario`(name: String) throws {
    let picture = try #require(ProjectFiles.pictures[name])
    let rows = picture.timeline.rows.count
    let others = [SVGDrawing(picture, isWide: true), SVGDrawing(picture, frame: rows / 2)]
    // Of a very long run one drawing takes long enough.
    let drawings = [SVGDrawing(picture)] + (rows < 1_000 ? others : [])
    for drawing in drawings {
      let faults = try Self.faults(of: drawing.text)
      #expect(faults.isEmpty, "\(faults.count) faults: \(faults.prefix(5))")
    }
  }

  @Test(arguments: Specimens.all.map(\.name))
  func `can all be read at every step`(name: String) throws {
    let picture = try #require(Specimens.all.first { $0.name == name })
    for frame in 0...picture.timeline.rows.count {
      #expect(try Self.faults(of: SVGDrawing(picture, frame: frame).text) == [], "step \(frame)")
    }
  }

  @Test func `are found where a shape covers them, runs through them, or ends in them`() throws {
    func faults(_ inside: String) throws -> [String] {
      try Self.faults(
        of: "<svg viewBox=\"0 0 400 400\"><rect class=\"paper\" width=\"400\" height=\"400\"/>\(inside)</svg>")
    }
    let text = "<text x=\"100\" y=\"100\">some words</text>"
    let panel = "<rect class=\"differs\" x=\"90\" y=\"80\" width=\"200\" height=\"30\"/>"
    let bar = "<rect class=\"call\" x=\"120\" y=\"0\" width=\"8\" height=\"300\"/>"
    #expect(try faults(text) == [])
    #expect(try faults(panel + text) == [])
    #expect(try faults(bar + panel + text) == [])
    #expect(try faults(text + panel).count == 1)
    #expect(try faults(bar + text).count == 1)
    #expect(try faults(panel + bar + text).count == 1)
    #expect(try faults(text + "<text x=\"120\" y=\"108\">others</text>").count == 1)
    let edge = "<rect class=\"differs\" x=\"90\" y=\"95\" width=\"200\" height=\"30\"/>"
    #expect(try faults(edge + text).count == 1)
    #expect(try faults("<text x=\"390\" y=\"100\">outside</text>").count == 1)
  }

  /// What hinders the reading of a document's texts.
  ///
  /// A text must lie within the paper, meet no other text and nothing that is drawn after it; and of what is drawn
  /// before it, nothing may show around it but the panel on which it lies.
  private static func faults(of text: String) throws -> [String] {
    let shapes = SVGShape.all(of: try SVGDocument(text))
    let bins = Bins(shapes)
    var faults: [String] = []
    for (index, shape) in shapes.enumerated() where shape.kind == .text {
      let others = bins.meeting(index)
      let ground = others.last { $0 < index && shapes[$0].kind == .panel && shapes[$0].box.holds(shape.box) }
      guard let ground else {
        faults.append("\(shape.name) lies on nothing")
        continue
      }
      for other in others where other != index && other > ground {
        if shapes[other].kind == .text, other < index { continue }
        faults.append("\(shapes[other].name) meets \(shape.name)")
      }
    }
    return faults
  }

  /// The shapes by the strips of the picture in which they lie, so that not each has to be compared with all.
  private struct Bins {
    private static let height = 40.0
    private let shapes: [SVGShape]
    private var strips: [Int: [Int]] = [:]

    init(_ shapes: [SVGShape]) {
      self.shapes = shapes
      for (index, shape) in shapes.enumerated() {
        for strip in Self.strips(of: shape.box) { strips[strip, default: []].append(index) }
      }
    }

    private static func strips(of box: SVGBox) -> ClosedRange<Int> {
      Int((box.top / height).rounded(.down))...Int((max(box.top, box.bottom) / height).rounded(.down))
    }

    /// The shapes that meet one of them, in the order in which they are drawn.
    func meeting(_ index: Int) -> [Int] {
      let box = shapes[index].box
      return Set(Self.strips(of: box).flatMap { strips[$0] ?? [] }).filter { shapes[$0].box.meets(box) }.sorted()
    }
  }
}
