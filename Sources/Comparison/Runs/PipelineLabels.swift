// What reports call the pipelines of a program, made once for all runs.

import Synchronization

/// The labels of a program's pipelines: an exploration starts the same ones a hundred thousand times.
final class PipelineLabels: Sendable {
  /// How many labels are kept.
  private static let limit = 1_000
  private let name: String
  private let known = Mutex<[String]>([])

  /// - Parameter name: The name of the program.
  init(_ name: String) {
    self.name = name
  }

  /// The label of a pipeline of several: `three stages [2]`.
  ///
  /// - Parameter pipeline: The pipeline, counted from 1.
  func label(of pipeline: Int) -> String {
    guard (1...Self.limit).contains(pipeline) else { return make(pipeline) }
    return known.withLock { known in
      while known.count < pipeline { known.append(make(known.count + 1)) }
      return known[pipeline - 1]
    }
  }

  private func make(_ pipeline: Int) -> String { name + " [" + String(pipeline) + "]" }
}
