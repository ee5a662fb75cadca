// A call of one pipeline, as the key of a behaviour that only this pipeline meets.

/// A call of one pipeline.
package struct PipelineCall: Sendable, Hashable {
  /// The call's name.
  package let call: String
  /// The pipeline that sends the call, counted from 1.
  package let pipeline: Int

  /// The call of a pipeline.
  ///
  /// - Parameters:
  ///   - call: The call's name.
  ///   - pipeline: The pipeline that sends the call, counted from 1.
  package init(_ call: String, pipeline: Int) {
    self.call = call
    self.pipeline = pipeline
  }
}

extension PipelineCall: Comparable {
  /// The order of calls by name, and of one call by pipeline.
  package static func < (lhs: PipelineCall, rhs: PipelineCall) -> Bool {
    (lhs.call, lhs.pipeline) < (rhs.call, rhs.pipeline)
  }
}
