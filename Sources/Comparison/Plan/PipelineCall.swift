// A call of one pipeline, as the key of a behaviour that only this pipeline meets.

/// A call of one pipeline.
public struct PipelineCall: Sendable, Hashable {
  /// The call's name.
  public let call: String
  /// The pipeline that sends the call, counted from 1.
  public let pipeline: Int

  /// The call of a pipeline.
  ///
  /// - Parameters:
  ///   - call: The call's name.
  ///   - pipeline: The pipeline that sends the call, counted from 1.
  public init(_ call: String, pipeline: Int) {
    self.call = call
    self.pipeline = pipeline
  }
}

extension PipelineCall: Comparable {
  /// The order of calls by name, and of one call by pipeline.
  public static func < (lhs: PipelineCall, rhs: PipelineCall) -> Bool {
    (lhs.call, lhs.pipeline) < (rhs.call, rhs.pipeline)
  }
}
