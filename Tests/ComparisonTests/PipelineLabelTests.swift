// What reports call pipelines, whether the label is kept or not.

import Testing

@testable import Comparison

@Suite("Labels of pipelines")
struct PipelineLabelTests {
  @Test(arguments: [1, 2, 1_000, 1_001, 70_000])
  func `are the name and the number, in whatever order they are asked for`(pipeline: Int) {
    let labels = PipelineLabels("three stages")
    #expect(labels.labels(of: 3)[2] == "three stages [3]")
    for _ in 0..<2 { #expect(labels.labels(of: pipeline)[pipeline - 1] == "three stages [\(pipeline)]") }
  }

  @Test func `are those of their own program`() {
    #expect(ComparedProgram("first").labels.labels(of: 2)[1] == "first [2]")
    #expect(ComparedProgram("second").afresh.labels.labels(of: 2)[1] == "second [2]")
  }
}
