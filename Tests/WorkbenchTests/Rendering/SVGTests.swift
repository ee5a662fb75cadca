// SVG: valid XML, nothing clipped, shapes that tell marks apart, frames that lie over each other.

import Comparison
import Foundation
import Pipelines
import Testing

@testable import Workbench

@Suite struct SVGTests {
  @Test(arguments: Specimens.all.map(\.name))
  func `every frame is well-formed XML with a title and a description`(name: String) throws {
    let picture = try #require(Specimens.all.first { $0.name == name })
    for frame in 0...picture.timeline.rows.count {
      let document = try SVGDocument(SVGDrawing(picture, frame: frame).text)
      #expect(document.texts(of: "title") == [picture.title])
      let names = Set(document.elements.map(\.name))
      #expect(names.isSubset(of: ["svg", "title", "desc", "style", "rect", "g", "line", "text", "path"]))
      #expect(document.texts(of: "desc").first?.contains("What <happens> & why.") == true)
    }
  }

  @Test func `the frames of a picture have one size`() throws {
    let sizes = try (0...3).map { try SVGDocument(SVGDrawing(Specimens.failing, frame: $0).text).viewBox }
    #expect(Set(sizes).count == 1)
  }

  @Test(arguments: Specimens.all.map(\.name))
  func `a wide picture is as wide as a slide`(name: String) throws {
    let picture = try #require(Specimens.all.first { $0.name == name })
    let size = try SVGDocument(SVGDrawing(picture, isWide: true).text).viewBox
    #expect(abs(Double(size[2]) / Double(size[3]) - 16.0 / 9.0) < 0.01)
  }

  @Test func `long labels are broken, not clipped`() throws {
    let label = String(repeating: "incomprehensibilities ", count: 20)
    let plan = Plan(request: label, calls: ["1": CallBehaviour(answer: .fails(APIError(status: 500, reason: label)))])
    let picture = Picture(of: ThreeStages.program.compare(under: plan), name: "long", title: label)
    for isWide in [false, true] {
      let document = try SVGDocument(SVGDrawing(picture, isWide: isWide).text)
      for element in document.elements where element.name == "text" {
        let x = try #require(element.attributes["x"].flatMap { Int($0) })
        let isSetRight = ["instant", "frame"].contains(element.attributes["class"])
        let isTitle = element.attributes["class"] == "title"
        let width = DisplayWidth.of(element.text) * (isTitle ? SVGLayout.titleColumnWidth : SVGLayout.columnWidth)
        #expect(isSetRight || x + width <= document.viewBox[2], "\(element.text)")
      }
    }
  }

  @Test func `every mark has a shape of its own`() {
    let shapes = SVGMark.allCases.map { mark in mark.drawing(x: 0, y: 0).replacing(mark.rawValue, with: "") }
    #expect(Set(shapes).count == shapes.count)
  }

  @Test func `the legend has each sign that the picture draws, within the picture`() throws {
    let names = ["call": "in flight", "open": "in flight", "unlike": "differs", "note": "note"]
    var drawn: Set<String> = []
    for picture in Array(ProjectFiles.pictures.values) + Specimens.all {
      let document = try SVGDocument(SVGDrawing(picture).text)
      let legend = document.elements.filter { $0.attributes["class"] == "legend" }
      let places = legend.compactMap { $0.attributes["y"].flatMap { Int($0) } }
      let (top, bottom) = (places.min() ?? 0, places.max() ?? 0)
      #expect(bottom < document.viewBox[3], "\(picture.name)")
      let signs = document.elements.filter { element in
        let y = (element.attributes["y"] ?? element.attributes["y1"]).flatMap { Int($0) }
        return y.map { $0 < top - 12 } ?? false
      }
      let expected = Set(signs.compactMap { $0.attributes["class"].flatMap { names[$0] } })
      #expect(expected == Set(legend.map(\.text)).intersection(names.values), "\(picture.name)")
      drawn.formUnion(expected)
    }
    #expect(drawn == Set(names.values))
  }

  @Test func `the pictures of the notes are what their scenarios draw`() throws {
    let folder = ProjectFiles.root + "/notes/pictures"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".svg") }.sorted()
    #expect(!files.isEmpty)
    for file in files {
      let picture = try #require(ProjectFiles.pictures[String(file.dropLast(4))])
      let recorded = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
      #expect(SVGDrawing(picture).text == recorded, "make \(file) anew with 'braid show \(picture.name) -f svg'")
    }
  }

  @Test func `a frame shows no more than it should`() throws {
    let first = SVGDrawing(Specimens.failing, frame: 1).text
    #expect(first.contains("call 1 sent"))
    #expect(!first.contains("call 1 replied"))
  }

  @Test func `there is no script, no link and a background`() {
    let text = SVGDrawing(Specimens.cancelled).text
    #expect(!text.contains("<script") && !text.contains("href") && !text.contains("url("))
    #expect(text.contains("class=\"paper\""))
    #expect(text.contains("prefers-color-scheme: dark"))
  }
}
