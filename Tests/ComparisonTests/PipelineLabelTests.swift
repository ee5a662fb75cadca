// What reports call pipelines, whether the label is kept or not.

import Testing

@testable import Comparison

@Suite("Labels of pipelines")
struct PipelineLabelTests {
  @Test(arguments: [1, 2, 1_000, 1_001, 70_000])
  func `are the name and the number, in whatever order they are asked for`(pipeline: Int) {
    let labels = PipelineLabels("three stages")
    #expect(labels.label(of: 3) == "three stages [3]")
    for _ in 0..<2 { #expect(labels.label(of: pipeline) == "three stages [\(pipeline)]") }
  }

  @Test func `are those of their own program`() {
    #expect(ComparedProgram("first").labels.label(of: 2) == "first [2]")
    #expect(ComparedProgram("second").afresh.labels.label(of: 2) == "second [2]")
  }
}
