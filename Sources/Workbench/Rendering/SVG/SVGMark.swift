// The marks of a timeline as SVG: a shape for each kind of event, which its colour only repeats.

package import Comparison

/// A mark: a shape around the origin, 12 pixels wide.
package enum SVGMark: String, Sendable, CaseIterable {
  case sent
  case replied
  case failed
  case step
  case caught
  case cancel
  case finished
  case remark

  /// The mark of an event; of what is found at the end of a run if there is no event.
  package init(of kind: SemanticEvent.Kind?) {
    switch kind {
    case .sent: self = .sent
    case .replied: self = .replied
    case .failed, .stepThrew: self = .failed
    case .step, .recovered: self = .step
    case .caught: self = .caught
    case .cancelRequested, .callCancelled, .callRefused: self = .cancel
    case .finished, .finishedAgain: self = .finished
    case .note, nil: self = .remark
    }
  }

  /// The words for it in a legend.
  package var legend: String {
    switch self {
    case .cancel: "cancelled"
    case .remark: "left over, remark"
    default: rawValue
    }
  }

  /// The shape: a triangle to the right or left, a cross, a disc, a diamond, a ring with a bar, a square, a dot.
  package var path: String {
    switch self {
    case .sent: "M-6 -6L6 0L-6 6Z"
    case .replied: "M6 -6L-6 0L6 6Z"
    case .failed: "M-5 -5L5 5M-5 5L5 -5"
    case .step: "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0Z"
    case .caught: "M0 -7L7 0L0 7L-7 0Z"
    case .cancel: "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0ZM-4 4L4 -4"
    case .finished: "M-6 -6H6V6H-6Z"
    case .remark: "M-3 0A3 3 0 1 1 3 0A3 3 0 1 1 -3 0Z"
    }
  }

  /// The mark's number among all.
  package var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The mark at a place.
  func drawing(x: Int, y: Int) -> String {
    "<path class=\"\(rawValue)\" transform=\"translate(\(x) \(y))\" d=\"\(path)\"/>"
  }
}
