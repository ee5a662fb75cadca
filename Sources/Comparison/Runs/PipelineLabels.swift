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

  /// The labels of the first pipelines of several, such as `three stages [2]`, and perhaps of further ones.
  ///
  /// - Parameter count: How many labels are needed.
  func labels(of count: Int) -> [String] {
    let labels = known.withLock { known in
      while known.count < min(count, Self.limit) { known.append(make(known.count + 1)) }
      return known
    }
    return count > labels.count ? labels + (labels.count + 1...count).map(make) : labels
  }

  private func make(_ pipeline: Int) -> String { name + " [" + String(pipeline) + "]" }
}
