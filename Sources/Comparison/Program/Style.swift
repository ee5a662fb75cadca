// The three styles in which a compared program is written.

/// One of the three styles of asynchronous code.
public enum Style: String, Sendable, Hashable, CaseIterable, Comparable, CustomStringConvertible {
  /// Completion callbacks: the caller passes in what is to happen next.
  case callback
  /// Futures: the caller receives a value that will settle, and chains on it.
  case future
  /// `async`/`await`: the caller suspends and resumes where it left off.
  case async

  /// The style's name as written in scenario files and on the command line.
  public var description: String { rawValue }

  /// The order of presentation: callback, future, async.
  public static func < (lhs: Style, rhs: Style) -> Bool {
    lhs.rank < rhs.rank
  }

  private var rank: Int {
    switch self {
    case .callback: 0
    case .future: 1
    case .async: 2
    }
  }
}
