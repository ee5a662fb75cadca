// The kinds of faults that a report can name, as a set: what a strict run refuses unless it is allowed.

extension Report {
  /// Kinds of faults.
  public struct Faults: OptionSet, Sendable, Hashable, CustomStringConvertible {
    /// One bit for each kind.
    public let rawValue: Int

    /// The faults whose bits are set.
    public init(rawValue: Int) {
      self.rawValue = rawValue
    }

    /// Something has not ended: a task, a promise, a completion, a continuation, a permit or a timer.
    public static let leftovers = Faults(rawValue: 1)
    /// Work left the loop, or came from another thread while the loop ran.
    public static let escapes = Faults(rawValue: 2)
    /// A contract was broken: something was settled twice, or dropped unsettled.
    public static let violations = Faults(rawValue: 4)
    /// Faults of every kind.
    public static let all: Faults = [.leftovers, .escapes, .violations]

    /// As Swift source: `.escapes`, or `[.leftovers, .escapes]`.
    public var description: String {
      let names = [(Faults.leftovers, ".leftovers"), (.escapes, ".escapes"), (.violations, ".violations")]
        .filter { contains($0.0) }.map(\.1)
      return names.count == 1 ? names[0] : "[" + names.joined(separator: ", ") + "]"
    }
  }

  /// The kinds of faults that the report names. A loop that has more to run has leftovers, whatever it keeps an account of.
  public var faults: Faults {
    var faults: Faults = []
    if !leftovers.isEmpty || !waits.isEmpty || hasMoreToRun { faults.insert(.leftovers) }
    if !escapes.isEmpty { faults.insert(.escapes) }
    if !violations.isEmpty { faults.insert(.violations) }
    return faults
  }

  private var hasMoreToRun: Bool {
    switch ending {
    case .paused, .unfinished, .deadlocked, .stepLimit, .timeLimit, .textLimit, .stopped: true
    case .quiescent, .nested, .occupied: false
    }
  }
}
