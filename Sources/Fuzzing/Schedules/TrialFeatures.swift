// What small concurrent programs may be made of, family by family.

/// A set of families of statements.
struct TrialFeatures: OptionSet, Sendable, Hashable {
  let rawValue: Int

  static let timers = TrialFeatures(rawValue: 1 << 0)
  static let sleeps = TrialFeatures(rawValue: 1 << 1)
  static let yields = TrialFeatures(rawValue: 1 << 2)
  static let groups = TrialFeatures(rawValue: 1 << 3)
  static let asyncLet = TrialFeatures(rawValue: 1 << 4)
  static let cancels = TrialFeatures(rawValue: 1 << 5)
  static let flags = TrialFeatures(rawValue: 1 << 6)
  static let handlers = TrialFeatures(rawValue: 1 << 7)
  static let scopes = TrialFeatures(rawValue: 1 << 8)
  static let semaphores = TrialFeatures(rawValue: 1 << 9)
  static let timeouts = TrialFeatures(rawValue: 1 << 10)
  static let promises = TrialFeatures(rawValue: 1 << 11)
  static let joints = TrialFeatures(rawValue: 1 << 12)
  static let reactions = TrialFeatures(rawValue: 1 << 13)
  static let streams = TrialFeatures(rawValue: 1 << 14)
  static let values = TrialFeatures(rawValue: 1 << 15)
  static let actors = TrialFeatures(rawValue: 1 << 16)
  static let continuations = TrialFeatures(rawValue: 1 << 17)
  static let clock = TrialFeatures(rawValue: 1 << 18)
  static let blocking = TrialFeatures(rawValue: 1 << 19)
  static let choices = TrialFeatures(rawValue: 1 << 20)
  static let errors = TrialFeatures(rawValue: 1 << 21)

  static let detached = TrialFeatures(rawValue: 1 << 22)
  static let mainActor = TrialFeatures(rawValue: 1 << 23)
  static let immediate = TrialFeatures(rawValue: 1 << 24)
  static let naps = TrialFeatures(rawValue: 1 << 25)
  static let locks = TrialFeatures(rawValue: 1 << 26)
  static let actorTasks = TrialFeatures(rawValue: 1 << 27)

  /// The families of programs for a loop by name.
  static let families: [(name: String, feature: TrialFeatures)] = [
    ("timers", .timers), ("sleeps", .sleeps), ("yields", .yields), ("groups", .groups), ("async-let", .asyncLet),
    ("cancels", .cancels), ("flags", .flags), ("handlers", .handlers), ("scopes", .scopes),
    ("semaphores", .semaphores), ("timeouts", .timeouts), ("promises", .promises), ("joints", .joints),
    ("reactions", .reactions), ("streams", .streams), ("values", .values), ("actors", .actors),
    ("continuations", .continuations), ("clock", .clock), ("blocking", .blocking), ("choices", .choices),
    ("errors", .errors),
  ]

  /// The families of ordinary Swift alone by name: programs of these run on loops that capture.
  static let ordinaryFamilies: [(name: String, feature: TrialFeatures)] = [
    ("detached", .detached), ("main-actor", .mainActor), ("immediate", .immediate), ("naps", .naps), ("locks", .locks),
    ("actor-tasks", .actorTasks),
  ]

  /// All families of programs for a loop.
  static let all = families.reduce(into: TrialFeatures()) { $0.formUnion($1.feature) }

  /// What programs of ordinary Swift may be made of: those families, and others that need nothing of a loop's.
  static let ordinary = ordinaryFamilies.reduce(into: shared) { $0.formUnion($1.feature) }

  private static let shared: TrialFeatures = [
    .yields, .groups, .asyncLet, .cancels, .flags, .handlers, .streams, .values, .actors, .continuations, .errors,
  ]

  /// Whether programs of the set are ordinary Swift.
  var isOrdinary: Bool { Self.ordinaryFamilies.contains { contains($0.feature) } }

  /// The families in the set, each as a set of one.
  var each: [TrialFeatures] {
    (Self.families + Self.ordinaryFamilies).map(\.feature).filter { contains($0) }
  }

  /// The families without which those of the set have no effect that can be observed.
  var companions: TrialFeatures {
    var companions = TrialFeatures()
    if contains(.cancels) { companions.formUnion([.flags, .sleeps, .naps]) }
    if contains(.flags) || contains(.handlers) || contains(.timeouts) { companions.formUnion(.cancels) }
    if contains(.blocking) { companions.formUnion([.clock, .timers]) }
    if contains(.errors) { companions.formUnion([.groups, .asyncLet]) }
    if contains(.joints) || contains(.reactions) { companions.formUnion(.promises) }
    return companions
  }

  /// The names of the families in the set.
  var names: [String] { (Self.families + Self.ordinaryFamilies).filter { contains($0.feature) }.map(\.name) }
}
